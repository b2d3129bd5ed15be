package import Documents
package import Facts

/// One line of a list, at the payment system.
package struct Instruction: Hashable, Sendable {
  package enum State: String, Sendable, CaseIterable {
    case received, open, settled
    case partlySettled = "partly-settled"
    case rejected, returned, cancelled

    /// Final states never go back, save that what was settled may be returned.
    package func mayBecome(_ next: State) -> Bool {
      switch (self, next) {
      case (.received, .received): false
      case (.received, .returned), (.open, .returned), (.open, .received), (.open, .open): false
      case (.received, _), (.open, _): true
      case (.settled, .returned), (.partlySettled, .returned): true
      default: false
      }
    }
  }
  package struct Moment: Hashable, Sendable {
    package var state: State
    package var at: WorldInstant
    package init(_ state: State, _ at: WorldInstant) {
      self.state = state
      self.at = at
    }
  }
  /// The payer's own reference.
  package let reference: String
  /// The payment system's own id: unique, and the same however often it is read.
  package let receipt: String
  package let payee: [Identifier]
  /// Where the list says it is to be paid; empty where it names the payee alone.
  package let account: [Identifier]
  /// From where it is paid, as the list says; empty where it does not.
  package var payer: [Identifier] = []
  /// Nothing is paid before; nil: at once.
  package var due: WorldInstant?
  package let name: String?
  package let amount: ExactDecimal
  /// Why it cannot be paid, as its list already shows.
  package let flaw: String?
  package var state: State { history.last?.state ?? .received }
  package var settled = ExactDecimal.zero
  package var returned = ExactDecimal.zero
  package var reason: String?
  /// Every state with its moment, oldest first. A return appends; nothing is rewritten.
  package var history: [Moment]

  package init(
    _ reference: String, receipt: String, payee: [Identifier], account: [Identifier] = [], name: String? = nil, amount: ExactDecimal,
    flaw: String? = nil, at: WorldInstant
  ) {
    self.reference = reference
    self.receipt = receipt
    self.payee = payee
    self.account = account
    self.name = name
    self.amount = amount
    self.flaw = flaw
    history = [Moment(.received, at)]
  }
}

/// Money that moved: a debit of the payer's account, or a credit where a payment came back.
package struct LedgerEntry: Hashable, Sendable {
  package enum Direction: String, Sendable { case debit, credit }
  package let receipt: String
  package let direction: Direction
  package let amount: ExactDecimal
  package let at: WorldInstant
  package init(_ receipt: String, _ direction: Direction, _ amount: ExactDecimal, at: WorldInstant) {
    self.receipt = receipt
    self.direction = direction
    self.amount = amount
    self.at = at
  }
}
