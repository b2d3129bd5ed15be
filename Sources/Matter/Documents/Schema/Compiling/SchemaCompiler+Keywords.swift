extension SchemaCompiler {
  /// One keyword. Those that need their neighbours wait for `finish`.
  mutating func keyword(_ name: String, _ value: Cursor, _ shape: Keyword.Shape, _ body: inout SchemaBody) throws(SchemaRefusal) {
    if let wish = shape.wish(for: value, body.dialect) {
      throw library.refusal(body.location, name, "\(name) must be \(wish), found \(value.kind)", "correct the schema")
    }
    switch name {
    case "$ref", "$recursiveRef", "$dynamicRef": try reference(name, value, &body)
    case "type": body.mask = Self.mask(value)
    case "enum", "const": enumeration(name, value, &body)
    case "allOf": try inPlace(.allOf, name, Array(value.elements), &body)
    case "anyOf", "oneOf":
      if body.cursor["discriminator"] != nil, Keyword.find("discriminator", in: body.dialect) != nil {
        body.later[name] = value
      } else {
        try inPlace(name == "anyOf" ? .anyOf : .oneOf, name, Array(value.elements), &body)
      }
    case "not":
      let schema = try schema(value, of: body.location.document)
      body.common.append(Instruction(operation: .not, a: schema, site: site(name, body)))
    case "minLength": body.string.append(Instruction(operation: .minLength, a: Self.count(value), site: site(name, body)))
    case "maxLength": body.string.append(Instruction(operation: .maxLength, a: Self.count(value), site: site(name, body)))
    case "minItems": body.array.append(Instruction(operation: .minItems, a: Self.count(value), site: site(name, body)))
    case "maxItems": body.array.append(Instruction(operation: .maxItems, a: Self.count(value), site: site(name, body)))
    case "minProperties": body.object.append(Instruction(operation: .minProperties, a: Self.count(value), site: site(name, body)))
    case "maxProperties": body.object.append(Instruction(operation: .maxProperties, a: Self.count(value), site: site(name, body)))
    case "uniqueItems":
      if value.bool == true { body.array.append(Instruction(operation: .uniqueItems, site: site(name, body))) }
    case "pattern":
      let pattern = try pattern(value.text ?? "", name, body)
      body.string.append(Instruction(operation: .pattern, a: pattern, site: site(name, body)))
    case "format": format(value.text ?? "", &body)
    case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf":
      if value.kind == .number { try number(name, value, &body) }
    case "propertyNames":
      let schema = try schema(value, of: body.location.document)
      body.object.append(Instruction(operation: .propertyNames, a: schema, site: site(name, body)))
    case "dependentRequired", "dependentSchemas", "dependencies": try dependents(name, value, &body)
    case "unevaluatedItems", "unevaluatedProperties":
      let schema = try schema(value, of: body.location.document)
      let operation: SchemaProgram.Operation = name == "unevaluatedItems" ? .unevaluatedItems : .unevaluatedProperties
      body.unevaluated.append(Instruction(operation: operation, a: schema, site: site(name, body)))
    case "if", "then", "else", "properties", "patternProperties", "additionalProperties", "required", "items", "prefixItems",
      "additionalItems", "contains", "minContains", "maxContains", "nullable", "discriminator":
      body.later[name] = value
    default: break
    }
  }

  /// The keywords that work together.
  mutating func finish(_ body: inout SchemaBody) throws(SchemaRefusal) {
    if body.later["nullable"]?.bool == true, body.mask != .everything { body.mask.insert(.null) }
    if let test = body.later["if"] {
      var branches = [try schema(test, of: body.location.document)]
      for name in ["then", "else"] {
        if let branch = body.later[name] { branches.append(try schema(branch, of: body.location.document)) } else { branches.append(-1) }
      }
      body.common.append(Instruction(operation: .condition, a: list(branches), site: site("if", body)))
    }
    if let discriminator = body.later["discriminator"] { try discriminated(discriminator, &body) }
    try arrays(&body)
    try objects(&body)
  }

  mutating func inPlace(
    _ operation: SchemaProgram.Operation, _ name: String, _ branches: [Cursor], _ body: inout SchemaBody
  ) throws(SchemaRefusal) {
    var schemas: [Int32] = []
    for branch in branches { schemas.append(try schema(branch, of: body.location.document)) }
    body.common.append(Instruction(operation: operation, a: list(schemas), b: Int32(schemas.count), site: site(name, body)))
  }

  private static func mask(_ value: Cursor) -> TypeMask {
    let names = value.kind == .array ? value.elements.map(\.text) : [value.text]
    return names.compactMap { $0.flatMap { TypeMask(name: $0) } }.reduce([]) { $0.joined(with: $1) }
  }

  /// A count as an index can hold it; what is larger cannot be reached.
  static func count(_ value: Cursor) -> Int32 { Int32(clamping: value.int ?? Int.max) }

  private mutating func enumeration(_ name: String, _ value: Cursor, _ body: inout SchemaBody) {
    let values = name == "const" ? [value] : Array(value.elements)
    let strings = values.enumerated().compactMap { place, value in value.text.map { (name: $0, value: Int32(place), bit: Int32(-1)) } }
    let others = values.filter { $0.kind != .string }
    let rule = SchemaProgram.Enumeration(
      table: program.keys.add(strings), constants: Int32(program.constants.count), count: Int32(others.count))
    program.constants += others.map { SchemaLocation(document: body.location.document, node: $0.index) }
    program.enumerations.append(rule)
    body.common.append(Instruction(operation: .enumeration, a: Int32(program.enumerations.count - 1), site: site(name, body)))
  }

  private mutating func format(_ name: String, _ body: inout SchemaBody) {
    guard options.assertsFormats || body.dialect.vocabularies.contains(.formatAssertion) else { return }
    guard let format = SchemaFormat(name, isOpenAPI: body.dialect.vocabularies.contains(.openAPI)) else { return }
    let instruction = Instruction(
      operation: format.isForNumbers ? .numberFormat : .format, a: Int32(program.formats.count), site: site("format", body))
    program.formats.append(format)
    if format.isForNumbers { body.number.append(instruction) } else { body.string.append(instruction) }
  }

  private mutating func number(_ name: String, _ value: Cursor, _ body: inout SchemaBody) throws(SchemaRefusal) {
    guard let text = NumberText(value.written) else { return }
    let neighbours = body.cursor
    let excludes = { (neighbour: String) in neighbours[neighbour]?.bool == true }
    let operation: SchemaProgram.Operation
    switch name {
    case "minimum": operation = excludes("exclusiveMinimum") ? .exclusiveMinimum : .minimum
    case "maximum": operation = excludes("exclusiveMaximum") ? .exclusiveMaximum : .maximum
    case "exclusiveMinimum": operation = .exclusiveMinimum
    case "exclusiveMaximum": operation = .exclusiveMaximum
    default:
      operation = .multipleOf
      guard text.digits.count <= NumberText.divisorDigits else {
        throw library.refusal(body.location, name, "more than \(NumberText.divisorDigits) digits", "use a shorter divisor")
      }
    }
    program.bounds.append(NumberBound(text))
    body.number.append(Instruction(operation: operation, a: Int32(program.bounds.count - 1), site: site(name, body)))
  }
}
