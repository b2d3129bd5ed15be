import Facts

// Reports: taken, matched, applied row by row.
extension BeneficiarySystem {
  func take(report: Message, today: Day) -> Reply {
    if has(.refusesReports) { return .refused("not-now") }
    return with { state in
      let isAwaited = state.lists.contains { $0.standing == .sending }
      if has(.refusesEarlyReports), isAwaited { return .refused("unknown-list") }
      if let i = state.index(ofReport: report) { return apply(report, to: i, today, &state) }
      // It may be about a list whose acknowledgement is still on its way.
      guard isAwaited else { return .refused("unknown-list") }
      state.early.append(report)
      return .accepted
    }
  }

  /// The payment system has taken the list: reports that overtook its word are applied now.
  func acknowledge(_ list: String, as reference: String, today: Day) {
    with { state in
      state.set(list, .acknowledged, reference: reference)
      let early = state.early
      state.early = []
      for report in early {
        if let i = state.index(ofReport: report) { _ = apply(report, to: i, today, &state) } else { state.early.append(report) }
      }
    }
  }

  private func apply(_ report: Message, to index: Int, _ today: Day, _ state: inout BeneficiaryState) -> Reply {
    var habits = Reconciliation.Habits()
    habits.overwritesWithStale = has(.staleOverwrites)
    habits.losesReturns = has(.losesReturns)
    habits.appliesBadRows = has(.appliesBadRow)
    habits.refusesTheMissing = has(.refusesTheMissing)
    habits.takesAPartForTheWhole = has(.takesAPartForTheWhole)
    var list = state.lists[index]
    let opened = rules(list.programme)?.opened ?? list.day
    let others = Set(state.lists.enumerated().filter { $0.offset != index }.flatMap { $0.element.lines.map(\.reference) })
    let outcome = Reconciliation(today: today, opened: opened, habits: habits).apply(report.lines, to: &list) { others.contains($0) }
    if let first = outcome.refused.first {
      if has(.serverFaultOnBadInput) { return Reply(.failed, reason: "server-fault") }
      if shows(.refusesWholeFiles) || policies["bad-row"] == "file-refused" {
        return Reply(.fileRefused, reason: first.fault.rawValue, rows: rows(outcome.refused))
      }
      state.lists[index] = list
      return Reply(.rowRefused, reason: first.fault.rawValue, rows: rows(outcome.refused))
    }
    state.lists[index] = list
    return .accepted
  }

  private func rows(_ refused: [Reconciliation.Refusal]) -> Rows {
    Rows(
      refused.map { refusal in
        var row = Facts()
        row[.reference] = refusal.reference
        row[.reason] = refusal.fault.rawValue
        return row
      })
  }
}

extension BeneficiaryState {
  /// The list that a report is about: by its name, else by the lines that it holds.
  fileprivate func index(ofReport report: Message) -> Int? {
    if let name = report.facts[.listReference] { return lists.firstIndex { $0.isCalled(name) } }
    let references = Set(report.lines.compactMap { $0[.reference] })
    return lists.firstIndex { $0.lines.contains { references.contains($0.reference) } }
  }
}
