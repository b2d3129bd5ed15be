import Documents
import Facts

/// What one side knows of the lists of a session: a report names nothing but references, this says whose lines they are.
struct DisbursementBook: SessionKey {
  static var initial: DisbursementBook { DisbursementBook() }

  struct Line: Sendable {
    let list: String
    let payee: [Identifier]?
    let amount: ExactDecimal?
  }
  private var lines: [String: Line] = [:]
  /// In the order in which they were said.
  private var references: [String] = []

  subscript(reference: String) -> Line? { lines[reference] }

  /// How many lines the list has.
  func count(of list: String) -> Int { references.count { lines[$0]?.list == list } }

  mutating func keep(_ list: Message) {
    let name = list.facts[.listReference] ?? ""
    for row in list.lines {
      guard let reference = row[.reference], lines[reference] == nil else { continue }
      references.append(reference)
      lines[reference] = Line(list: name, payee: row[.payee], amount: row[.amount])
    }
  }

  /// Rows of other lists: what a report about this one may not hold.
  func others(than list: String) -> [Facts] {
    references.filter { lines[$0]?.list != list }.map { reference in
      var row = Facts()
      row[.reference] = reference
      row[.amount] = lines[reference]?.amount
      row[.state] = "settled"
      return row
    }
  }
}
