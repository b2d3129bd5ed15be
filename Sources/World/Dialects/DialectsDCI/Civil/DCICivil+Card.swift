import Facts

extension DCICivil {
  private static let birth = [
    "event.kind", "event.id", "event.date", "registration.date", "child.id", "child.brn", "child.name", "child.sex", "mother.id",
    "father.id", "message.flaw", "reply.flaw",
  ]
  private static let death = [
    "event.kind", "event.id", "event.date", "registration.date", "person.id", "death.drn", "person.name", "person.sex", "person.birth-date",
    "message.flaw", "reply.flaw",
  ]
  /// What the answer to a search says of each person.
  private static let record = [
    "person.id", "person.name", "person.sex", "person.birth-date", "child.brn", "mother.id", "father.id", "registration.date",
  ]
  private static let marriage = death.filter { $0 != "death.drn" }

  static let card = DialectCard(
    name: "dci-crvs", title: "DCI civil registry API 1.0.0 (December 2025 edition)",
    source: "https://github.com/spdci/api-standards, release/yaml; vocabularies: https://github.com/spdci/schemas",
    carries: [
      .init(.birthRegistered, from: .crvs, to: .mis, facts: birth),
      .init(.deathRegistered, from: .crvs, to: .mis, facts: death),
      .init(.marriageRegistered, from: .crvs, to: .mis, facts: marriage),
      .init(.divorceRegistered, from: .crvs, to: .mis, facts: marriage),
      .init(.subscription, from: .mis, to: .crvs, facts: ["wanted", "subscription.code", "message.flaw", "reply.flaw"]),
      .init(
        .personRecord, from: .mis, to: .crvs,
        facts: ["person.id", "sort", "page", "page.size", "record.found", "found", "message.flaw", "reply.flaw"],
        lineFacts: ["attribute", "operator", "value"] + record),
      .init(.enrolment, from: .mis, to: .ibr, facts: ["person.id", "programme", "enrolment.state", "event.date"]),
      .init(.enrolled, from: .mis, to: .ibr, facts: ["person.id", "programme", "enrolled"]),
    ],
    faults: Faults.cards,
    settings: [
      SettingCard("mode", ["sync", "async"], "searches are answered at once, or by callback"),
      SettingCard("query", ["predicate", "expression"], "how conditions are written"),
      SettingCard("auth", ["bearer", "none"], "whether a token is shown on every operation"),
      SettingCard("signature", ["ed25519", "jws", "none"], "the form of the signature in the body"),
      SettingCard("at", [], "the path in place of /registry at the peer"),
      SettingCard("token-url", [], "where the peer gives tokens"),
      SettingCard("jwks-url", [], "where the peer publishes its keys"),
      SettingCard("client-id", [], "our id at the peer's token endpoint"),
      SettingCard("client-secret", [], "our secret there"),
      SettingCard("accepts-client-id", [], "the peer's id at our token endpoint"),
      SettingCard("accepts-client-secret", [], "the peer's secret there"),
      SettingCard("sender-id", [], "our name in headers"),
      SettingCard("receiver-id", [], "the peer's name in headers"),
      SettingCard("signing-key", [], "our private key, as PEM"),
      SettingCard("key-seed", [], "what the sandbox's own keys are derived from"),
      SettingCard("event-type.birth", [], "the peer's word for a live birth; likewise death, marriage, divorce"),
    ], oddities: oddities, movable: "/registry")
}
