package import Documents

/// A payment cycle of a programme over all its lists: what was owed, what was paid, and whether it is over.
package struct CycleAccount: Sendable {
  package let owed: ExactDecimal
  /// What was paid and not returned.
  package let paid: ExactDecimal
  /// All that was owed has arrived: each line itself, or through the line that replaces it.
  package let isClosed: Bool
  package let openLines: Int

  package init(_ lists: [PaymentList]) {
    let lines = lists.flatMap(\.lines)
    let first = lines.filter { $0.replaces == nil }
    owed = ExactDecimal.sum(first.map(\.amount))
    paid = ExactDecimal.sum(lines.map(\.net))
    let unmet = first.filter { !CycleAccount.isMet($0, lines) }
    openLines = unmet.count
    isClosed = unmet.isEmpty && lists.allSatisfy { $0.standing == .acknowledged }
  }

  private static func isMet(_ line: PaymentLine, _ lines: [PaymentLine]) -> Bool {
    var line = line
    // A chain of replacements is never longer than the lines there are.
    for _ in lines.indices {
      switch line.state {
      case .settled, .cancelled: return true
      case .received, .open, .partlySettled: return false
      case .rejected, .returned:
        guard let next = lines.first(where: { $0.reference == line.replacedBy }) else { return false }
        line = next
      }
    }
    return false
  }
}
