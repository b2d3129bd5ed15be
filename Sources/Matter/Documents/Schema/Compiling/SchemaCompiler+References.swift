extension SchemaCompiler {
  mutating func reference(_ name: String, _ value: Cursor, _ body: inout SchemaBody) throws(SchemaRefusal) {
    let text = value.text ?? ""
    let target = try library.target(of: text, from: body.location, keyword: name)
    let schema = try schema(at: target)
    let site = site(name, body)
    guard name == "$dynamicRef", let anchor = dynamicAnchor(of: text, at: target) else {
      body.common.append(Instruction(operation: .reference, a: schema, site: site))
      return
    }
    program.dynamics.append(SchemaProgram.DynamicReference(fallback: schema))
    dynamicAnchors.append(anchor)
    body.common.append(Instruction(operation: .dynamicReference, a: Int32(program.dynamics.count - 1), site: site))
  }

  /// The dynamic anchor by which a reference found its target, if it was one.
  private func dynamicAnchor(of reference: String, at target: SchemaLocation) -> String? {
    let fragment = URIReference(reference).readFragment
    let resource = library.resources[library.resource(of: target)]
    return resource.dynamicAnchors[fragment] == target.node ? fragment : nil
  }

  /// Where a dynamic reference may lead in each resource. Adds schemas to be compiled.
  mutating func bindDynamicReferences() throws(SchemaRefusal) {
    for (place, anchor) in dynamicAnchors.enumerated() {
      for (index, resource) in library.resources.enumerated() {
        guard let node = resource.dynamicAnchors[anchor], program.dynamics[place].targets[Int32(index)] == nil else { continue }
        program.dynamics[place].targets[Int32(index)] = try schema(at: SchemaLocation(document: resource.root.document, node: node))
      }
    }
  }

  /// OpenAPI: the member that names the branch. Names are those of the mapping, then the last parts of the branches' references.
  mutating func discriminated(_ discriminator: Cursor, _ body: inout SchemaBody) throws(SchemaRefusal) {
    let keyword = body.later["oneOf"] != nil ? "oneOf" : "anyOf"
    guard let branches = body.later[keyword].map({ Array($0.elements) }) else { return }
    try inPlace(keyword == "oneOf" ? .oneOf : .anyOf, keyword, branches, &body)
    let plain = body.common.removeLast()
    guard let property = discriminator["propertyName"]?.text else {
      throw library.refusal(body.location, "discriminator", "no propertyName", "name the member that tells the branches apart")
    }
    var rows: [(name: String, value: Int32, bit: Int32)] = []
    let mapping = discriminator["mapping"].map { Array($0.members) } ?? []
    for (name, value) in mapping {
      guard let text = value.text else {
        throw library.refusal(
          body.location, "discriminator", "mapping \"\(name)\" is \(value.kind)", "write a reference or a schema name as a string")
      }
      let isName = !text.contains("/") && !text.contains("#")
      let reference = isName ? "#/components/schemas/" + text : text
      let target = try library.target(of: reference, from: body.location, keyword: "discriminator")
      rows.append((name, try schema(at: target), -1))
    }
    let mapped = rows
    var names = rows.map(\.name)
    for branch in branches {
      guard let reference = branch["$ref"]?.text, let name = reference.split(separator: "/").last.map({ String($0) }) else { continue }
      let target = try schema(at: library.target(of: reference, from: body.location, keyword: "discriminator"))
      if !mapped.contains(where: { $0.value == target }) { names.append(name) }
      if !mapped.contains(where: { $0.name == name }) { rows.append((name, target, -1)) }
    }
    program.discriminators.append(
      SchemaProgram.Discriminator(property: property, table: program.keys.add(rows), branches: names, plain: plain))
    body.common.append(
      Instruction(operation: .discriminated, a: Int32(program.discriminators.count - 1), site: site("discriminator", body)))
  }

  // MARK: loops

  /// Refuses schemas that come back to themselves without going into the document.
  func refuseLoops() throws(SchemaRefusal) {
    enum State { case new, open, done }
    var states = [State](repeating: .new, count: program.entries.count)
    for start in program.entries.indices where states[start] == .new {
      var stack = [(schema: start, next: inPlaceSchemas(of: start)[...])]
      states[start] = .open
      while let top = stack.last {
        guard let next = top.next.first else {
          states[top.schema] = .done
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next.removeFirst()
        switch states[next] {
        case .done: continue
        case .open:
          throw library.refusal(
            program.entries[next].location, nil, "the schema refers to itself without going into the document",
            "let it refer through properties or items, or remove the reference")
        case .new:
          states[next] = .open
          stack.append((next, inPlaceSchemas(of: next)[...]))
        }
      }
    }
  }

  /// The schemas that are asked about the same value. Dynamic references are not among them: those are bounded at judging.
  private func inPlaceSchemas(of schema: Int) -> [Int] {
    let entry = program.entries[schema]
    var found: [Int32] = []
    for instruction in program.code[Int(entry.common)..<Int(entry.end)] {
      switch instruction.operation {
      case .reference, .not: found.append(instruction.a)
      case .allOf, .anyOf, .oneOf: found += program.lists[Int(instruction.a)..<Int(instruction.a + instruction.b)]
      case .condition: found += program.lists[Int(instruction.a)..<Int(instruction.a) + 3]
      case .dependentSchema: found.append(program.dependents[Int(instruction.a)].schema)
      case .discriminated:
        let rule = program.discriminators[Int(instruction.a)]
        found += program.keys.entries(of: rule.table).map(\.value)
        found += program.lists[Int(rule.plain.a)..<Int(rule.plain.a + rule.plain.b)]
      default: break
      }
    }
    return found.filter { $0 >= 0 }.map { Int($0) }
  }
}
