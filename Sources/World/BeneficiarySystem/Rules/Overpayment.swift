package import Documents
package import Facts

/// Money that went out although nothing was due any more: to be claimed back, or written off.
/// It is never set against anybody's benefit by itself.
package struct Overpayment: Hashable, Sendable {
  package let of: Party
  /// Who has the money.
  let payee: Party
  package let programme: ProgrammeCode
  package let amount: ExactDecimal
  /// The day on which it should have ended.
  let since: Day

  /// What the lists have paid for this enrolment since the day on which it should have ended. nil: nothing.
  /// `inPart`: the law grants the days up to that day, by thirtieths of a month.
  package init?(_ enrolment: Enrolment, since day: Day, _ lists: [PaymentList], inPart: Bool = false) {
    let paid = lists.filter { $0.programme == enrolment.programme && $0.standing == .acknowledged }
    func delivered(_ isMeant: (Day) -> Bool) -> ExactDecimal {
      let lines = paid.filter { isMeant($0.day) }.flatMap(\.lines).filter { $0.beneficiary.names(enrolment.beneficiary.ids) }
      return ExactDecimal.sum(lines.map(Self.delivered))
    }
    let whole = delivered { $0 > day }
    let part = inPart ? Self.rest(of: delivered { $0 <= day && ($0.year, $0.month) == (day.year, day.month) }, after: day) : .zero
    let owed = whole + part
    guard !owed.isZero else { return nil }
    (of, payee) = (enrolment.beneficiary, enrolment.payee)
    programme = enrolment.programme
    amount = owed
    since = day
  }

  func concerns(_ ids: [Identifier]) -> Bool { of.isNamed(by: ids) || payee.isNamed(by: ids) }

  /// Of what is for a month, what is for its days after that one: every month has thirty.
  private static func rest(of amount: ExactDecimal, after day: Day) -> ExactDecimal {
    guard let cents = (amount * 100).rescaled(to: 0)?.int else { return .zero }
    return ExactDecimal(minor: (cents * (30 - min(30, day.day)) + 15) / 30, scale: 2)
  }

  /// Until a report says otherwise a line of a list that was taken counts as paid.
  private static func delivered(_ line: PaymentLine) -> ExactDecimal {
    switch line.state {
    case .received, .open: line.amount
    default: line.net
    }
  }
}
