extension SchemaCompiler {
  /// `items`, `prefixItems`, `additionalItems` and `contains`, in the words of any draft.
  mutating func arrays(_ body: inout SchemaBody) throws(SchemaRefusal) {
    let page = body.location.document
    let items = body.later["items"]
    let listed = body.later["prefixItems"] ?? (items?.kind == .array ? items : nil)
    let (rest, restName) = items?.kind == .array ? (body.later["additionalItems"], "additionalItems") : (items, "items")
    if listed != nil || rest != nil {
      var rule = SchemaProgram.ArrayRule()
      var prefix: [Int32] = []
      for item in listed.map({ Array($0.elements) }) ?? [] { prefix.append(try schema(item, of: page)) }
      (rule.prefix, rule.prefixCount) = (list(prefix), Int32(prefix.count))
      if let rest { rule.rest = try schema(rest, of: page) }
      rule.restSite = site(restName, body)
      program.arrays.append(rule)
      body.array.append(Instruction(operation: .items, a: Int32(program.arrays.count - 1), site: rule.restSite))
    }
    guard let contains = body.later["contains"] else { return }
    var rule = SchemaProgram.ContainsRule(schema: try schema(contains, of: page))
    let name = site("contains", body)
    (rule.leastSite, rule.mostSite) = (name, name)
    if let least = body.later["minContains"] { (rule.least, rule.leastSite) = (Int(Self.count(least)), site("minContains", body)) }
    if let most = body.later["maxContains"] { (rule.most, rule.mostSite) = (Int(Self.count(most)), site("maxContains", body)) }
    program.contains.append(rule)
    let marks = body.dialect.draft == .draft202012
    body.array.append(Instruction(operation: .contains, a: Int32(program.contains.count - 1), b: marks ? 1 : 0, site: name))
  }

  /// `properties`, `patternProperties`, `additionalProperties` and `required` as one rule.
  mutating func objects(_ body: inout SchemaBody) throws(SchemaRefusal) {
    let names = ["properties", "patternProperties", "additionalProperties", "required"]
    guard names.contains(where: { body.later[$0] != nil }) else { return }
    let page = body.location.document
    let required = requiredNames(body)
    var rows: [(name: String, value: Int32, bit: Int32)] = []
    for (name, value) in body.members(of: "properties") {
      rows.append((name, try schema(value, of: page), Self.place(of: name, in: required)))
    }
    for name in required.prefix(64) where !rows.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      rows.append((name, -1, Self.place(of: name, in: required)))
    }
    var rule = SchemaProgram.ObjectRule(table: program.keys.add(rows))
    rule.required = required.count >= 64 ? .max : (1 << UInt64(required.count)) - 1
    rule.patterns = Int32(program.patternRules.count)
    // The run stays together: schemas are only noted here, and compiled later.
    for (text, value) in body.members(of: "patternProperties") {
      let pattern = try pattern(text, "patternProperties", body)
      program.patternRules.append(SchemaProgram.PatternRule(pattern: pattern, schema: try schema(value, of: page)))
      rule.patternCount += 1
    }
    if let additional = body.later["additionalProperties"] { rule.additional = try schema(additional, of: page) }
    rule.additionalSite = site("additionalProperties", body)
    rule.requiredSite = site("required", body)
    program.objects.append(rule)
    body.object.insert(Instruction(operation: .members, a: Int32(program.objects.count - 1), site: rule.requiredSite), at: 0)
    guard required.count > 64 else { return }
    program.dependents.append(SchemaProgram.Dependent(name: "", schema: -1, names: Array(required.dropFirst(64))))
    body.object.append(Instruction(operation: .required, a: Int32(program.dependents.count - 1), site: rule.requiredSite))
  }

  private static func place(of name: String, in required: [String]) -> Int32 {
    required.prefix(64).firstIndex { $0.utf8.elementsEqual(name.utf8) }.map { Int32($0) } ?? -1
  }

  /// Each name once, without those that OpenAPI 3.0 does not ask for in this direction.
  private func requiredNames(_ body: SchemaBody) -> [String] {
    var seen: Set<[UInt8]> = []
    let unique = (body.later["required"]?.elements.compactMap(\.text) ?? []).filter { seen.insert(Array($0.utf8)).inserted }
    guard body.dialect.draft == .openAPI30, let direction = options.direction else { return unique }
    let flag = direction == .request ? "readOnly" : "writeOnly"
    return unique.filter { body.later["properties"]?[$0]?[flag]?.bool != true }
  }

  mutating func dependents(_ keyword: String, _ value: Cursor, _ body: inout SchemaBody) throws(SchemaRefusal) {
    for (name, wish) in value.members {
      let isNames = wish.kind == .array
      let names = wish.elements.compactMap(\.text)
      let schema = isNames ? -1 : try schema(wish, of: body.location.document)
      program.dependents.append(SchemaProgram.Dependent(name: name, schema: schema, names: names))
      let index = Int32(program.dependents.count - 1)
      body.object.append(Instruction(operation: isNames ? .dependentRequired : .dependentSchema, a: index, site: site(keyword, body)))
    }
  }
}
