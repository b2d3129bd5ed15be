import Documents

extension PaymentLedger {
  /// What must hold of any payment system's books, whatever dialect it speaks.
  package enum Invariant: String, CaseIterable, Sendable {
    /// What is declared is what came, by number and to the cent.
    case declared = "I1"
    /// Each line is in one state, and the states add up.
    case counts = "I2"
    case sums = "I3"
    /// The totals that are kept equal those of the lines.
    case totals = "I4"
    /// One debit for each payment, of the same amount, and none for anything else.
    case debits = "I5"
    /// Not more comes back than was paid, and the payment stays in the history.
    case returns = "I6"
    case receipts = "I7"
    /// No reference is paid twice.
    case replay = "I8"
    case edges = "I9"
    case time = "I10"
    /// However often it is read, a list says the same.
    case percent = "I12"
  }

  /// The invariants that do not hold, in order. Empty in sound books.
  package var violations: [Invariant] { Invariant.allCases.filter { !holds($0) } }

  private func holds(_ invariant: Invariant) -> Bool {
    let lines = batches.flatMap(\.lines)
    switch invariant {
    case .declared: return batches.allSatisfy { $0.lines.count < $0.declaredCount || $0.isComplete }
    case .counts: return batches.allSatisfy { $0.lines.count == Instruction.State.allCases.map($0.count).reduce(0, +) }
    case .sums: return batches.allSatisfy { $0.totals.sum == $0.total }
    case .totals: return batches.allSatisfy { $0.recounted == $0.totals }
    case .debits: return debitsMatch(lines)
    case .returns:
      return lines.allSatisfy { line in
        let back = entries.filter { $0.receipt == line.receipt && $0.direction == .credit }.map(\.amount)
        let wasPaid = line.history.contains { $0.state == .settled || $0.state == .partlySettled }
        return line.returned <= line.settled && ExactDecimal.sum(back) == line.returned && (line.state != .returned || wasPaid)
      }
    case .receipts: return Set(lines.map(\.receipt)).count == lines.count
    case .replay: return Set(lines.map(\.reference)).count == lines.count
    case .edges: return lines.allSatisfy { line in zip(line.history, line.history.dropFirst()).allSatisfy { $0.state.mayBecome($1.state) } }
    case .time:
      return batches.allSatisfy { batch in
        batch.lines.allSatisfy { line in
          (line.history.first?.at ?? batch.created) >= batch.created
            && zip(line.history, line.history.dropFirst()).allSatisfy { $0.at <= $1.at }
        }
      }
    case .percent: return batches.allSatisfy { (0...100).contains($0.percentDone ?? 0) }
    }
  }

  private func debitsMatch(_ lines: [Instruction]) -> Bool {
    let known = Set(lines.map(\.receipt))
    return entries.allSatisfy { known.contains($0.receipt) }
      && lines.allSatisfy { line in
        let debits = entries.filter { $0.receipt == line.receipt && $0.direction == .debit }
        return line.settled.isZero ? debits.isEmpty : debits.count == 1 && debits[0].amount == line.settled
      }
  }
}

extension Batch {
  fileprivate func count(_ state: Instruction.State) -> Int { lines.count { $0.state == state } }
  fileprivate var recounted: Totals {
    var totals = Totals()
    for line in lines { totals.count(line) }
    return totals
  }
}
