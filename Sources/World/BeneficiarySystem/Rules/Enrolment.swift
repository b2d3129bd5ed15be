package import Facts

/// What is no longer paid for somebody who was counted in.
package struct LostShare: Hashable, Sendable {
  let of: Party
  var missed = 0
}

/// One person in one programme.
package struct Enrolment: Hashable, Sendable {
  package enum State: String, Sendable { case enrolled, suspended, ended }
  package var beneficiary: Party
  package var payee: Party
  package let programme: ProgrammeCode
  /// For how many children, or members of the household, the amount is paid.
  package var shares: Int
  package let since: Day
  package private(set) var state = State.enrolled
  package private(set) var why: String?
  /// A grant that is paid once has been put on a list.
  package var wasListed = false
  /// Why nothing is paid for now although all is due: nobody can take the money. What is not paid is owed.
  package var held: String?
  /// Payments that are still due before the enrolment ends; nil: it goes on.
  package var paymentsLeft: Int?
  /// Payments that were held, and are due with the next.
  package var owing = 0
  /// How many lists have held it.
  var paid = 0
  /// Payments that fell due since it ended.
  var missed = 0
  /// Another register has said why it goes on past the age.
  var isKept = false
  /// Whose death opened it: it stands and falls with that.
  var leftBy: Party?
  /// Shares that ended with somebody, each with the payments that have been made without it.
  var lost: [LostShare] = []
  /// Single shares that were left out, and are due with the next payment.
  var owedShares = 0
  package init(_ beneficiary: Party, payee: Party, _ programme: ProgrammeCode, shares: Int = 1, since: Day) {
    self.beneficiary = beneficiary
    self.payee = payee
    self.programme = programme
    self.shares = shares
    self.since = since
  }
  package mutating func suspend(_ why: String) {
    guard state == .enrolled else { return }
    state = .suspended
    self.why = why
  }
  package mutating func end(_ why: String) {
    state = .ended
    self.why = why
  }
  /// As if it had not ended: what fell due meanwhile is owed.
  mutating func reinstate() {
    state = .enrolled
    (why, owing, missed, paymentsLeft) = (nil, owing + missed, 0, nil)
  }
  /// Less is paid from now on: one who was counted in is not any more.
  mutating func lose(shareOf party: Party) {
    shares -= 1
    lost.append(LostShare(of: party))
    if shares < 1 { suspend("no-child") }
  }
  /// Whoever was taken for gone counts again, with what was left out. False: no share was theirs.
  mutating func giveBack(shareOf ids: [Identifier]) -> Bool {
    guard let i = lost.firstIndex(where: { $0.of.isNamed(by: ids) }) else { return false }
    owedShares += lost.remove(at: i).missed
    shares += 1
    // What fell due while nothing was paid was this one share: it has been counted.
    if why == "no-child" { (state, why, missed) = (.enrolled, nil, 0) }
    return true
  }
  package func isPaid(on day: Day, rhythm: ProgrammeRules.Rhythm) -> Bool {
    state == .enrolled && since <= day && (rhythm == .monthly || !wasListed)
  }
}
