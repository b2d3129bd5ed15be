package import Documents
package import Facts

/// A row of a report, read strictly: what is not a state, an amount or a day makes the row impossible.
package struct ReportRow: Hashable, Sendable {
  package let reference: String
  package let state: PaymentLine.State
  package let amount: ExactDecimal?
  package let settled: ExactDecimal?
  package let returned: ExactDecimal?
  package let date: Day?
  package let reason: String?

  package init(_ facts: Facts) throws(RowFault) {
    guard let reference = facts[.reference] else { throw .unknownLine }
    guard let state = facts[.state].flatMap(PaymentLine.State.init(rawValue:)) else { throw .unknownState }
    self.reference = reference
    self.state = state
    amount = try ReportRow.amount(facts, .amount)
    settled = try ReportRow.amount(facts, .settledAmount)
    returned = try ReportRow.amount(facts, .returnedAmount)
    if facts[FactName<Day>.lineDate.text] != nil, facts[.lineDate] == nil { throw .malformedDate }
    date = facts[.lineDate]
    reason = facts[.reason]
  }
  private static func amount(_ facts: Facts, _ name: FactName<ExactDecimal>) throws(RowFault) -> ExactDecimal? {
    guard let value = facts[name.text] else { return nil }
    guard let amount = ExactDecimal(value), !amount.isNegative else { throw .malformedAmount }
    return amount
  }
}

/// Why a row cannot be true. The row is refused and named; nothing of it is applied.
package enum RowFault: String, Error, Hashable, Sendable, CaseIterable {
  case unknownLine = "unknown-line"
  case sameLineTwice = "same-line-twice"
  case moreThanAsked = "more-than-asked"
  case anotherCycle = "line-of-another-cycle"
  case inTheFuture = "paid-in-the-future"
  case beforeProgramme = "paid-before-programme"
  case unknownState = "unknown-state"
  case malformedAmount = "malformed-amount"
  case malformedDate = "malformed-date"
  case otherAmount = "other-amount-than-asked"
  case amountMissing = "amount-missing"
}
