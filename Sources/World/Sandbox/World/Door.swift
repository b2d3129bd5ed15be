import Facts

/// An operation that an actor serves, with the edge and the dialect to which it belongs. Found for every request, hence by reference.
final class Door: Sendable {
  let edge: Edge
  let dialect: any Dialect
  let operation: Operation

  init(edge: Edge, dialect: any Dialect, operation: Operation) {
    self.edge = edge
    self.dialect = dialect
    self.operation = operation
  }
}
