import DialectsCivil
import DialectsDCI
import DialectsIdentity
import DialectsIntake
import DialectsPayments
import Facts
import Testing

/// What is answered by a receipt and no more is taken and kept while no story is played; everything else is asked to come again.
@Suite struct ReceiptTests {
  static let dialects: [any Dialect] =
    DCIDialects.all + CivilDialects.all + IdentityDialects.all + PaymentDialects.all + IntakeDialects.all

  /// All of them by name, so that a new operation has to be looked at.
  @Test func `only these are receipted`() {
    let receipted = Self.dialects.map { dialect in
      "\(dialect.card.name): " + dialect.operations.filter(\.isReceipted).map(\.name.text).joined(separator: " ")
    }
    #expect(
      receipted == [
        "dci-crvs: notify on-subscribe on-unsubscribe on-search txn-on-status",
        "dci-sr: notify on-subscribe on-unsubscribe on-search txn-on-status",
        "dci-ibr: notify on-subscribe on-unsubscribe on-search txn-on-status enrollment-updates",
        "dci-dr: notify on-subscribe on-unsubscribe on-search", "dci-fr: notify on-subscribe on-unsubscribe on-search txn-on-status",
        "opencrvs: trigger", "opencrvs-1: event", "mosip-ida: ", "g2p-bridge: ",
        "g2p-connect: on-link on-update on-unlink on-resolve txn-on-status on-disburse disburse-on-status disburse-on-search",
        "kobo: submission",
      ])
  }

  @Test func `a birth that is reported is no receipt, though another dialect has one by its name`() throws {
    let opencrvs = try #require(Self.dialects.first { $0.card.name == "opencrvs" })
    #expect(opencrvs.operations.first { $0.name == "notify" }?.isReceipted == false)
  }
}
