import Documents
import Facts

/// Impossible rows, put into an otherwise right report because the harness asked for them.
enum SpoiledRow {
  static func spoil(_ rows: inout [Facts], _ fault: String, today: Day) {
    guard var row = rows.first(where: { $0[.settledAmount] != nil }) ?? rows.first else { return }
    let at = rows.firstIndex { $0[.reference] == row[.reference] } ?? 0
    let asked = row[.amount] ?? 0
    switch fault {
    case "unknown-line":
      row[.reference] = (row[.reference] ?? "") + "-unknown"
      row[.receipt] = (row[.receipt] ?? "") + "-unknown"
      rows.append(row)
      return
    case "same-line-twice":
      row[.settledAmount] = nil
      row[.state] = "rejected"
      row[.reason] = "account-closed"
      rows.append(row)
      return
    case "more-than-asked":
      row[.state] = "settled"
      row[.settledAmount] = asked + 1
    case "line-of-another-cycle": row[.reference] = (row[.reference] ?? "") + "-of-another-cycle"
    case "paid-in-the-future": row[.lineDate] = today.adding(days: 30)
    case "paid-before-programme": row[.lineDate] = Day(number: 0)
    case "unknown-state": row[.state] = "lost-in-space"
    case "amount-with-comma": row["settled.amount"] = .text(asked.text.replacing(".", with: ","))
    default: return
    }
    rows[at] = row
  }
}

extension String {
  fileprivate func replacing(_ a: Character, with b: Character) -> String { String(map { $0 == a ? b : $0 }) }
}
