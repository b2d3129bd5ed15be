package import Documents
package import Facts

/// A payment list as the payment system holds it: what was declared, and the lines that came.
package struct Batch: Hashable, Sendable {
  /// Sums by what became of the lines, kept as they move.
  package struct Totals: Hashable, Sendable {
    package var pending = ExactDecimal.zero
    package var settled = ExactDecimal.zero
    package var rejected = ExactDecimal.zero
    package var returned = ExactDecimal.zero
    package var cancelled = ExactDecimal.zero
    /// Asked and not paid, of lines that settled for less.
    package var shortfall = ExactDecimal.zero
    package init() {}
    package var sum: ExactDecimal { pending + settled + rejected + returned + cancelled + shortfall }

    package mutating func count(_ line: Instruction, _ sign: ExactDecimal = 1) {
      switch line.state {
      case .received, .open: pending += sign * line.amount
      case .rejected: rejected += sign * line.amount
      case .cancelled: cancelled += sign * line.amount
      case .settled, .partlySettled, .returned:
        settled += sign * (line.settled - line.returned)
        returned += sign * line.returned
        shortfall += sign * (line.amount - line.settled)
      }
    }
  }
  /// What ties the list and its reports together.
  package let reference: String
  package let programme: String
  package let cycle: String
  package let currency: String
  package let declaredCount: Int
  package let declaredTotal: ExactDecimal
  package let created: WorldInstant
  package var lines: [Instruction] = []
  package var totals = Totals()
  package var isCancelled = false
  /// Nothing is paid before this day; nil: as soon as it is complete.
  package var payOn: Day?

  package init(
    _ reference: String, programme: String = "", cycle: String = "", currency: String = "USD", count: Int, total: ExactDecimal,
    at: WorldInstant
  ) {
    self.reference = reference
    self.programme = programme
    self.cycle = cycle
    self.currency = currency
    declaredCount = count
    declaredTotal = total
    created = at
  }
  package var total: ExactDecimal { ExactDecimal.sum(lines.map(\.amount)) }
  /// Every declared line has come.
  package var isComplete: Bool { lines.count == declaredCount && total == declaredTotal }
  /// Finished lines in a hundred; nil for a list without lines.
  package var percentDone: Int? {
    guard !lines.isEmpty else { return nil }
    return lines.count { $0.state != .received && $0.state != .open } * 100 / lines.count
  }
}
