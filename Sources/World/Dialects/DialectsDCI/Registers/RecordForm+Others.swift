import Documents
import Facts

extension RecordForm {
  /// Those parts of a record that every one of the four has, under `details` where it keeps the person apart.
  private static func form(
    _ type: String, details: String?, isFlat: Bool = false, _ write: @escaping @Sendable (Facts) -> [(String, JSON?)],
    _ read: @escaping @Sendable (JSON, inout Facts) -> Void
  ) -> RecordForm {
    RecordForm(
      write: { facts in
        let person: JSON = isFlat ? Person.flat(facts) : Person.member(facts)
        let ends: [(String, JSON?)] = [
          ("related_person", facts[.headID].map { .array($0.map(Person.write)) }),
          ("registration_date", facts[.registrationDate].map(Person.day)),
        ]
        let start: [(String, JSON?)] = [("@type", .string(type))]
        let body = details.map { [($0, Optional(person))] } ?? (person.members ?? Members()).map { ($0.name, Optional($0.value)) }
        return .object(of: start + body + write(facts) + ends)
      },
      read: { json, odd in
        let person = details.flatMap { json[$0] } ?? json
        var facts = Person.read(person, &odd)
        facts[.headID] = Person.identifier(json["related_person"])
        facts[.registrationDate] = Person.date(json, "registration_date")
        read(json, &facts)
        return facts
      })
  }

  static let social = RecordForm(
    write: { facts in facts[.members] == nil ? member.write(facts) : group(facts) },
    read: { json, odd in json["member_list"] == nil ? member.read(json, &odd) : group(json, &odd) })

  private static let member = form("Member", details: nil) { facts in
    [
      ("group_identifier", facts[.groupID].map { .array($0.map(Person.write)) }),
      ("group_size", facts[.groupSize].map { JSON($0) }), ("poverty_score", facts[.povertyScore].map { JSON($0) }),
      ("last_updated", facts[.eventDate].map(Person.day)),
    ]
  } _: { json, facts in
    facts[.groupID] = Person.identifier(json["group_identifier"])
    facts[.eventDate] = Person.date(json, "last_updated")
    facts[.groupSize] = json["group_size"]?.decimal?.int
    facts[.povertyScore] = json["poverty_score"]?.decimal
  }

  private static func group(_ facts: Facts) -> JSON {
    .object(of: [
      ("@type", "Group"), ("group_identifier", facts[.groupID].map { .array($0.map(Person.write)) }),
      ("group_type", .text(facts[.groupKind])), ("poverty_score", facts[.povertyScore].map { JSON($0) }),
      ("poverty_score_type", .text(facts[.scoreKind])),
      ("group_head_info", facts[.headID].map { ["member_identifier": .array($0.map(Person.write))] }),
      ("group_size", facts[.groupSize].map { JSON($0) }),
      ("member_list", facts[.members].map { .array($0.map { ["@type": "Member", "member_identifier": .array([Person.write($0)])] }) }),
      ("registration_date", facts[.registrationDate].map(Person.day)),
    ])
  }
  private static func group(_ json: JSON, _ odd: inout [String]) -> Facts {
    var facts = Facts()
    facts[.groupID] = Person.identifier(json["group_identifier"])
    facts[.groupKind] = json["group_type"]?.text
    facts[.povertyScore] = json["poverty_score"]?.decimal
    facts[.scoreKind] = json["poverty_score_type"]?.text
    facts[.headID] = Person.identifier(json["group_head_info"]?["member_identifier"])
    facts[.groupSize] = json["group_size"]?.decimal?.int
    facts[.members] = (json["member_list"]?.items ?? []).flatMap { Person.identifier($0["member_identifier"]) ?? [] }
    facts[.registrationDate] = Person.date(json, "registration_date")
    return facts
  }

  static let beneficiary = form("Beneficiary", details: "member") { facts in
    [
      ("assistance_unit", "Member"),
      ("programme_identifier", facts[.programme].map { .array([["identifier_type": "PROGRAMME", "identifier_value": .string($0)]]) }),
      ("enrollment_status", .text(facts[.enrolmentState].map(EnrolmentStatus.write))),
      ("enrollment_date", facts[.registrationDate].map(Person.day)),
      ("status_change_date", facts[.eventDate].map { .array([Person.day($0)]) }),
    ]
  } _: { json, facts in
    facts[.programme] = Person.identifier(json["programme_identifier"])?.first?.value ?? json["programme_identifier"]?[0]?.spoken
    facts[.enrolmentState] = json["enrollment_status"]?.text.map(EnrolmentStatus.read)
    facts[.eventDate] = Person.date(json, "status_change_date", "enrollment_date")
  }

  static let disabled = form("DisabledPerson", details: "personal_details", isFlat: true) { facts in
    [
      ("disability_status", .text(facts[.disabilityStatus])), ("disability_level", .text(facts[.disabilityLevel])),
      ("disability_details", facts[.impairment].map { .array([["impairment_type": .string($0)]]) }),
      ("disability_support", facts[.support].map { .array([["human_assistance": ["type": .string($0), "support_status": "Required"]]]) }),
    ]
  } _: { json, facts in
    facts[.disabilityStatus] = json["disability_status"]?.text
    facts[.disabilityLevel] = json["disability_level"]?.text
    facts[.impairment] = json["disability_details"]?[0]?["impairment_type"]?.text
    facts[.support] = json["disability_support"]?[0]?["human_assistance"]?["type"]?.text
  }

  static let farmer = form("Farmer", details: "farmer_personal_details") { facts in
    [
      (
        "farm_details",
        .array([
          .object(of: [
            ("@type", "FarmInfo"), ("farm_identifier", facts[.farmID].map { .array($0.map(Person.write)) }),
            ("farm_type", .text(facts[.farmKind])), ("farm_area", facts[.farmArea].map { JSON($0) }),
            ("crop_details", facts[.crop].map { .array([["crop_type": .string($0)]]) }),
          ])
        ])
      )
    ]
  } _: { json, facts in
    let farm = json["farm_details"]?[0]
    facts[.farmID] = Person.identifier(farm?["farm_identifier"])
    facts[.farmKind] = farm?["farm_type"]?.text
    facts[.farmArea] = farm?["farm_area"]?.decimal
    facts[.crop] = farm?["crop_details"]?[0]?["crop_type"]?.text
  }
}
