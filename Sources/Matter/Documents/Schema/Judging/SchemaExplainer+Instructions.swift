extension SchemaExplainer {
  /// Why an instruction does not hold, which is known to be so. What goes further in stays apart from what is told here, so that its
  /// part of the stack is small.
  mutating func explain(_ instruction: Program.Instruction, _ node: Int) {
    let a = Int(instruction.a)
    switch instruction.operation {
    case .members: explainMembers(program.objects[a], node)
    case .items: explainItems(program.arrays[a], node)
    case .reference: explain(instruction.a, node)
    case .dynamicReference: explain(judge.target(of: program.dynamics[a]), node)
    case .allOf: for place in a..<a + Int(instruction.b) { explain(program.lists[place], node) }
    case .anyOf, .oneOf: explainBranches(instruction, node)
    case .condition: explainCondition(a, node)
    case .dependentSchema: explain(program.dependents[a].schema, node)
    case .discriminated: explainDiscriminated(program.discriminators[a], node, instruction.site)
    default: tell(instruction, node)
    }
  }

  private mutating func tell(_ instruction: Program.Instruction, _ node: Int) {
    let a = Int(instruction.a)
    let site = instruction.site
    let other = { (count: Int, noun: String) in Self.count(count, noun) }
    switch instruction.operation {
    case .enumeration: explainEnumeration(a, node, site)
    case .minLength: add(node, site, "at least \(other(a, "character"))", "\(preview(node)), \(other(length(node), "character"))")
    case .maxLength: add(node, site, "at most \(other(a, "character"))", "\(preview(node)), \(other(length(node), "character"))")
    case .pattern: add(node, site, "text that matches \(program.patterns[a])", preview(node))
    case .format, .numberFormat: add(node, site, program.formats[a].words, preview(node))
    case .minimum: add(node, site, "a number from \(bound(site))", preview(node))
    case .maximum: add(node, site, "a number up to \(bound(site))", preview(node))
    case .exclusiveMinimum: add(node, site, "a number above \(bound(site))", preview(node))
    case .exclusiveMaximum: add(node, site, "a number below \(bound(site))", preview(node))
    case .multipleOf: add(node, site, "a multiple of \(bound(site))", preview(node))
    case .minItems, .minProperties: add(node, site, "at least \(other(a, noun(node)))", other(children(node).count, noun(node)))
    case .maxItems, .maxProperties: add(node, site, "at most \(other(a, noun(node)))", other(children(node).count, noun(node)))
    case .uniqueItems:
      guard let pair = judge.tape.firstRepetition(in: node) else { return }
      add(
        children(node)[pair.later], site, "elements that all differ",
        "the same as element \(pair.earlier): \(preview(children(node)[pair.later]))")
    case .contains: explainContains(program.contains[a], node)
    case .propertyNames: explainNames(instruction, node)
    case .required, .dependentRequired: explainRequired(program.dependents[a], node, site)
    case .not: add(node, site, "anything but \(title(instruction.a) ?? "what this schema describes")", preview(node))
    default: break
    }
  }

  private func length(_ node: Int) -> Int { judge.tape.text(judge.nodes[node]).unicodeScalars.count }
  private func noun(_ node: Int) -> String { judge.nodes[node].kind == .object ? "member" : "element" }

  /// The number that a keyword says, as written there; older drafts say the number beside an `exclusive` flag.
  private func bound(_ site: Int32) -> String {
    let site = program.sites[Int(site)]
    return Cursor(tape: program.pages[site.location.document].tape, index: site.location.node)[site.keyword]?.written ?? ""
  }

  private mutating func explainEnumeration(_ index: Int, _ node: Int, _ site: Int32) {
    let rule = program.enumerations[index]
    let strings = program.keys.entries(of: rule.table).map { program.keys.text($0) }
    let constants = (Int(rule.constants)..<Int(rule.constants + rule.count)).map { place in
      let constant = program.constants[place]
      return Cursor(tape: program.pages[constant.document].tape, index: constant.node).written
    }
    let all = strings.map { JSON.string($0).encodedText() } + constants
    let shown = all.prefix(12).map(Self.shortened).joined(separator: ", ") + (all.count > 12 ? " and \(all.count - 12) more" : "")
    let near = judge.nodes[node].kind == .string ? NearName.nearest(to: judge.tape.text(judge.nodes[node]), in: strings) : nil
    add(node, site, all.count == 1 ? shown : "one of \(shown)", preview(node) + (near.map { " (did you mean \"\($0)\"?)" } ?? ""))
  }

  // MARK: containers

  private mutating func explainMembers(_ rule: Program.ObjectRule, _ node: Int) {
    let known = program.keys.entries(of: rule.table)
    let declared = known.filter { $0.value >= 0 }.map { program.keys.text($0) }
    for key in known where key.bit >= 0 {
      let name = program.keys.text(key)
      if judge.member(name, of: node) == nil { addMissing(name, node, rule.requiredSite) }
    }
    for child in children(node) {
      var isDeclared = false
      let place = judge.find(child - 1, in: rule.table)
      if place >= 0, program.keys.entries[place].value >= 0 {
        isDeclared = true
        explain(program.keys.entries[place].value, child)
      }
      for pattern in Int(rule.patterns)..<Int(rule.patterns + rule.patternCount) where judge.matches(pattern, child - 1) {
        isDeclared = true
        explain(program.patternRules[pattern].schema, child)
      }
      if !isDeclared, rule.additional >= 0 { explainOther(rule.additional, child, rule.additionalSite, known: declared) }
    }
  }

  private mutating func addMissing(_ name: String, _ node: Int, _ site: Int32) {
    let present = names(of: node)
    let actual: String
    if let near = NearName.nearest(to: name, in: present) {
      actual = "\"\(near)\" instead"
    } else {
      actual = present.isEmpty ? "an empty object" : "only \(Self.list(present))"
    }
    add(node, site, "the member \"\(name)\"", actual)
  }

  private mutating func explainRequired(_ rule: Program.Dependent, _ node: Int, _ site: Int32) {
    for name in rule.names where judge.member(name, of: node) == nil {
      if rule.name.isEmpty {
        addMissing(name, node, site)
      } else {
        add(node, site, "the member \"\(name)\" beside \"\(rule.name)\"", "\"\(rule.name)\" without it")
      }
    }
  }

  private mutating func explainItems(_ rule: Program.ArrayRule, _ node: Int) {
    for (ordinal, child) in children(node).enumerated() {
      if ordinal < rule.prefixCount {
        explain(program.lists[Int(rule.prefix) + ordinal], child)
      } else if rule.rest >= 0 {
        explainOther(rule.rest, child, rule.restSite)
      }
    }
  }

  private mutating func explainContains(_ rule: Program.ContainsRule, _ node: Int) {
    let fitting = children(node).filter { judge.valid(rule.schema, $0) }.count
    let what = title(rule.schema).map { "like \($0)" } ?? "as described"
    if fitting > rule.most {
      add(node, rule.mostSite, "at most \(Self.count(rule.most, "element")) \(what)", "\(fitting)")
    } else {
      add(node, rule.leastSite, "at least \(Self.count(rule.least, "element")) \(what)", fitting == 0 ? "none" : "\(fitting)")
    }
  }

  private mutating func explainNames(_ instruction: Program.Instruction, _ node: Int) {
    for child in children(node) {
      for violation in apart(instruction.a, child - 1) {
        add(child, instruction.site, "a member whose name is \(violation.expected)", "\"\(judge.tape.text(judge.nodes[child - 1]))\"")
      }
    }
  }

  // MARK: branches

  private mutating func explainCondition(_ place: Int, _ node: Int) {
    let branch = judge.valid(program.lists[place], node) ? 1 : 2
    explain(program.lists[place + branch], node)
  }

  private mutating func explainDiscriminated(_ rule: Program.Discriminator, _ node: Int, _ site: Int32) {
    guard judge.nodes[node].kind == .object else { return explain(rule.plain, node) }
    guard let value = judge.member(rule.property, of: node) else { return addMissing(rule.property, node, site) }
    guard let branch = judge.branch(rule, node) else {
      let near = NearName.nearest(to: Cursor(tape: judge.tape, index: value).text ?? "", in: rule.branches)
      return add(value, site, "one of \(Self.list(rule.branches))", preview(value) + (near.map { " (did you mean \"\($0)\"?)" } ?? ""))
    }
    explain(branch, node)
  }

  private mutating func explainBranches(_ instruction: Program.Instruction, _ node: Int) {
    let branches = (Int(instruction.a)..<Int(instruction.a + instruction.b)).map { program.lists[$0] }
    let fitting = branches.indices.filter { judge.valid(branches[$0], node) }
    let expected = "\(instruction.operation == .oneOf ? "exactly" : "at least") one of \(Self.count(branches.count, "shape"))"
    if !fitting.isEmpty {
      let names = fitting.map { name(branches[$0], $0 + 1) }.joined(separator: " and ")
      return add(node, instruction.site, expected, "a value that fits \(fitting.count): \(names)")
    }
    var best: (rank: (Int, Int, Int), branch: SchemaBranch)?
    for (place, schema) in branches.enumerated() {
      let violations = apart(schema, node)
      let rank = rank(violations, node)
      if let known = best?.rank, known <= rank { continue }
      best = (rank, SchemaBranch(number: place + 1, name: name(schema, place + 1), violations: Array(violations.prefix(3))))
    }
    add(node, instruction.site, expected, preview(node), nearest: best?.branch)
  }

  /// How far a branch is off: of another type at all, then of another kind by a fixed value, then the number of violations.
  private func rank(_ violations: [SchemaViolation], _ node: Int) -> (Int, Int, Int) {
    let here = Cursor(tape: judge.tape, index: node).pointer
    let isOtherType = violations.contains { ($0.keyword == "type" || $0.keyword == "false") && $0.instance == here }
    let fixed = violations.filter { ($0.keyword == "const" || $0.keyword == "enum") && $0.instance.tokens.count <= here.tokens.count + 1 }
    return (isOtherType ? 1 : 0, fixed.count, violations.count)
  }

  private func name(_ schema: Int32, _ number: Int) -> String { title(schema) ?? "shape \(number)" }

  /// A schema's title, or the last part of its reference or of its own place among definitions, in quotes.
  private func title(_ schema: Int32) -> String? {
    let location = program.entries[Int(schema)].location
    let cursor = Cursor(tape: program.pages[location.document].tape, index: location.node)
    if let title = cursor["title"]?.text { return "\"\(title)\"" }
    if let reference = cursor["$ref"]?.text, let last = reference.split(separator: "/").last { return "\"\(last)\"" }
    let tokens = cursor.pointer.tokens
    guard let last = tokens.last, ["definitions", "$defs", "schemas"].contains(tokens.dropLast().last) else { return nil }
    return "\"\(last)\""
  }
}
