import Documents
package import Facts

/// One register of the family as the wire sees it. The registers differ in this, and in nothing else.
///
/// It never changes, and is handed about for every message: by reference, which costs nothing.
package final class Registry: Sendable {
  package let role: Role
  let dialect: DialectName
  let title: String
  /// Before the paths at which its listener is called: who listens to several registers tells them apart by it.
  let beneath: String
  let registryType: String
  let recordType: String
  /// What a record of several people is called, where it keeps such.
  let groupType: String?
  /// Facts and the attributes that the standard has for them, the usual spelling first.
  let attributes: [(fact: String, names: [String])]
  let events: [EventType]
  let form: RecordForm
  /// The facts of each of its messages.
  let told: [DialectCard.Carried]
  /// What a record says besides the person.
  let shown: [String]
  /// Whether the text has calls for the status of a transaction.
  let hasTransactions: Bool
  /// Which of two questions of yes and no it answers, if any.
  let standing: Standing?

  init(
    role: Role, dialect: DialectName, title: String, beneath: String, registryType: String, recordType: String, groupType: String? = nil,
    attributes: [(fact: String, names: [String])], events: [EventType], form: RecordForm, told: [DialectCard.Carried], shown: [String],
    hasTransactions: Bool, standing: Standing?
  ) {
    self.role = role
    self.dialect = dialect
    self.title = title
    self.beneath = beneath
    self.registryType = registryType
    self.recordType = recordType
    self.groupType = groupType
    self.attributes = attributes
    self.events = events
    self.form = form
    self.told = told
    self.shown = shown
    self.hasTransactions = hasTransactions
    self.standing = standing
  }

  static let all = [civil, social, beneficiaries, disability, farmers]

  /// The register of the two that speak with each other.
  static func of(_ session: Session) -> Registry { all.first { $0.role == session.role || $0.role == session.peer } ?? civil }

  func attribute(_ fact: String) -> String { attributes.first { $0.fact == fact }?.names.first ?? fact }
  /// What is not known here keeps its name; the register says whether it can search by it.
  func fact(_ attribute: String) -> String { attributes.first { $0.names.contains(attribute) }?.fact ?? attribute }
  func event(of kind: MessageKind) -> EventType? { events.first { $0.kind == kind } }
}

/// How the record of a register is written, and what it says in facts.
struct RecordForm: Sendable {
  let write: @Sendable (Facts) -> JSON
  let read: @Sendable (JSON, inout [String]) -> Facts
  /// A record as an event tells it; nil: as one that was asked for.
  var writeEvent: (@Sendable (Facts, EventType) -> JSON)?
  var readEvent: (@Sendable (JSON, EventType, inout [String]) -> Facts)?
}
