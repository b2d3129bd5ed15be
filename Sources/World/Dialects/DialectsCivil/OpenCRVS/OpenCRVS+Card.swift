import Facts

extension OpenCRVS {
  private static let birth = [
    "event.kind", "event.id", "event.date", "registration.date", "child.id", "child.brn", "child.name", "child.sex", "mother.id",
    "mother.name", "mother.birth-date", "father.id", "message.flaw",
  ]
  private static let death = [
    "event.kind", "event.id", "event.date", "registration.date", "person.id", "death.drn", "person.name", "person.sex", "person.birth-date",
    "spouse.id", "message.flaw",
  ]
  private static let reported = [
    "case.id", "child.name", "child.sex", "event.date", "mother.id", "mother.name", "informant.id", "event.id", "tracking.number",
  ]
  /// What a search shows of a person: the registered birth and the registered death, put together. `death.brn`: who has died is found by
  /// the number of the birth as well.
  private static let shown = [
    "person.id", "person.name", "person.sex", "person.birth-date", "child.brn", "death.drn", "death.brn", "event.kind", "event.id",
    "event.date", "mother.id", "mother.name", "mother.birth-date", "father.id", "spouse.id", "registration.date",
  ]
  private static let correction = death.filter { $0 != "death.drn" && $0 != "spouse.id" } + ["mother.id", "mother.name"]

  static let webhookCard = DialectCard(
    name: "opencrvs-1", title: "OpenCRVS webhooks (1.x)",
    source:
      "https://documentation.opencrvs.org, webhook and record search clients of 1.6; "
      + "https://github.com/opencrvs/opencrvs-core, packages/webhooks",
    carries: [
      .init(.birthRegistered, from: .crvs, to: .mis, facts: birth),
      .init(.deathRegistered, from: .crvs, to: .mis, facts: death),
      .init(.recordCorrected, from: .crvs, to: .mis, facts: correction),
      .init(.subscription, from: .mis, to: .crvs, facts: ["wanted", "subscription.code"]),
      // No number, sex or parent is in an answer: whose event it is, and whose child, is known from what it was asked by.
      .init(
        .personRecord, from: .mis, to: .crvs, facts: ["person.id", "page", "page.size", "record.found", "found"],
        lineFacts: [
          "attribute", "operator", "value", "person.id", "person.name", "person.birth-date", "child.brn", "death.drn", "event.kind",
          "event.id", "event.date", "registration.date",
        ]),
      .init(.birthReported, from: .facility, to: .crvs, facts: reported.filter { $0 != "tracking.number" } + ["message.flaw"]),
    ],
    faults: Faults.webhookCards,
    settings: [
      SettingCard("at", [], "where the subscriber listens, if it never subscribed; else its callback"),
      SettingCard("secret", [], "the client's sha_secret, with which events are signed"),
      SettingCard("search-at", [], "where the registry is searched; /graphql where nothing is said"),
      SettingCard("client-id", [], "our id at the registry's token endpoint"),
      SettingCard("client-secret", [], "our secret there"),
      SettingCard("accepts-client-id", [], "the subscriber's id at our token endpoint"),
      SettingCard("accepts-client-secret", [], "the subscriber's secret there"),
      SettingCard("notify-at", [], "where the registry takes what facilities report; /notification where nothing is said"),
      SettingCard("office", [], "the registrar's office to which births are reported"),
      SettingCard("token-url", [], "where the registry gives tokens"),
    ], oddities: oddities, movable: ["/webhooks"])

  static let triggerCard = DialectCard(
    name: "opencrvs", title: "OpenCRVS action triggers (2.x)",
    source: "https://github.com/opencrvs/opencrvs-core, packages/events and its country-config API",
    carries: [
      .init(.birthRegistered, from: .crvs, to: .mis, facts: birth),
      .init(.birthNotified, from: .crvs, to: .mis, facts: birth.filter { $0 != "child.brn" && $0 != "registration.date" }),
      // No action is called a cancellation: archiving a registered event takes it back, a birth as a death.
      .init(.birthCancelled, from: .crvs, to: .mis, facts: birth),
      .init(.deathRegistered, from: .crvs, to: .mis, facts: death),
      .init(.deathCancelled, from: .crvs, to: .mis, facts: death),
      .init(.recordCorrected, from: .crvs, to: .mis, facts: correction),
      .init(.subscription, from: .mis, to: .crvs, facts: ["subscription.code"]),
      .init(
        .personRecord, from: .mis, to: .crvs, facts: ["person.id", "sort", "page", "page.size", "record.found", "found"],
        lineFacts: ["attribute", "operator", "value", "alternative"] + shown),
      .init(.birthReported, from: .mis, to: .crvs, facts: reported),
      .init(.birthReported, from: .facility, to: .crvs, facts: reported + ["message.flaw"]),
    ],
    faults: Faults.triggerCards,
    settings: [
      SettingCard("at", [], "the path in place of /trigger at the peer"),
      SettingCard("signing-key", [], "our private key for record tokens, as PEM: RSA for RS256, as OpenCRVS signs"),
      SettingCard("search-at", [], "where the registry is searched; /events/search where nothing is said"),
      SettingCard("notify-at", [], "where the registry takes what others report; /events/notify where nothing is said"),
      SettingCard("office", [], "the registrar's office to which births are reported"),
      SettingCard("token-url", [], "where the registry gives tokens to those who report"),
      SettingCard("client-id", [], "our id at the registry's token endpoint"),
      SettingCard("client-secret", [], "our secret there"),
      SettingCard("accepts-client-id", [], "the reporter's id at our token endpoint"),
      SettingCard("accepts-client-secret", [], "the reporter's secret there"),
      SettingCard("public-key-url", [], "where the registry publishes its key"),
      SettingCard("key-seed", [], "what the sandbox's own key is derived from"),
    ], oddities: oddities, movable: ["/trigger"])
}
