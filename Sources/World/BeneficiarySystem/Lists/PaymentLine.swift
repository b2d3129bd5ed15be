package import Documents
package import Facts

/// A line of a payment list, and what became of it.
package struct PaymentLine: Hashable, Sendable {
  package enum State: String, Sendable, CaseIterable {
    case received, open, settled
    case partlySettled = "partly-settled"
    case rejected, returned, cancelled
    /// Nothing more is expected of it, save that what was settled may come back.
    var isFinal: Bool { self != .received && self != .open }
    /// Money that was owed did not arrive.
    package var hasFailed: Bool { self == .rejected || self == .returned }
  }
  package let reference: String
  package let payee: [Identifier]
  package let name: String
  package var accounts: [Identifier]
  package let amount: ExactDecimal
  package let replaces: String?
  /// Who pays it out; nil: whoever does so everywhere.
  var provider: String?
  /// For whose sake it is paid.
  package var beneficiary: [Identifier] = []
  package var state = State.received
  package var settled = ExactDecimal.zero
  package var returned = ExactDecimal.zero
  package var reason: String?
  package var ended: Day?
  /// Every state it was in, oldest first: a return appends, nothing is rewritten.
  package var history: [State] = [.received]
  package var replacedBy: String?

  package init(
    _ reference: String, payee: [Identifier], name: String = "", accounts: [Identifier] = [], amount: ExactDecimal, replaces: String? = nil
  ) {
    self.reference = reference
    self.payee = payee
    self.name = name
    self.accounts = accounts
    self.amount = amount
    self.replaces = replaces
  }
  /// What was paid and not returned.
  package var net: ExactDecimal { settled - returned }
  /// What failed of it, and must be paid again.
  package var failed: ExactDecimal { state == .returned ? returned : state == .rejected ? amount : .zero }
}
