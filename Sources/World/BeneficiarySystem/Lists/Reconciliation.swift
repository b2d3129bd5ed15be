import Documents
package import Facts

/// Applies a report to a list, row by row.
///
/// A final state is never overwritten, save that what was settled may be returned; a row that repeats what is known, or is older,
/// has no effect; a row that cannot be true is refused and named, and the others are applied.
package struct Reconciliation: Sendable {
  /// Deliberate wrong habits of a defective system.
  package struct Habits: Sendable {
    package var overwritesWithStale = false
    package var losesReturns = false
    package var appliesBadRows = false
    package var refusesTheMissing = false
    package var takesAPartForTheWhole = false
    package init() {}
  }
  package struct Outcome: Hashable, Sendable {
    package var applied: [String] = []
    package var repeated: [String] = []
    package var stale: [String] = []
    package var refused: [Refusal] = []
    package init() {}
  }
  package struct Refusal: Hashable, Sendable {
    package let reference: String
    package let fault: RowFault
  }
  package let today: Day
  /// The day from which the programme exists.
  package let opened: Day
  package let habits: Habits
  package init(today: Day, opened: Day, habits: Habits = Habits()) {
    self.today = today
    self.opened = opened
    self.habits = habits
  }

  /// `elsewhere` says whether another list holds the reference.
  package func apply(_ rows: some Sequence<Facts>, to list: inout PaymentList, elsewhere: (String) -> Bool = { _ in false }) -> Outcome {
    let rows = Array(rows)
    let twice = references(thatOccurTwiceIn: rows)
    var outcome = Outcome()
    var named: Set<String> = []
    for facts in rows {
      let reference = facts[.reference] ?? ""
      do throws(RowFault) {
        if twice.contains(reference) { throw .sameLineTwice }
        let row = try ReportRow(facts)
        guard let i = list.lines.firstIndex(where: { $0.reference == reference }) else {
          throw elsewhere(reference) ? .anotherCycle : .unknownLine
        }
        try check(row, list.lines[i])
        apply(row, to: &list.lines[i], &outcome)
      } catch {
        if habits.appliesBadRows {
          force(facts, on: &list)
        } else if named.insert(reference).inserted {
          outcome.refused.append(Refusal(reference: reference, fault: error))
        }
      }
    }
    if habits.refusesTheMissing { refuseMissing(rows, from: &list) }
    return outcome
  }

  private func references(thatOccurTwiceIn rows: [Facts]) -> Set<String> {
    var seen: Set<String> = []
    var twice: Set<String> = []
    for case let reference? in rows.map({ $0[.reference] }) where !seen.insert(reference).inserted { twice.insert(reference) }
    return twice
  }

  private func check(_ row: ReportRow, _ line: PaymentLine) throws(RowFault) {
    if let settled = row.settled, settled > line.amount { throw .moreThanAsked }
    if let amount = row.amount, amount != line.amount { throw amount > line.amount ? .moreThanAsked : .otherAmount }
    if let returned = row.returned, returned > (row.settled ?? line.amount) { throw .moreThanAsked }
    if row.state == .partlySettled, row.settled == nil { throw .amountMissing }
    if let date = row.date, date > today { throw .inTheFuture }
    if let date = row.date, date < opened { throw .beforeProgramme }
  }

  /// The state that the row's amounts make: of what was asked, all, a part or nothing was delivered.
  static func state(of row: ReportRow, asked: ExactDecimal) -> PaymentLine.State {
    guard row.state == .settled || row.state == .partlySettled, let settled = row.settled else { return row.state }
    return settled.isZero ? .rejected : settled < asked ? .partlySettled : .settled
  }

  private func apply(_ row: ReportRow, to line: inout PaymentLine, _ outcome: inout Outcome) {
    var state = Reconciliation.state(of: row, asked: line.amount)
    if state == .partlySettled, habits.takesAPartForTheWhole { state = .settled }
    if state == line.state {
      outcome.repeated.append(line.reference)
      return
    }
    if state == .returned, habits.losesReturns { return }
    guard Reconciliation.mayMove(from: line.state, to: state) || habits.overwritesWithStale else {
      outcome.stale.append(line.reference)
      return
    }
    move(&line, to: state, row)
    outcome.applied.append(line.reference)
  }

  static func mayMove(from: PaymentLine.State, to: PaymentLine.State) -> Bool {
    switch (from, to) {
    case (.received, _): true
    case (.open, let to): to != .received
    case (.settled, .returned), (.partlySettled, .returned), (.partlySettled, .settled): true
    default: false
    }
  }

  private func move(_ line: inout PaymentLine, to state: PaymentLine.State, _ row: ReportRow) {
    switch state {
    case .settled: line.settled = row.settled ?? line.amount
    case .partlySettled: line.settled = row.settled ?? .zero
    case .returned:
      if line.settled.isZero { line.settled = row.settled ?? line.amount }
      line.returned = row.returned ?? line.settled
    case .received, .open, .rejected, .cancelled: line.settled = .zero
    }
    line.state = state
    line.history.append(state)
    line.reason = row.reason
    line.ended = state.isFinal ? row.date ?? today : nil
  }

  /// A defective system's way: what is not in the first report has not been paid.
  private func refuseMissing(_ rows: [Facts], from list: inout PaymentList) {
    let told = Set(rows.compactMap { $0[.reference] })
    for i in list.lines.indices where list.lines[i].state == .received && !told.contains(list.lines[i].reference) {
      list.lines[i].state = .rejected
    }
  }

  /// A defective system's way: whatever the row says is taken for true, where any line can be found for it.
  private func force(_ facts: Facts, on list: inout PaymentList) {
    guard let i = list.lines.firstIndex(where: { $0.reference == facts[.reference] }) else { return }
    list.lines[i].settled = facts[.settledAmount] ?? list.lines[i].amount
    list.lines[i].state = .settled
    list.lines[i].history.append(.settled)
  }
}
