extension SchemaJudge {
  /// One instruction, asked about a value of a kind that it looks at.
  mutating func run(_ instruction: Program.Instruction, _ node: Int, _ marks: Int) -> Bool {
    let a = Int(instruction.a)
    switch instruction.operation {
    case .members: return members(objects[a], node, marks)
    case .items: return items(arrays[a], node, marks)
    case .reference: return valid(instruction.a, node, marks)
    case .enumeration: return isListed(a, node)
    case .minLength: return isLong(node, a)
    case .maxLength: return !isLong(node, a + 1)
    case .pattern: return finds(a, node)
    case .format: return withText(node) { box.program.formats[a].accepts($0) }
    case .numberFormat: return box.program.formats[a].accepts(tape, node)
    case .minimum: return compare(node, a) >= 0
    case .maximum: return compare(node, a) <= 0
    case .exclusiveMinimum: return compare(node, a) > 0
    case .exclusiveMaximum: return compare(node, a) < 0
    case .multipleOf: return isMultiple(node, a)
    case .minItems, .minProperties: return hasChildren(node, a)
    case .maxItems, .maxProperties: return !hasChildren(node, a + 1)
    case .uniqueItems: return tape.firstRepetition(in: node) == nil
    case .contains: return contains(box.program.contains[a], node, instruction.b == 1 ? marks : -1)
    case .allOf, .anyOf, .oneOf, .not, .condition, .dynamicReference, .discriminated: return inPlace(instruction, node, marks)
    case .propertyNames: return names(instruction.a, node)
    case .required: return box.program.dependents[a].names.allSatisfy { member($0, of: node) != nil }
    case .dependentRequired:
      let rule = box.program.dependents[a]
      return member(rule.name, of: node) == nil || rule.names.allSatisfy { member($0, of: node) != nil }
    case .dependentSchema:
      let rule = box.program.dependents[a]
      return member(rule.name, of: node) == nil || valid(rule.schema, node, marks)
    case .unevaluatedItems, .unevaluatedProperties: return unevaluated(instruction, node, marks)
    }
  }

  // MARK: schemas about the same value

  private mutating func inPlace(_ instruction: Program.Instruction, _ node: Int, _ marks: Int) -> Bool {
    let branches = Int(instruction.a)..<Int(instruction.a + instruction.b)
    switch instruction.operation {
    case .allOf:
      for place in branches where !valid(lists[place], node, marks) { return false }
      return true
    case .anyOf:
      var found = false
      for place in branches where valid(lists[place], node, marks) {
        if marks < 0 { return true }
        found = true
      }
      return found
    case .oneOf:
      var found = 0
      for place in branches where valid(lists[place], node, marks) {
        found += 1
        if found > 1 { return false }
      }
      return found == 1
    case .not: return !valid(instruction.a, node)
    case .condition:
      let branch = valid(lists[branches.lowerBound], node, marks) ? 1 : 2
      let schema = lists[branches.lowerBound + branch]
      return schema < 0 || valid(schema, node, marks)
    case .dynamicReference: return valid(target(of: box.program.dynamics[branches.lowerBound]), node, marks)
    default: return discriminated(box.program.discriminators[branches.lowerBound], node, marks)
    }
  }

  func target(of reference: Program.DynamicReference) -> Int32 {
    for resource in scope { if let schema = reference.targets[resource] { return schema } }
    return reference.fallback
  }

  private mutating func discriminated(_ rule: Program.Discriminator, _ node: Int, _ marks: Int) -> Bool {
    guard nodes[node].kind == .object else { return run(rule.plain, node, marks) }
    guard let branch = branch(rule, node) else { return false }
    return valid(branch, node, marks)
  }

  /// The branch that an object names.
  func branch(_ rule: Program.Discriminator, _ node: Int) -> Int32? {
    guard let value = member(rule.property, of: node), nodes[value].kind == .string else { return nil }
    let place = find(value, in: rule.table)
    return place < 0 ? nil : keys.entries[place].value
  }

  private func isListed(_ index: Int, _ node: Int) -> Bool {
    let rule = box.program.enumerations[index]
    if nodes[node].kind == .string || nodes[node].kind == .name { return find(node, in: rule.table) >= 0 }
    for place in Int(rule.constants)..<Int(rule.constants + rule.count) {
      let constant = box.program.constants[place]
      if tape.isEquivalent(node, box.program.pages[constant.document].tape, constant.node) { return true }
    }
    return false
  }

  // MARK: texts

  func finds(_ pattern: Int, _ node: Int) -> Bool {
    if let text = plainText(node) { return patterns[pattern].compiled.run(text, whole: false) }
    return withText(node) { patterns[pattern].finds($0) }
  }

  /// A text as it stands, when that is what it means.
  @inline(__always) func plainText(_ node: Int) -> UnsafeBufferPointer<UInt8>? {
    nodes[node].traits.contains(.escaped) ? nil : UnsafeBufferPointer(rebasing: bytes[nodes[node].range])
  }

  /// The place of a text in a table, or -1.
  @inline(__always) func find(_ node: Int, in table: KeyTables.Table) -> Int {
    if nodes[node].traits.contains(.escaped) { return findUnescaped(node, in: table) }
    guard let start = bytes.baseAddress else { return -1 }
    let offset = Int(nodes[node].offset)
    return keys.find(start + offset, Int(nodes[node].length), readable: bytes.count - offset, in: table)
  }

  private func findUnescaped(_ node: Int, in table: KeyTables.Table) -> Int {
    withText(node) { text in
      // An escaped text holds at least one character, so there is an address.
      text.baseAddress.map { keys.find($0, text.count, readable: text.count, in: table) } ?? -1
    }
  }

  /// What a string or a name means, as UTF-8.
  @inline(__always) func withText<Answer>(_ node: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
    if let text = plainText(node) { return body(text) }
    return Array(tape.text(nodes[node]).utf8).withUnsafeBufferPointer(body)
  }

  /// Whether a text has at least so many characters (Unicode scalars).
  private func isLong(_ node: Int, _ least: Int) -> Bool {
    let length = Int(nodes[node].length)
    if length < least { return false }
    // The longest spelling of one character is an escaped pair of 12 bytes.
    if length >= 12 * least { return true }
    if let text = plainText(node) { return Self.characters(text) >= least }
    return withText(node) { Self.characters($0) >= least }
  }

  private static func characters(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in text where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
