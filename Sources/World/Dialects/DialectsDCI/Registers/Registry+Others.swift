import Documents
import Facts

/// The four registers beside the civil one. Of each: what its record says, and where.
extension Registry {
  private static let person = ["person.id", "person.name", "person.sex", "person.birth-date", "head.id", "registration.date"]

  private static func register(
    _ role: Role, _ dialect: DialectName, _ title: String, _ beneath: String, type: String, record: String, group: String? = nil,
    more: [(String, [String])],
    events: [EventType] = [entered("REGISTER"), changed], path: String = "member_identifier", hasTransactions: Bool = true,
    standing: Standing? = nil,
    form: RecordForm
  ) -> Registry {
    let facts = person + more.map(\.0)
    return Registry(
      role: role, dialect: dialect, title: title, beneath: beneath, registryType: "ns:org:RegistryType:\(type)", recordType: record,
      groupType: group,
      attributes: [
        ("person.id", [path, "member_identifier", "identifier", "identifier_value"]),
        ("person.birth-date", ["birth_date", "birthdate"]), ("person.sex", ["sex", "gender"]),
        ("person.name", ["name", "given_name", "surname"]), ("registration.date", ["registration_date"]), ("head.id", ["related_person"]),
      ] + more.map { (fact: $0.0, names: $0.1) },
      events: events, form: form,
      told: events.map { .init($0.kind, from: role, to: .mis, facts: ["event.id"] + facts, onlyWith: $0.isPublished ? nil : $0.setting) },
      shown: facts,
      hasTransactions: hasTransactions, standing: standing)
  }
  private static func entered(_ code: String) -> EventType {
    EventType(
      kind: .recordEntered, word: "entered", code: code, spellings: [], dateMember: "registration_date", isList: false, isBare: true)
  }
  private static let changed = EventType(
    kind: .recordChanged, word: "changed", code: "UPDATE", spellings: ["change"], dateMember: "last_updated", isList: false,
    isPublished: false)

  /// Households and who belongs to them.
  package static let social = register(
    .socialRegistry, "dci-sr", "social registry", "/sr", type: "Social", record: "spdci-extensions-dci:Member",
    group: "spdci-extensions-dci:Group",
    more: [
      ("group.id", ["group_identifier"]), ("group.size", ["group_size"]), ("group.kind", ["group_type"]),
      ("poverty.score", ["poverty_score"]), ("poverty.score.kind", ["poverty_score_type"]), ("group.members", ["member_list"]),
      ("person.area", ["region_code", "address.region_code"]), ("event.date", ["last_updated"]),
    ], form: .social)

  /// Who is in which programme.
  package static let beneficiaries = register(
    .ibr, "dci-ibr", "integrated beneficiary registry", "/ibr", type: "IBR", record: "spdci-extensions-dci:Beneficiary",
    more: [
      ("programme", ["programme_identifier", "programme_identifier.program.programme_identifier"]),
      ("enrolment.state", ["enrollment_status"]), ("event.date", ["status_change_date"]),
    ],
    events: [
      // As the text spells them.
      EventType(
        kind: .recordEntered, word: "entered", code: "enrollement", spellings: ["enrollment", "enrolment"], dateMember: "registration_date",
        isList: false, isBare: true),
      EventType(
        kind: .recordChanged, word: "changed", code: "enrollement_status_change", spellings: ["enrollmentstatuschange"],
        dateMember: "last_updated", isList: false, isBare: true),
    ], path: "member.member_identifier", standing: .enrolled, form: .beneficiary)

  /// Who was found disabled.
  package static let disability = register(
    .disabilityRegistry, "dci-dr", "disability registry", "/dr", type: "DR", record: "spdci-extensions-dci:DisabledPerson",
    more: [
      ("disability.status", ["disability_status"]), ("disability.level", ["disability_level"]), ("impairment", ["impairment_type"]),
      ("support", ["human_assistance"]),
    ], path: "personal_details.identifier", hasTransactions: false, standing: .disabled, form: .disabled)

  /// Who farms what.
  package static let farmers = register(
    .farmerRegistry, "dci-fr", "farmer registry", "/fr", type: "FR", record: "spdci-extensions-dci:Farmer",
    more: [("farm.id", ["farm_identifier"]), ("farm.kind", ["farm_type"]), ("farm.area", ["farm_area"]), ("crop", ["crop_type"])],
    path: "farmer_personal_details.member_identifier", form: .farmer)
}
