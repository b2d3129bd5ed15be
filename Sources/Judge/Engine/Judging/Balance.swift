import Documents
import Facts

/// Whether a report accounts for its list: settled, refused, open and returned add up, in number and to the cent.
enum Balance {
  /// The report with `totals` said: `balanced`, or what does not add up.
  static func adding(to report: Seen, of list: Seen?) -> Seen {
    guard !report.arrivals.isEmpty else { return report }
    return report.with("totals", .text(verdict(report, list)))
  }

  private static func verdict(_ report: Seen, _ list: Seen?) -> String {
    let asked = list?.lines ?? []
    let count = list.map(\.lines.count) ?? report.facts[.declaredCount] ?? report.lines.count
    if report.lines.count != count { return "\(report.lines.count) of \(count) lines" }
    for line in report.lines {
      guard let state = line[.state] else { return "a line without a state" }
      guard let reference = line[.reference] else { return "a line without a reference" }
      let owed = asked.first { $0[.reference] == reference }?[.amount] ?? line[.amount]
      guard let owed else { return "line \(reference) was not asked for" }
      if let why = parts(line, state, owed) { return "line \(reference): \(why)" }
    }
    if let total = report.facts[.declaredTotal], let asked = list?.facts[.declaredTotal], total != asked {
      return "the report's total is \(total.text), the list's \(asked.text)"
    }
    return "balanced"
  }

  private static func parts(_ line: Facts, _ state: String, _ owed: ExactDecimal) -> String? {
    let settled = line[.settledAmount]
    let returned = line[.returnedAmount]
    if let amount = line[.amount], amount != owed { return "\(amount.text) where \(owed.text) was asked" }
    switch state {
    case "settled": return settled.map { $0 == owed ? nil : "settled \($0.text) of \(owed.text)" } ?? nil
    case "partly-settled": return settled.map { $0 < owed ? nil : "partly settled, yet \($0.text) of \(owed.text)" } ?? nil
    case "returned": return returned.map { $0 == (settled ?? owed) ? nil : "returned \($0.text) of \((settled ?? owed).text)" } ?? nil
    default: return settled.map { $0.isZero ? nil : "\(state), yet settled \($0.text)" } ?? nil
    }
  }
}

extension Seen {
  /// The same with one fact more.
  func with(_ name: String, _ value: FactValue) -> Seen {
    var facts = facts
    facts[name] = value
    return Seen(arrivals, facts: facts, lines: lines, isFetched: isFetched)
  }
}
