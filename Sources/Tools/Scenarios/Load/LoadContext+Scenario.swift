import Facts
import SourceText

extension LoadContext {
  /// The page without its variants; nil where it is no scenario at all.
  mutating func scenario(_ root: Node) -> Scenario? {
    guard !entries(root, "a scenario").isEmpty else { return nil }
    allow(PageMap.scenario.names, in: root, "a scenario")
    guard let id = word(required(root, "scenario", "the page"), "`scenario`"), name(id, "a scenario") else { return nil }
    let edges = edges(root["edges"])
    let policies = policies(root["policy"])
    let cast = cast(root["cast"])
    let tables = tables(root["table"])
    let subject = word(required(root, "subject", "the page"), "`subject`")
    let stepsNode = required(root, "steps", "the page")
    let steps = self.steps(stepsNode, "`steps`")
    unique(steps.map(\.id), "step")
    return Scenario(
      id: id,
      version: text(required(root, "version", "the page"), "`version`") ?? "",
      status: choice(root["status"], "status", as: Scenario.Status.self) ?? .draft,
      title: text(required(root, "title", "the page"), "`title`") ?? "",
      summary: trimmed(text(root["summary"], "`summary`") ?? ""),
      source: words(root["source"], "`source`").map(\.text),
      requirementsFile: word(root["requirements"], "`requirements`"),
      subject: Role(subject?.text ?? ""),
      mayBeReal: words(root["may-be-real"], "`may-be-real`").map { Role($0.text) },
      edges: edges, needs: needs(root["needs"]), policies: policies, cast: cast, tables: tables, steps: steps,
      finally: finally(root["finally"]),
      tags: words(root["tags"], "`tags`").map(\.text), span: root.span)
  }

  private func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == "\n" || text.last == " " { text.removeLast() }
    return String(text)
  }

  private mutating func named(_ node: Node?, _ what: String, _ one: String) -> [(name: Word, value: Node)] {
    guard let node else { return [] }
    return entries(node, what).compactMap { entry in
      let word = Word(entry.name, entry.key.span)
      return name(word, one) ? (word, entry.value) : nil
    }
  }

  private mutating func edges(_ node: Node?) -> [EdgeDecl] {
    named(node, "`edges`", "an edge").compactMap { name, node in
      guard !entries(node, "an edge").isEmpty else { return nil }
      allow(PageMap.edge.names, in: node, "an edge")
      guard let from = word(required(node, "from", "the edge"), "`from`"), let to = word(required(node, "to", "the edge"), "`to`") else {
        return nil
      }
      let edge = EdgeDecl(
        name: name, from: Role(from.text), to: Role(to.text), tells: words(node["tells"], "`tells`"),
        asks: words(node["asks"], "`asks`"), needed: value(node["needed"]), dialects: words(node["dialects"], "`dialects`"))
      if edge.kinds.isEmpty { report(.missingKey, "the edge `\(name)` carries nothing", at: node.span, next: "add `tells:` or `asks:`") }
      return edge
    }
  }

  private mutating func policies(_ node: Node?) -> [PolicyDecl] {
    named(node, "`policy`", "a policy").compactMap { name, node in
      guard !entries(node, "a policy").isEmpty else { return nil }
      allow(PageMap.policy.names, in: node, "a policy")
      let policy = PolicyDecl(
        name: name, preset: value(node["default"]), among: words(node["among"], "`among`"), atLeast: value(node["at-least"]),
        atMost: value(node["at-most"]), fromProgramme: word(node["from-programme"], "`from-programme`"), span: node.span)
      if policy.preset == nil, policy.fromProgramme == nil {
        report(.missingKey, "the policy `\(name)` has no default", at: node.span, next: "add `default:` or `from-programme:`")
      }
      if let preset = policy.preset, let text = preset.text, let objection = policy.objection(to: text) {
        report(.policyRange, "the default of `\(name)` is not lawful: \(objection)", at: preset.span)
      }
      return policy
    }
  }

  private mutating func tables(_ node: Node?) -> [Table] {
    named(node, "`table`", "a table").map { name, node in
      let rows = items(node, "the table `\(name)`").map { row($0) }
      unique(rows.map { Word($0.name, $0.span) }, "row")
      return Table(name: name, rows: rows)
    }
  }

  private mutating func finally(_ node: Node?) -> [FinalAction] {
    guard let node else { return [] }
    return items(node, "`finally`").flatMap { item -> [FinalAction] in
      allow(PageMap.final.names, in: item, "`finally`")
      return entries(item, "an action of `finally`").map { entry in
        FinalAction(verb: Word(entry.name, entry.key.span), people: words(entry.value, "`\(entry.name)`"))
      }
    }
  }
}

// Cast
extension LoadContext {
  private mutating func cast(_ node: Node?) -> [CastEntry] {
    let cast = named(node, "`cast`", "a person").compactMap { name, node -> CastEntry? in
      if node.entries == nil {
        return word(node, "an archetype").map { CastEntry(name: name, form: .one(archetype: $0)) }
      }
      allow(PageMap.pool.names, in: node, "a pool")
      guard let pool = word(required(node, "pool", "the pool"), "`pool`"), let named = required(node, "named", "the pool"),
        let names = poolNames(named)
      else { return nil }
      return CastEntry(name: name, form: .pool(archetype: pool, names: names))
    }
    let members = cast.flatMap { entry -> [Word] in
      guard case .pool(_, let names) = entry.form else { return [] }
      return names.map { Word($0, entry.name.span) }
    }
    unique(cast.map(\.name) + members, "person")
    let reserved = [
      ("T", "that is the day the run starts"), ("each", "that is the row of `for-each`"), ("joined", "that is the other side of `join`"),
      ("policy", "that begins the name of a policy"),
    ]
    for (name, why) in reserved {
      guard let entry = cast.first(where: { $0.name.text == name }) else { continue }
      report(.reservedName, "nobody can be called \(name): \(why)", at: entry.name.span)
    }
    return cast
  }

  /// `P01..P10`, or a list of names.
  private mutating func poolNames(_ node: Node) -> [String]? {
    guard let text = node.text else { return words(node, "`named`").map(\.text) }
    func parts(_ name: some StringProtocol) -> (stem: String, digits: String) {
      let digits = String(name.reversed().prefix { ("0"..."9").contains($0) }.reversed())
      return (String(name.dropLast(digits.count)), digits)
    }
    if let dots = text.firstRange(of: "..") {
      let (from, to) = (parts(text[..<dots.lowerBound]), parts(text[dots.upperBound...]))
      if from.stem == to.stem, !from.stem.isEmpty, let a = Int(from.digits), let b = Int(to.digits), a <= b, b - a < 100_000 {
        return (a...b).map { number in
          let digits = String(number)
          return from.stem + String(repeating: "0", count: max(0, from.digits.count - digits.count)) + digits
        }
      }
    }
    report(.unreadableValue, "`\(text)` gives no names", at: node.span, next: "write `P01..P10`, or a list of names")
    return nil
  }
}
