import Documents

/// An impossible row, put into an otherwise right report: what a payer must refuse.
package enum ReportFault: String, CaseIterable, Sendable {
  case unknownLine = "unknown-line"
  case sameLineTwice = "same-line-twice"
  case moreThanAsked = "more-than-asked"
  case lineOfAnotherCycle = "line-of-another-cycle"
  case paidInTheFuture = "paid-in-the-future"
  case paidBeforeProgramme = "paid-before-programme"
  case unknownState = "unknown-state"
  case amountWithComma = "amount-with-comma"

  /// `others` are rows of other lists.
  package func spoil(_ rows: [Facts], others: [Facts], today: Day) -> [Facts] {
    var rows = rows
    guard let first = rows.firstIndex(where: { $0[.state] == "settled" }) ?? rows.indices.first else { return rows }
    switch self {
    case .unknownLine: rows.append(stranger(rows[first]))
    case .lineOfAnotherCycle: rows.append(others.first ?? stranger(rows[first]))
    case .sameLineTwice: rows.append(rows[first])
    case .moreThanAsked: rows[first][.settledAmount] = (rows[first][.amount] ?? 0) + 1
    case .paidInTheFuture: rows[first][.lineDate] = today.adding(days: 30)
    case .paidBeforeProgramme: rows[first][.lineDate] = today.adding(months: -1200)
    case .unknownState: rows[first][.state] = "vanished"
    case .amountWithComma: rows[first][FactName<ExactDecimal>.settledAmount.text] = .text("20,00")
    }
    return rows
  }

  private func stranger(_ row: Facts) -> Facts {
    var row = row
    row[.reference] = "NO-SUCH-LINE"
    row[.receipt] = "no-such-line"
    return row
  }
}
