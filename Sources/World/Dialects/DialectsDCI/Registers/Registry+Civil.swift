import Facts

extension Registry {
  private static let birth = [
    "event.kind", "event.id", "event.date", "registration.date", "child.id", "child.brn", "child.name", "child.sex", "mother.id",
    "father.id",
  ]
  private static let death = [
    "event.kind", "event.id", "event.date", "registration.date", "person.id", "death.drn", "person.name", "person.sex", "person.birth-date",
  ]
  private static let stillbirth = birth.filter { $0 != "child.brn" }
  private static let marriage = death.filter { $0 != "death.drn" }

  /// Births, deaths, marriages, divorces; of the vocabulary of vital events also fetal deaths and adoptions.
  package static let civil = Registry(
    role: .crvs, dialect: "dci-crvs", title: "civil registry", beneath: "", registryType: "ns:org:RegistryType:Civil",
    recordType: "spdci-extensions-dci:CRVSPerson",
    attributes: [
      ("person.id", ["identifier", "identifier_value"]), ("person.birth-date", ["birth_date", "birthdate", "birthDate"]),
      ("person.sex", ["sex", "gender"]), ("person.name", ["name", "given_name", "surname"]),
      ("registration.date", ["registration_date"]), ("mother.id", ["parent1_identifier"]), ("father.id", ["parent2_identifier"]),
      ("event.date", ["death_date"]), ("event.kind", ["reg_event_type"]),
    ],
    events: [
      .init(kind: .birthRegistered, word: "live-birth", code: "LiveBirth", spellings: ["birth"], dateMember: "birth_date", isList: false),
      .init(kind: .deathRegistered, word: "death", code: "Death", spellings: [], dateMember: "death_date", isList: false),
      .init(kind: .marriageRegistered, word: "marriage", code: "Marriage", spellings: [], dateMember: "marriage_date", isList: true),
      .init(kind: .divorceRegistered, word: "divorce", code: "Divorce", spellings: [], dateMember: "divorce_date", isList: true),
      .init(
        kind: .stillbirthRegistered, word: "fetal-death", code: "FetalDeath", spellings: ["stillbirth"], dateMember: "death_date",
        isList: false,
        isKnownByDay: false),
      .init(
        kind: .adoptionRegistered, word: "adoption", code: "Adoption", spellings: [], dateMember: "registration_date", isList: false,
        isKnownByDay: false),
    ], form: .civil,
    told: [
      .init(.birthRegistered, from: .crvs, to: .mis, facts: birth), .init(.deathRegistered, from: .crvs, to: .mis, facts: death),
      .init(.marriageRegistered, from: .crvs, to: .mis, facts: marriage), .init(.divorceRegistered, from: .crvs, to: .mis, facts: marriage),
      .init(.stillbirthRegistered, from: .crvs, to: .mis, facts: stillbirth),
      .init(.adoptionRegistered, from: .crvs, to: .mis, facts: marriage + ["mother.id"]),
    ],
    shown: [
      "person.id", "person.name", "person.sex", "person.birth-date", "child.brn", "death.brn", "mother.id", "father.id",
      "registration.date",
    ], hasTransactions: true, standing: nil)
}
