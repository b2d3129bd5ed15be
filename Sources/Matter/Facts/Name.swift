/// A word of the harness, typed so that a role is never passed for an edge. Compares and prints as its text.
package struct Name<Kind>: Hashable, Comparable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  package let text: String
  package init(_ text: some StringProtocol) { self.text = String(text) }
  package init(stringLiteral value: String) { text = value }
  package var description: String { text }
  package static func < (a: Self, b: Self) -> Bool { a.text < b.text }
}

package enum RoleKind {}
package enum EdgeKind {}
package enum DialectKind {}
package enum MessageKindKind {}
package enum FaultKind {}
package enum OperationKind {}
package enum SchemeKind {}
package enum ProgrammeKind {}

/// What a system does in a use case.
package typealias Role = Name<RoleKind>
/// Who tells or asks whom what, by the name that the scenario gives it: `events`, `payment`.
package typealias EdgeName = Name<EdgeKind>
/// The wire protocol of an edge: `dci-crvs`, `g2p-bridge`.
package typealias DialectName = Name<DialectKind>
/// What is told or asked, whatever the dialect: `death-registered`, `list`, `verify`.
package typealias MessageKind = Name<MessageKindKind>
/// A deliberate spoiling of one message, named by the dialect that can show it.
package typealias FaultName = Name<FaultKind>
/// One HTTP operation of a dialect.
package typealias OperationName = Name<OperationKind>
/// A kind of identifier: `UIN`, `BRN`, `DRN`, `VID`, `ACCOUNT`, `PHONE`.
package typealias IdentifierScheme = Name<SchemeKind>
/// A programme of social protection: `NBG`, `OAP`.
package typealias ProgrammeCode = Name<ProgrammeKind>

extension Name where Kind == RoleKind {
  package static var crvs: Self { "crvs" }
  package static var id: Self { "id" }
  package static var payments: Self { "payments" }
  package static var mis: Self { "mis" }
  package static var ibr: Self { "ibr" }
  package static var mapper: Self { "mapper" }
  package static var socialRegistry: Self { "social-registry" }
  package static var disabilityRegistry: Self { "disability-registry" }
  package static var farmerRegistry: Self { "farmer-registry" }
  /// Where children are born, and reported to the civil registry.
  package static var facility: Self { "facility" }
  /// Where forms are filled in, and sent to a programme.
  package static var intake: Self { "intake" }
  /// The runner itself, where it speaks in nobody's name.
  package static var harness: Self { "harness" }
}

extension Name where Kind == SchemeKind {
  package static var uin: Self { "UIN" }
  package static var vid: Self { "VID" }
  package static var brn: Self { "BRN" }
  package static var drn: Self { "DRN" }
  package static var mrn: Self { "MRN" }
  package static var account: Self { "ACCOUNT" }
  package static var phone: Self { "PHONE" }
  /// An identifier of a functional register, for people without a foundational one.
  package static var functional: Self { "FUNCTIONAL" }
}

extension Name where Kind == MessageKindKind {
  package static var birthRegistered: Self { "birth-registered" }
  package static var birthNotified: Self { "birth-notified" }
  package static var birthCancelled: Self { "birth-cancelled" }
  package static var stillbirthRegistered: Self { "stillbirth-registered" }
  /// "A child was born whose birth nobody has registered."
  package static var birthReported: Self { "birth-reported" }
  package static var deathRegistered: Self { "death-registered" }
  package static var deathCancelled: Self { "death-cancelled" }
  package static var marriageRegistered: Self { "marriage-registered" }
  package static var divorceRegistered: Self { "divorce-registered" }
  package static var adoptionRegistered: Self { "adoption-registered" }
  package static var recordCorrected: Self { "record-corrected" }
  /// "Tell me of these events from now on."
  package static var subscription: Self { "subscription" }
  package static var subscriptionEnded: Self { "subscription-ended" }
  package static var personRecord: Self { "person-record" }
  /// Somebody or something was entered into a register, or what it says of them changed.
  package static var recordEntered: Self { "record-entered" }
  package static var recordChanged: Self { "record-changed" }
  /// What has become of an earlier transaction.
  package static var transactionStatus: Self { "transaction-status" }
  /// "Does the register hold this person as disabled?"
  package static var disabled: Self { "disabled" }
  package static var verify: Self { "verify" }
  package static var list: Self { "list" }
  package static var listCancelled: Self { "list-cancelled" }
  package static var report: Self { "report" }
  package static var enrolment: Self { "enrolment" }
  package static var enrolled: Self { "enrolled" }
  /// "This form was filled in: somebody asks for a programme."
  package static var application: Self { "application" }
  package static var accountLink: Self { "account-link" }
  package static var accountUpdate: Self { "account-update" }
  package static var accountUnlink: Self { "account-unlink" }
  package static var accountResolve: Self { "account-resolve" }
}
