package import Documents
package import Facts

/// Lists, lines and the money that moved for them. Every change keeps the invariants, or is refused.
package struct PaymentLedger: Sendable {
  /// Why a list, or a part of one, is not taken.
  package enum Fault: String, Error, Hashable, Sendable {
    case unknownList = "unknown-list"
    case listCancelled = "list-cancelled"
    case countMismatch = "count-mismatch"
    case totalMismatch = "total-mismatch"
    case countExceedsDeclared = "count-exceeds-declared"
    case totalExceedsDeclared = "total-exceeds-declared"
    case duplicateReference = "duplicate-reference"
    case malformedAmount = "malformed-amount"
    case missingReference = "missing-reference"
    case alreadyPaid = "already-paid"
    case unknownCurrency = "unknown-currency"
  }
  package var batches: [Batch] = []
  package var entries: [LedgerEntry] = []
  package init() {}

  package func index(of reference: String) -> Int? { batches.firstIndex { $0.reference == reference } }
  package func holds(reference: String) -> Bool { batches.contains { $0.lines.contains { $0.reference == reference } } }

  package mutating func open(_ batch: Batch) throws(Fault) {
    guard batch.currency.utf8.count == 3, batch.currency.utf8.allSatisfy({ (65...90).contains($0) }) else { throw .unknownCurrency }
    guard batch.declaredCount >= 0 else { throw .countMismatch }
    guard !batch.declaredTotal.isNegative else { throw .totalMismatch }
    batches.append(batch)
  }

  /// Adds lines that came; what is known already and the same has no effect. All or nothing.
  package mutating func add(_ lines: [Instruction], to index: Int, ignoringTotals: Bool = false) throws(Fault) {
    var batch = batches[index]
    if batch.isCancelled { throw .listCancelled }
    for line in lines {
      if line.reference.isEmpty { throw .missingReference }
      let isPayable = !line.amount.isNegative && !line.amount.isZero && line.amount.rescaled(to: 2) != nil
      guard line.flaw != nil || isPayable else { throw .malformedAmount }
      if let known = batches[index].lines.first(where: { $0.reference == line.reference }) {
        guard known.amount == line.amount, known.payee == line.payee else { throw .duplicateReference }
        continue
      }
      guard !batch.lines.contains(where: { $0.reference == line.reference }), !holds(reference: line.reference) else {
        throw .duplicateReference
      }
      batch.lines.append(line)
      batch.totals.count(line)
    }
    if !ignoringTotals {
      if batch.lines.count > batch.declaredCount { throw .countExceedsDeclared }
      if batch.total > batch.declaredTotal { throw .totalExceedsDeclared }
      if batch.lines.count == batch.declaredCount, batch.total != batch.declaredTotal { throw .totalMismatch }
    }
    batches[index] = batch
  }

  package mutating func hold(_ batch: Int, _ line: Int, at: WorldInstant) { move(batch, line, to: .open, at) }

  /// Pays a line, in full or in part. False where it may not be paid (any more).
  @discardableResult
  package mutating func settle(_ batch: Int, _ line: Int, for part: ExactDecimal? = nil, at: WorldInstant) -> Bool {
    let asked = batches[batch].lines[line].amount
    let amount = min(part ?? asked, asked)
    guard move(batch, line, to: amount < asked ? .partlySettled : .settled, at, { $0.settled = amount }) else { return false }
    entries.append(LedgerEntry(batches[batch].lines[line].receipt, .debit, amount, at: at))
    return true
  }

  @discardableResult
  package mutating func reject(_ batch: Int, _ line: Int, _ reason: String, at: WorldInstant) -> Bool {
    move(batch, line, to: .rejected, at) { $0.reason = reason }
  }

  /// What was paid comes back. The payment stays in the history.
  @discardableResult
  package mutating func giveBack(_ batch: Int, _ line: Int, _ reason: String, at: WorldInstant) -> Bool {
    let paid = batches[batch].lines[line].settled
    let moved = move(batch, line, to: .returned, at) {
      $0.returned = paid
      $0.reason = reason
    }
    if moved { entries.append(LedgerEntry(batches[batch].lines[line].receipt, .credit, paid, at: at)) }
    return moved
  }

  /// Cancels a list of which nothing has been paid.
  package mutating func cancel(_ batch: Int, at: WorldInstant) throws(Fault) {
    guard batches[batch].lines.allSatisfy({ $0.settled.isZero }) else { throw .alreadyPaid }
    for line in batches[batch].lines.indices { move(batch, line, to: .cancelled, at) }
    batches[batch].isCancelled = true
  }

  @discardableResult
  private mutating func move(
    _ batch: Int, _ line: Int, to state: Instruction.State, _ at: WorldInstant, _ change: (inout Instruction) -> Void = { _ in }
  ) -> Bool {
    var instruction = batches[batch].lines[line]
    guard instruction.state.mayBecome(state) else { return false }
    batches[batch].totals.count(instruction, -1)
    change(&instruction)
    instruction.history.append(.init(state, at))
    batches[batch].totals.count(instruction)
    batches[batch].lines[line] = instruction
    return true
  }
}
