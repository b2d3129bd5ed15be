import SourceText

/// Lays a variant over the text of its base: people of its own, then drop, then set, then insert.
struct Overlay {
  private(set) var root: Node
  private(set) var diagnostics: [Diagnostic] = []

  init(root: Node) { self.root = root }

  mutating func apply(_ variant: Node) {
    for entry in variant["cast"]?.entries ?? [] { join(entry) }
    for item in variant["drop"]?.items ?? [variant["drop"]].compactMap({ $0 }) { drop(item) }
    for entry in variant["set"]?.entries ?? [] { set(entry) }
    for entry in variant["before"]?.entries ?? [] { insert(entry, after: false) }
    for entry in variant["after"]?.entries ?? [] { insert(entry, after: true) }
  }

  /// Somebody whom only this variant needs: nobody else has to be minted, loaded or lent for the base.
  private mutating func join(_ entry: Node.Entry) {
    guard root["cast"]?[entry.name] == nil else {
      return report(.duplicateName, "the base has `\(entry.name)` already: write `set: { cast.\(entry.name): ... }`", at: entry.key.span)
    }
    guard let cast = (root["cast"] ?? Node(.mapping([]), entry.key.span)).setting([entry.name], entry.value) else { return }
    root["cast"] = cast
    cleanUp(after: entry.key)
  }

  /// Whoever joins is seen to in the end like the others.
  private mutating func cleanUp(after name: Node) {
    guard let finally = root["finally"], let actions = finally.items else { return }
    let all = actions.map { action in
      (action.entries ?? []).reduce(action) { action, one in
        guard let people = one.value.items else { return action }
        return action.setting([one.name], Node(.sequence(people + [name]), one.value.span)) ?? action
      }
    }
    root["finally"] = Node(.sequence(all), finally.span)
  }

  private mutating func drop(_ node: Node) {
    guard let name = node.text else {
      return report(.wrongShape, "`drop` is a list of steps and checks", at: node.span)
    }
    let parts = name.split(separator: ".").map(String.init)
    guard let first = parts.first, let at = index(ofStep: first) else { return miss(name, node.span) }
    guard parts.count > 1 else {
      var steps = self.steps
      steps.remove(at: at)
      return keep(steps)
    }
    var step = steps[at]
    for group in ["checks", "establishes"] {
      guard parts.count == 2, var checks = step[group], checks[parts[1]] != nil else { continue }
      checks[parts[1]] = nil
      step[group] = checks.entries?.isEmpty == true ? nil : checks
      return replace(at, step)
    }
    miss(name, node.span)
  }

  private mutating func insert(_ entry: Node.Entry, after: Bool) {
    guard let at = index(ofStep: entry.name) else { return miss(entry.name, entry.key.span) }
    guard let added = entry.value.items else {
      return report(.wrongShape, "what comes before or after a step is a list of steps", at: entry.value.span)
    }
    var steps = self.steps
    steps.insert(contentsOf: added, at: after ? at + 1 : at)
    keep(steps)
  }

  private mutating func set(_ entry: Node.Entry) {
    let parts = entry.name.split(separator: ".").map(String.init)
    switch parts.first {
    case "cast" where parts.count == 2, "policy" where parts.count >= 2: setTop(parts, entry)
    case "table" where parts.count == 4: setRow(parts, entry)
    case let first?:
      guard let at = index(ofStep: first) else { return miss(entry.name, entry.key.span) }
      if parts.count == 1 { setStep(at, entry) } else { setField(at, Array(parts.dropFirst()), entry) }
    case nil: miss(entry.name, entry.key.span)
    }
  }

  private mutating func setTop(_ parts: [String], _ entry: Node.Entry) {
    guard var group = root[parts[0]], group[parts[1]] != nil, let changed = group.setting(Array(parts.dropFirst()), entry.value) else {
      return miss(entry.name, entry.key.span)
    }
    group = changed
    root[parts[0]] = group
  }

  private mutating func setRow(_ parts: [String], _ entry: Node.Entry) {
    guard var tables = root["table"], let table = tables[parts[1]], var rows = table.items,
      let at = rows.firstIndex(where: { $0.entries?.first?.value.text == parts[2] }), rows[at][parts[3]] != nil
    else { return miss(entry.name, entry.key.span) }
    rows[at][parts[3]] = entry.value
    tables[parts[1]] = Node(.sequence(rows), table.span)
    root["table"] = tables
  }

  private mutating func setStep(_ at: Int, _ entry: Node.Entry) {
    guard var step = Optional(entry.value), step.entries != nil else {
      return report(.wrongShape, "a whole step is a map", at: entry.value.span)
    }
    if step["id"] == nil, let id = steps[at]["id"], case .mapping(let entries) = step.form {
      let key = Node(text: "id", id.span)
      step.form = .mapping([Node.Entry(key: key, value: id)] + entries)
    }
    replace(at, step)
  }

  /// A check of the step by its name, or else one of its fields.
  private mutating func setField(_ at: Int, _ path: [String], _ entry: Node.Entry) {
    var step = steps[at]
    for group in ["checks", "establishes"] {
      guard var checks = step[group], checks[path[0]] != nil, let changed = checks.setting(path, entry.value) else { continue }
      checks = changed
      step[group] = checks
      return replace(at, step)
    }
    let kind = StepKind.catalogue.first { step[$0.keyword] != nil }
    let keys = StepKind.common + (kind.map { [$0.keyword] + $0.keys } ?? [StepKind.include] + StepKind.includeKeys)
    guard keys.contains(path[0]), let changed = step.setting(path, entry.value) else { return miss(entry.name, entry.key.span) }
    step = changed
    for (one, other) in [("holds", "until"), ("until", "holds"), ("does", "answers"), ("answers", "does")] where path[0] == one {
      step[other] = nil
    }
    replace(at, step)
  }
}

extension Overlay {
  private var steps: [Node] { root["steps"]?.items ?? [] }

  private func index(ofStep id: String) -> Int? { steps.firstIndex { $0["id"]?.text == id } }

  private mutating func keep(_ steps: [Node]) {
    guard let node = root["steps"] else { return }
    root["steps"] = Node(.sequence(steps), node.span)
  }

  private mutating func replace(_ at: Int, _ step: Node) {
    var steps = self.steps
    steps[at] = step
    keep(steps)
  }

  private mutating func report(_ code: DiagnosticCode, _ message: String, at span: SourceSpan) {
    diagnostics.append(Diagnostic(code, message, at: span))
  }

  private mutating func miss(_ name: String, _ span: SourceSpan) {
    let first = name.split(separator: ".").first.map(String.init) ?? name
    let guess = Spelling.nearest(first, in: steps.compactMap { $0["id"]?.text })
    let next = guess.flatMap { $0 == first ? nil : "is `\($0)` meant?" }
    diagnostics.append(Diagnostic(.overlayMisses, "the base has no `\(name)`", at: span, next: next))
  }
}

extension Node {
  /// The map with a value put at a path of keys; nil where the path leads through something that is no map.
  func setting(_ path: [String], _ value: Node) -> Node? {
    guard let first = path.first else { return value }
    guard entries != nil else { return nil }
    var copy = self
    if path.count == 1 {
      copy[first] = value
      return copy
    }
    let inner = self[first] ?? Node(.mapping([]), value.span)
    guard let changed = inner.setting(Array(path.dropFirst()), value) else { return nil }
    copy[first] = changed
    return copy
  }
}
