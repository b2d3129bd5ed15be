enum PathExhaustion: Error { case visits, found }

/// Walks a value as a query says, within bounds.
struct PathEvaluator<Source: PathSource> {
  typealias Place = Source.Place

  let source: Source
  let root: Place
  let bounds: PathBounds
  var visits = 0

  init(source: Source, root: Place, bounds: PathBounds) { (self.source, self.root, self.bounds) = (source, root, bounds) }

  mutating func nodes(of query: PathQuery, from current: Place) throws(PathExhaustion) -> [Place] {
    if query.isSingular { return try single(query, from: current).map { [$0] } ?? [] }
    var nodes = [query.fromRoot ? root : current]
    for segment in query.segments {
      var found: [Place] = []
      for node in nodes {
        if segment.isDescendant {
          try source.forEachParent(node) { parent throws(PathExhaustion) in try select(parent, segment.selectors, &found) }
        } else {
          try select(node, segment.selectors, &found)
        }
      }
      nodes = found
    }
    return nodes
  }

  /// A singular query makes no lists.
  mutating func single(_ query: PathQuery, from current: Place) throws(PathExhaustion) -> Place? {
    var here = query.fromRoot ? root : current
    for segment in query.segments {
      try visit()
      let next: Place? =
        switch segment.selectors[0] {
        case .name(let name): source.member(here, name)
        case .index(let index): try element(here, index)
        default: nil
        }
      guard let next else { return nil }
      here = next
    }
    return here
  }

  mutating func visit(_ count: Int = 1) throws(PathExhaustion) {
    visits += count
    if visits > bounds.visits { throw .visits }
  }

  private mutating func select(_ node: Place, _ selectors: [PathSelector], _ found: inout [Place]) throws(PathExhaustion) {
    for selector in selectors {
      try visit()
      switch selector {
      case .name(let name): if let child = source.member(node, name) { found.append(child) }
      case .wildcard:
        try source.forEachChild(node) { child throws(PathExhaustion) in
          try visit()
          found.append(child)
        }
      case .index(let index): if let child = try element(node, index) { found.append(child) }
      case .slice(let start, let end, let step): try slice(node, start, end, step ?? 1, &found)
      case .filter(let test):
        try source.forEachChild(node) { child throws(PathExhaustion) in
          try visit()
          if try holds(test, child) { found.append(child) }
        }
      }
      if found.count > bounds.found { throw .found }
    }
  }

  private mutating func element(_ node: Place, _ index: Int) throws(PathExhaustion) -> Place? {
    guard source.kind(node) == .array else { return nil }
    if index >= 0 { return source.element(node, index) }
    let count = source.count(node)
    try visit(count / 16)
    return source.element(node, count + index)
  }

  private mutating func slice(_ node: Place, _ start: Int?, _ end: Int?, _ step: Int, _ found: inout [Place]) throws(PathExhaustion) {
    guard source.kind(node) == .array, step != 0 else { return }
    var children: [Place] = []
    source.forEachChild(node) { children.append($0) }
    try visit(children.count)
    for place in Self.places(start, end, step, children.count) { found.append(children[place]) }
  }

  /// The places a slice takes, in its order.
  private static func places(_ start: Int?, _ end: Int?, _ step: Int, _ count: Int) -> StrideTo<Int> {
    func normal(_ place: Int) -> Int { place >= 0 ? place : count + place }
    if step > 0 {
      let from = min(max(normal(start ?? 0), 0), count), to = min(max(normal(end ?? count), 0), count)
      return stride(from: from, to: to, by: min(step, count + 1))
    }
    let from = min(max(start.map(normal) ?? count - 1, -1), count - 1), to = min(max(end.map(normal) ?? -1, -1), count - 1)
    return stride(from: from, to: to, by: max(step, -count - 1))
  }
}
