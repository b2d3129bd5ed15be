/// The second pass over a document that failed: runs the same program, and puts into words what does not hold.
struct SchemaExplainer {
  typealias Program = SchemaProgram

  /// How deep schemas are followed into, to say why; it takes more of the stack than to say whether.
  static let deepest = 128

  var judge: SchemaJudge
  let limit: Int
  private(set) var found: [SchemaViolation] = []

  init(_ judge: SchemaJudge, limit: Int) { (self.judge, self.limit) = (judge, limit) }

  var program: SchemaProgram { judge.box.program }

  mutating func explain(_ schema: Int32, _ value: Cursor) -> [SchemaViolation] {
    explain(schema, value.index)
    if found.isEmpty || judge.gaveUp {
      let place = program.entries[Int(schema)].location
      add(
        value.index, place, "", "a document that can be judged in \(SchemaJudge.mostSteps(judge.tape)) steps, \(SchemaJudge.deepest) deep",
        "one that needs more; look for schemas that refer to each other in circles")
    }
    return found
  }

  mutating func explain(_ schema: Int32, _ node: Int) {
    guard found.count < limit, !judge.gaveUp, !judge.valid(schema, node) else { return }
    let index = Int(schema)
    let entry = program.entries[index]
    guard judge.admits(entry.mask, node) else { return explainType(entry, node) }
    guard judge.depth < Self.deepest else {
      return add(node, entry.location, "", "what the schema describes", "\(preview(node)), nested too deep to say more")
    }
    guard judge.enter(index) else { return }
    defer { judge.leave(index) }
    let before = found.count
    for run in [Int(entry.common)..<Int(entry.string), judge.specialRun(index, node)] {
      for place in run where !judge.run(program.code[place], node, -1) { explain(program.code[place], node) }
    }
    if found.count == before { explainUnevaluated(index, node) }
  }

  private mutating func explainType(_ entry: Program.Entry, _ node: Int) {
    if entry.mask.isEmpty {
      add(node, entry.location, "false", "nothing here", preview(node))
    } else {
      add(node, entry.location, "type", entry.mask.words, "\(preview(node)), \(kind(node))")
    }
  }

  private mutating func explainUnevaluated(_ index: Int, _ node: Int) {
    let own = judge.openMarks(node)
    defer { judge.closeMarks(own, into: -1) }
    guard judge.runAll(index, node, own) else { return }
    let entry = program.entries[index]
    for place in Int(entry.unevaluated)..<Int(entry.end) {
      let instruction = program.code[place]
      for (ordinal, child) in children(node).enumerated() where !judge.marks[own + ordinal] {
        explainOther(instruction.a, child, instruction.site)
      }
    }
  }

  /// A member or element that is left over: plainly unwanted, or not what such ones must be.
  mutating func explainOther(_ schema: Int32, _ child: Int, _ site: Int32, known: [String] = []) {
    guard program.entries[Int(schema)].mask.isEmpty else { return explain(schema, child) }
    let name = Cursor(tape: judge.tape, index: child).pointer.last ?? ""
    let isMember = judge.nodes[child - 1].kind == .name
    guard isMember else { return add(child, site, "no element at this place", preview(child)) }
    let near = NearName.nearest(to: name, in: known).map { " (did you mean \"\($0)\"?)" } ?? ""
    let list = known.isEmpty ? "" : " (known are \(Self.list(known)))"
    add(child, site, "no member of this name\(list)", "\"\(name)\"\(near)")
  }

  // MARK: violations

  mutating func add(_ node: Int, _ site: Int32, _ expected: String, _ actual: String, nearest: SchemaBranch? = nil) {
    let site = program.sites[Int(site)]
    add(node, site.location, site.keyword, expected, actual, nearest: nearest)
  }

  private mutating func add(
    _ node: Int, _ location: SchemaLocation, _ keyword: String, _ expected: String, _ actual: String, nearest: SchemaBranch? = nil
  ) {
    guard found.count < limit else { return }
    let page = program.pages[location.document]
    let schema = Cursor(tape: page.tape, index: location.node).pointer
    let place = keyword.isEmpty || keyword == "false" ? schema : schema.appending(keyword)
    found.append(
      SchemaViolation(
        instance: Cursor(tape: judge.tape, index: node).pointer, schema: page.uri + "#" + place.text, keyword: keyword, expected: expected,
        actual: actual, nearest: nearest))
  }

  /// What a schema finds wrong, apart from all else that was found.
  mutating func apart(_ schema: Int32, _ node: Int) -> [SchemaViolation] {
    let before = found
    found = []
    explain(schema, node)
    defer { found = before }
    return found
  }

  // MARK: values in words

  func children(_ node: Int) -> [Int] {
    let cursor = Cursor(tape: judge.tape, index: node)
    return cursor.kind == .object ? cursor.members.map(\.value.index) : cursor.elements.map(\.index)
  }

  func names(of node: Int) -> [String] { Cursor(tape: judge.tape, index: node).members.map(\.name) }

  func kind(_ node: Int) -> String { Cursor(tape: judge.tape, index: node).kind.description }

  func preview(_ node: Int) -> String {
    let cursor = Cursor(tape: judge.tape, index: node)
    switch cursor.kind {
    case .object: return cursor.count == 0 ? "an empty object" : "an object of \(Self.count(cursor.count, "member"))"
    case .array: return cursor.count == 0 ? "an empty array" : "an array of \(Self.count(cursor.count, "element"))"
    default: return Self.shortened(cursor.written)
    }
  }

  static func count(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

  static func shortened(_ text: String) -> String { text.count <= 60 ? text : text.prefix(59) + "…" }

  /// Names in quotes, the first eight.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(8).map { "\"\(shortened($0))\"" }.joined(separator: ", ")
    return names.count > 8 ? shown + " and \(names.count - 8) more" : shown
  }
}
