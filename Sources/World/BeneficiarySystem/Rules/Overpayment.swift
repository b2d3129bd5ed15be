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

  /// What the lists have paid for this enrolment since the day on which it should have ended. nil: nothing.
  package init?(_ enrolment: Enrolment, since day: Day, _ lists: [PaymentList]) {
    let paid = lists.filter { $0.programme == enrolment.programme && $0.standing == .acknowledged && $0.day > day }.flatMap(\.lines)
    let owed = ExactDecimal.sum(paid.filter { $0.beneficiary.names(enrolment.beneficiary.ids) }.map(Self.delivered))
    guard !owed.isZero else { return nil }
    (of, payee) = (enrolment.beneficiary, enrolment.payee)
    programme = enrolment.programme
    amount = owed
  }

  func concerns(_ ids: [Identifier]) -> Bool { of.isNamed(by: ids) || payee.isNamed(by: ids) }

  /// Until a report says otherwise a line of a list that was taken counts as paid.
  private static func delivered(_ line: PaymentLine) -> ExactDecimal {
    switch line.state {
    case .received, .open: line.amount
    default: line.net
    }
  }
}
