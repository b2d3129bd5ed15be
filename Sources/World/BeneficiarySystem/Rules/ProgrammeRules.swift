package import Documents
package import Facts

/// What a programme pays, how often, and from which day it exists.
package struct ProgrammeRules: Hashable, Sendable {
  package enum Rhythm: String, Sendable { case monthly, once }
  package let code: ProgrammeCode
  package let amount: ExactDecimal
  package let currency: String
  package let rhythm: Rhythm
  package let opened: Day
  package init(_ code: ProgrammeCode, amount: ExactDecimal, currency: String, rhythm: Rhythm, opened: Day) {
    self.code = code
    self.amount = amount
    self.currency = currency
    self.rhythm = rhythm
    self.opened = opened
  }
}
