import SourceText

extension LoadContext {
  mutating func value(_ node: Node) -> Value {
    switch node.form {
    case .sequence(let items):
      return Value(.list(items.map { value($0) }), node.span)
    case .mapping:
      return Value(.map(fields(node)), node.span)
    case .scalar(let scalar):
      guard scalar.style == .plain else { return Value(.text(scalar.text, quoted: true), node.span) }
      if scalar.text.hasPrefix("$"), let reference = reference(scalar.text, at: node.span) {
        return Value(.reference(reference), node.span)
      }
      if StoryDate.Anchor(of: scalar.text) != nil {
        return Value(.date(date(scalar.text, at: node.span)), node.span)
      }
      return Value(.text(scalar.text, quoted: false), node.span)
    }
  }

  mutating func value(_ node: Node?) -> Value? { node.map { value($0) } }

  mutating func fields(_ node: Node?) -> [Field] {
    (node?.entries ?? []).map { Field(Word($0.name, $0.key.span), value($0.value)) }
  }

  /// Fields of a key that must hold a map.
  mutating func fields(_ node: Node?, _ what: String) -> [Field] {
    guard let node else { return [] }
    _ = entries(node, what)
    return fields(node)
  }

  /// `$name.path`; reports what cannot be read and what an include does not give.
  mutating func reference(_ text: String, at span: SourceSpan) -> Reference? {
    if text.hasPrefix("$.") || text.hasPrefix("$[") {
      report(.unquotedPath, "the path \(text) stands without quotes", at: span, next: "write \"\(text)\"")
      return nil
    }
    let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, parts.allSatisfy({ !$0.isEmpty && $0.unicodeScalars.allSatisfy(Spelling.isNameScalar) }) else {
      report(
        .unreadableValue, "\(text) cannot be read as a reference", at: span,
        next: "write `$step.fact`, `$policy.name` or `$each.column`; put the text into quotes if it is meant as it stands")
      return nil
    }
    let path = Array(parts.dropFirst())
    func plain(_ root: Reference.Root) -> Reference { Reference(root: root, path: path, written: text, span: span) }
    switch first {
    case "policy": return plain(.policy)
    case "each": return plain(.each)
    case "joined": return plain(.joined)
    case "with": return plain(.with)
    default: break
    }
    let step = qualified(first, at: span)
    guard let given = outputs[step] else { return plain(.step(step)) }
    guard let name = path.first, let output = given.first(where: { $0.name == name }) else {
      report(
        .unknownReference, "\(text): the include `\(first)` gives no `\(path.first ?? "")`", at: span,
        next: "refer to one of: \(given.map { "$\(first).\($0.name)" }.joined(separator: ", "))")
      return nil
    }
    return Reference(
      root: output.reference.root, path: output.reference.path + path.dropFirst(), written: text, span: span)
  }

  /// `T - 14 months - $policy.x`, `M + 9 days`
  mutating func date(_ text: String, at span: SourceSpan) -> StoryDate {
    var terms: [StoryDate.Term] = []
    var words = text.split(separator: " ").dropFirst()
    while let sign = words.popFirst() {
      var amount: [Substring] = []
      while let word = words.first, word != "-", word != "+" { amount.append(words.removeFirst()); _ = word }
      let written = amount.joined(separator: " ")
      if sign == "-" || sign == "+" {
        if written.hasPrefix("$"), let reference = reference(written, at: span) {
          terms.append(.init(isLater: sign == "+", amount: .reference(reference)))
          continue
        } else if let length = StoryDuration(written) {
          terms.append(.init(isLater: sign == "+", amount: .duration(length)))
          continue
        }
      }
      report(
        .unreadableValue, "`\(text)` cannot be read as a date of the story", at: span,
        next: "write it as in `T`, `T - 14 months` or `T - $policy.filing-window - 1 month`")
      break
    }
    return StoryDate(anchor: .init(of: text) ?? .today, terms: terms)
  }

  mutating func duration(_ node: Node?, _ what: String) -> StoryDuration? {
    guard let node, let text = text(node, what) else { return nil }
    if let duration = StoryDuration(text) { return duration }
    report(
      .unreadableValue, "`\(text)` is not a duration", at: node.span, next: "write \(what) as in: \(StoryDuration.examples)")
    return nil
  }

  mutating func limit(_ node: Node?, _ what: String) -> Limit? {
    guard let node else { return nil }
    if node.scalar?.style == .plain, let text = node.text, text.hasPrefix("$") {
      return reference(text, at: node.span).map { Limit(.reference($0), node.span) }
    }
    return duration(node, what).map { Limit(.fixed($0), node.span) }
  }

  mutating func needs(_ node: Node?) -> [Need] {
    words(node, "`needs`").compactMap { word in
      let parts = word.text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) {
        return Need(edge: String(parts[0]), feature: String(parts[1]), span: word.span)
      }
      report(
        .unreadableValue, "`\(word)` does not say what an edge must be able to show", at: word.span,
        next: "write the edge and the feature: `events.birth-cancelled`")
      return nil
    }
  }

  mutating func rowSource(_ node: Node?) -> RowSource? {
    guard let node else { return nil }
    if let text = node.text {
      for (prefix, make) in [("table.", RowSource.table), ("dialect.faults.", RowSource.faults)] where text.hasPrefix(prefix) {
        return make(Word(String(text.dropFirst(prefix.count)), node.span))
      }
      report(
        .unreadableValue, "`\(text)` gives no rows", at: node.span,
        next: "write a list of rows, `table.NAME`, `dialect.faults.schema` or `dialect.faults.security`")
      return nil
    }
    let rows = items(node, "`for-each`").map { row($0) }
    unique(rows.map { Word($0.name, $0.span) }, "row")
    return .rows(rows)
  }

  mutating func row(_ node: Node) -> Row {
    guard node.entries != nil else {
      let value = value(node)
      return Row(name: value.description, fields: [], value: value, span: node.span)
    }
    let fields = fields(node).filter { $0.name.text != "needs" && $0.name.text != "else" }
    if fields.isEmpty { report(.missingKey, "this row says nothing", at: node.span, next: "add a first column: it names the row") }
    if node["else"] != nil, node["needs"] == nil {
      report(.missingKey, "a row with `else` needs `needs`", at: node.span, next: "add `needs:` with what the dialect must show")
    }
    return Row(
      name: fields.first?.value.description ?? "", fields: fields, needs: needs(node["needs"]),
      otherwise: self.fields(node["else"], "`else`"), span: node.span)
  }
}
