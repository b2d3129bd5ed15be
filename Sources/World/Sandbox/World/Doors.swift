import Facts

/// What an actor serves on its edges, in the order of the topology.
struct Doors: Sendable {
  let all: [Door]
  /// Places in `all` by the paths that they name in full, since nearly every request has one of these.
  private let byPath: [String: [Int]]
  private let templated: [Int]

  init(of role: Role, _ topology: Topology, _ dialects: [any Dialect]) {
    let all: [Door] = topology.edges.filter { $0.from == role || $0.to == role }.flatMap { edge in
      dialects.first { $0.card.name == edge.dialect }.map { dialect in
        dialect.operations.filter { $0.servedBy == role && edge.joins(role, $0.calledBy) }
          .map { Door(edge: edge, dialect: dialect, operation: $0) }
      } ?? []
    }
    self.all = all
    let literal = all.indices.filter { all[$0].operation.isLiteral }
    byPath = Dictionary(grouping: literal) { all[$0].operation.path }
    templated = all.indices.filter { !all[$0].operation.isLiteral }
  }

  /// The first that takes a request of this method at this path and is liked; else the first that takes it.
  func fitting(_ method: String, _ path: String, _ likes: (Door) -> Bool) -> Door? {
    var fallback: Door?
    for place in places(path) {
      let door = all[place]
      guard door.operation.method == method, door.operation.match(path) != nil else { continue }
      if likes(door) { return door }
      fallback = fallback ?? door
    }
    return fallback
  }
  private func places(_ path: String) -> [Int] {
    guard let literal = byPath[path] else { return Array(all.indices) }
    return templated.isEmpty ? literal : (literal + templated).sorted()
  }
}
