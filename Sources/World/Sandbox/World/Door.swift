import Facts

/// An operation that an actor serves, on an edge of the world.
struct Door: Sendable {
  let edge: Edge
  let dialect: any Dialect
  let operation: Operation

  /// What the role serves on its edges, in the order of the topology.
  static func all(of role: Role, _ topology: Topology, _ dialects: [any Dialect]) -> [Door] {
    topology.edges.filter { $0.from == role || $0.to == role }.flatMap { edge in
      dialects.first { $0.card.name == edge.dialect }.map { dialect in
        dialect.operations.filter { $0.servedBy == role && edge.joins(role, $0.calledBy) }
          .map { Door(edge: edge, dialect: dialect, operation: $0) }
      } ?? []
    }
  }
}
