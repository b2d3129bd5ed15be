package import Documents

/// Which lines of a cycle are paid again: those that failed and have not been replaced yet, each with the amount that failed.
package struct Reissue: Sendable {
  package struct Entry: Hashable, Sendable {
    package let line: PaymentLine
    package let amount: ExactDecimal
  }
  package static func entries(_ lists: [PaymentList]) -> [Entry] {
    lists.flatMap(\.lines).filter { $0.state.hasFailed && $0.replacedBy == nil }.map { Entry(line: $0, amount: $0.failed) }
  }
}
