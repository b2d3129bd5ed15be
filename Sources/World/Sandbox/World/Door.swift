import Facts

/// An operation that an actor serves, on an edge of the world.
struct Door: Sendable {
  let edge: Edge
  let dialect: any Dialect
  let operation: Operation
}
