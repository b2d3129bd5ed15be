/// Walks a value as a query says.
struct PathEvaluator {
  let root: JSON

  func nodes(of query: PathQuery, from current: Located) -> [Located] {
    var nodes = [query.fromRoot ? Located(steps: [], value: root) : current]
    for segment in query.segments {
      var found: [Located] = []
      for node in nodes {
        if segment.isDescendant { descend(node, segment.selectors, &found) } else { select(node, segment.selectors, &found) }
      }
      nodes = found
    }
    return nodes
  }

  private func descend(_ node: Located, _ selectors: [PathSelector], _ found: inout [Located]) {
    select(node, selectors, &found)
    for child in children(of: node) { descend(child, selectors, &found) }
  }

  private func select(_ node: Located, _ selectors: [PathSelector], _ found: inout [Located]) {
    for selector in selectors {
      switch selector {
      case .name(let name):
        if let value = node.value[name] { found.append(node.child(.name(name), value)) }
      case .wildcard: found += children(of: node)
      case .index(let index):
        guard let items = node.value.items else { continue }
        let place = index < 0 ? items.count + index : index
        if items.indices.contains(place) { found.append(node.child(.index(place), items[place])) }
      case .slice(let start, let end, let step):
        guard let items = node.value.items else { continue }
        for place in Self.places(start, end, step ?? 1, items.count) { found.append(node.child(.index(place), items[place])) }
      case .filter(let test): found += children(of: node).filter { holds(test, $0) }
      }
    }
  }

  private func children(of node: Located) -> [Located] {
    switch node.value {
    case .array(let items): items.enumerated().map { node.child(.index($0.offset), $0.element) }
    case .object(let members): members.map { node.child(.name($0.name), $0.value) }
    default: []
    }
  }

  /// The places a slice takes, in its order.
  private static func places(_ start: Int?, _ end: Int?, _ step: Int, _ count: Int) -> StrideTo<Int> {
    func normal(_ place: Int) -> Int { place >= 0 ? place : count + place }
    guard step != 0 else { return stride(from: 0, to: 0, by: 1) }
    if step > 0 {
      let from = min(max(normal(start ?? 0), 0), count), to = min(max(normal(end ?? count), 0), count)
      return stride(from: from, to: to, by: min(step, count + 1))
    }
    let from = min(max(start.map(normal) ?? count - 1, -1), count - 1), to = min(max(end.map(normal) ?? -1, -1), count - 1)
    return stride(from: from, to: to, by: max(step, -count - 1))
  }

  // MARK: filters

  private func holds(_ test: PathTest, _ current: Located) -> Bool {
    switch test {
    case .or(let tests): tests.contains { holds($0, current) }
    case .and(let tests): tests.allSatisfy { holds($0, current) }
    case .not(let test): !holds(test, current)
    case .exists(let query): !nodes(of: query, from: current).isEmpty
    case .call(let call): logical(call, current)
    case .compare(let a, let comparison, let b): Self.compare(value(a, current), comparison, value(b, current))
    }
  }

  /// Nil is the standard's Nothing.
  private func value(_ operand: PathOperand, _ current: Located) -> JSON? {
    switch operand {
    case .literal(let value): value
    case .query(let query): nodes(of: query, from: current).first?.value
    case .call(let call): value(of: call, current)
    }
  }

  private func value(of call: PathCall, _ current: Located) -> JSON? {
    let argument = call.arguments[0]
    switch call.function {
    case .length:
      switch value(argument, current) {
      case .string(let text): return JSON(text.unicodeScalars.count)
      case .array(let items): return JSON(items.count)
      case .object(let members): return JSON(members.count)
      default: return nil
      }
    case .count: return JSON(nodes(argument, current).count)
    case .value:
      let found = nodes(argument, current)
      return found.count == 1 ? found[0].value : nil
    case .match, .search: return nil
    }
  }

  private func nodes(_ operand: PathOperand, _ current: Located) -> [Located] {
    if case .query(let query) = operand { nodes(of: query, from: current) } else { [] }
  }

  private func logical(_ call: PathCall, _ current: Located) -> Bool {
    guard call.arguments.count == 2, let text = value(call.arguments[0], current)?.text else { return false }
    let pattern = call.pattern ?? value(call.arguments[1], current)?.text.flatMap { try? Pattern($0) }
    guard let pattern else { return false }
    return call.function == .match ? pattern.matches(text) : pattern.finds(text)
  }

  static func compare(_ a: JSON?, _ comparison: PathComparison, _ b: JSON?) -> Bool {
    switch comparison {
    case .equal: equal(a, b)
    case .notEqual: !equal(a, b)
    case .below: below(a, b)
    case .above: below(b, a)
    case .atMost: below(a, b) || equal(a, b)
    case .atLeast: below(b, a) || equal(a, b)
    }
  }

  private static func equal(_ a: JSON?, _ b: JSON?) -> Bool {
    switch (a, b) {
    case (nil, nil): true
    case (let a?, let b?): a.isEquivalent(to: b)
    default: false
    }
  }

  private static func below(_ a: JSON?, _ b: JSON?) -> Bool {
    switch (a, b) {
    case (.number(let x)?, .number(let y)?):
      guard let x = NumberText(x), let y = NumberText(y) else { return false }
      return x < y
    case (.string(let x)?, .string(let y)?): return x.utf8.lexicographicallyPrecedes(y.utf8)
    default: return false
    }
  }
}
