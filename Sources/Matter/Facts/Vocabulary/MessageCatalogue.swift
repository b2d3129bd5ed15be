/// What systems say to each other, in facts: the contract between registers, which decide, and dialects, which translate.
package enum MessageCatalogue {
  package struct Entry: Sendable {
    package let kind: MessageKind
    package let from: Role
    package let to: Role
    package let says: String
    /// Facts in the order in which they are written; the dialect's card says which of them it can carry.
    package let facts: [String]
    package let lineFacts: [String]
    /// Facts of the reply, besides `taken` and `reason`.
    package let replyFacts: [String]
    /// A state that grows with each message about the same thread (lists, reports), or an event that stands alone.
    package let accumulates: Bool
    init(
      _ kind: MessageKind, _ from: Role, _ to: Role, _ says: String, _ facts: [String], lines: [String] = [], reply: [String] = [],
      accumulates: Bool = false
    ) {
      self.kind = kind
      self.from = from
      self.to = to
      self.says = says
      self.facts = facts
      lineFacts = lines
      replyFacts = reply
      self.accumulates = accumulates
    }
  }

  static let birth = [
    "event.kind", "event.id", "event.date", "registration.date", "child.id", "child.brn", "child.name", "child.sex", "mother.id",
    "mother.name", "mother.birth-date", "father.id",
  ]
  static let person = [
    "event.kind", "event.id", "event.date", "registration.date", "person.id", "person.name", "person.sex", "person.birth-date",
  ]
  static let death = person + ["death.drn", "spouse.id"]

  static let record = ["person.id", "person.name", "person.sex", "person.birth-date", "head.id", "registration.date"]

  package static let entries: [Entry] = [
    .init(.birthRegistered, .crvs, .mis, "a live birth was registered", birth),
    .init(.birthNotified, .crvs, .mis, "a birth was notified and is not yet registered", birth),
    .init(.birthCancelled, .crvs, .mis, "a registration of birth was cancelled", birth),
    .init(.stillbirthRegistered, .crvs, .mis, "a fetal death was registered: there is no child to be paid for", birth),
    .init(.deathRegistered, .crvs, .mis, "a death was registered", death),
    .init(.deathCancelled, .crvs, .mis, "a registration of death was cancelled: it was another's, or nobody's", death),
    .init(.marriageRegistered, .crvs, .mis, "a marriage was registered", person + ["spouse.id"]),
    .init(.divorceRegistered, .crvs, .mis, "a divorce was registered", person),
    .init(
      .adoptionRegistered, .crvs, .mis, "an adoption was registered; the mother is the new one", person + ["mother.id", "mother.name"]),
    .init(
      .recordCorrected, .crvs, .mis, "a record was corrected: it says this from now on; after an adoption, who the mother is",
      person + ["mother.id", "mother.name"]),
    .init(
      .birthReported, .mis, .crvs, "a child was born whose birth nobody has registered",
      ["case.id", "child.name", "child.sex", "event.date", "informant.id", "mother.id", "mother.name"],
      reply: ["event.id", "tracking.number"]),
    .init(
      .subscription, .mis, .crvs, "tell me of these events from now on; `wanted` names the kinds, divided by a space",
      ["wanted", "person.id", "subscription.days", "subscription.from", "subscription.times"],
      lines: ["attribute", "operator", "value", "alternative", "negated"], reply: ["subscription.code"]),
    .init(
      .subscriptionEnded, .mis, .crvs, "tell me no more under these codes, divided by a space", ["subscription.code"],
      reply: ["subscription.code"]),
    // Lines are the conditions of a search: `attribute`, `operator` (eq gt ge lt le in), `value`; none for a search by `person.id`. Those of one
    // `alternative` are joined by `and`, alternatives by `or`; one that is `negated` holds where its comparison does not.
    .init(
      .personRecord, .mis, .crvs, "what do you hold on this person, or on those who fit the conditions",
      ["person.id", "record.part", "sort", "page", "page.size", "callback.wanted"],
      lines: ["attribute", "operator", "value", "alternative", "negated"], reply: ["record.found", "found", "page", "page.size"]),
    .init(
      .recordEntered, .socialRegistry, .mis, "somebody was entered into a register", ["event.id", "event.date", "record.number"] + record),
    .init(
      .recordChanged, .socialRegistry, .mis, "what a register says of somebody has changed",
      ["event.id", "event.date", "record.number"] + record),
    .init(.transactionStatus, .mis, .crvs, "what has become of the last search", ["callback.wanted", "transaction.asked"]),
    .init(.disabled, .mis, .disabilityRegistry, "is this person registered as disabled", ["person.id"], reply: ["disabled"]),
    .init(
      .verify, .mis, .id, "is this person who they say", ["person.id", "person.name", "person.birth-date", "person.sex"],
      reply: ["verified", "person.token"]),
    .init(
      .list, .mis, .payments, "pay these lines",
      ["programme", "cycle", "list.reference", "declared.count", "declared.total", "currency", "schedule.date"],
      lines: [
        "reference", "payee", "payee.name", "amount", "currency", "narrative", "account", "provider", "owed-for", "replaces", "payer",
        "due",
      ],
      reply: ["list.reference"], accumulates: true),
    .init(.listCancelled, .mis, .payments, "do not pay this list", ["list.reference"]),
    .init(
      .report, .payments, .mis, "what became of the lines",
      ["list.reference", "programme", "cycle", "declared.count", "declared.total"],
      lines: ["reference", "payee", "amount", "state", "reason", "settled.amount", "returned.amount", "date", "receipt"],
      accumulates: true),
    .init(.enrolment, .mis, .ibr, "this person's enrolment is now so", ["person.id", "programme", "enrolment.state", "event.date"]),
    .init(.enrolled, .mis, .ibr, "is this person enrolled", ["person.id", "programme"], reply: ["enrolled"]),
    .init(
      .application, .intake, .mis, "a form was filled in: somebody asks for a programme",
      [
        "submission.id", "submission.replaces", "form.version", "event.date", "programme", "person.id", "person.name", "person.sex",
        "person.birth-date", "group.size", "consent", "attachments.missing", "place", "filled.date",
      ], lines: ["person.name", "person.sex", "person.birth-date"], reply: ["found"]),
    .init(.accountLink, .mis, .mapper, "this person is paid into this account", ["person.id", "account", "person.name"]),
    .init(
      .accountUpdate, .mis, .mapper, "this person is paid into this account from now on",
      ["person.id", "account", "person.name", "callback.wanted"]),
    .init(.accountUnlink, .mis, .mapper, "this person is paid into no account any more", ["person.id", "callback.wanted"]),
    .init(.accountResolve, .payments, .mapper, "into which account is this person paid", ["person.id"], reply: ["account"]),
  ]
  package static func entry(_ kind: MessageKind) -> Entry? { entries.first { $0.kind == kind } }
}

extension FactName where Value == String {
  /// Of a search condition: the fact that is compared (`person.birth-date`), how, and with what.
  package static var attribute: Self { .init("attribute") }
  package static var comparison: Self { .init("operator") }
  package static var value: Self { .init("value") }
  /// `member` or `group`: what a search is to show.
  package static var entity: Self { .init("entity") }
  /// `person.birth-date asc`
  package static var sort: Self { .init("sort") }
}
extension FactName where Value == Int {
  /// Of a search condition: which of several, any of which is enough, it belongs to.
  package static var alternative: Self { .init("alternative") }
}
extension FactName where Value == Bool {
  /// Of a search condition: it holds where its comparison does not.
  package static var negated: Self { .init("negated") }
}
