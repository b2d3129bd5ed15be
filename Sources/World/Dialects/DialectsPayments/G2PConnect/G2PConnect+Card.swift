import Admission
package import Facts

extension G2PConnect {
  package var card: DialectCard { Self.said }
  package var deviations: [DialectDeviation] {
    Guess.allCases.map { DialectDeviation($0.rawValue, .payments, true, $0.says) }
      + [Role.mapper, .payments, .mis].flatMap { role in Self.ofDoors.map { DialectDeviation($0.name, role, true, $0.says) } }
  }
  private static let ofDoors: [(name: String, says: String)] = [
    ("asks-no-token", "takes messages without a token"),
    ("takes-expired-tokens", "takes any token whose scope fits, whoever gave it and whenever it ended"),
    ("takes-any-scope", "takes any good token, whatever it was granted for"),
  ]

  /// Asked for at each message, so made once.
  private static let said = DialectCard(
    name: "g2p-connect", title: "G2P Connect: disbursement and mapper", source: "https://g2pconnect.cdpi.dev/",
    carries: [
      .init(
        .accountLink, from: .mis, to: .mapper,
        facts: ["person.id", "account", "person.name", "callback.wanted", "reply.taken", "message.flaw", "reply.flaw"]),
      .init(
        .accountUpdate, from: .mis, to: .mapper,
        facts: ["person.id", "account", "person.name", "callback.wanted", "reply.taken", "message.flaw", "reply.flaw"]),
      .init(.accountUnlink, from: .mis, to: .mapper, facts: ["person.id", "callback.wanted", "reply.taken", "message.flaw", "reply.flaw"]),
      .init(.accountResolve, from: .mis, to: .mapper, facts: ["person.id", "account", "reply.taken", "message.flaw", "reply.flaw"]),
      .init(.accountResolve, from: .payments, to: .mapper, facts: ["person.id", "account", "reply.taken", "message.flaw", "reply.flaw"]),
      .init(.accountLink, from: .mapper, to: .mis, facts: ["message.flaw"]),
      .init(.accountUpdate, from: .mapper, to: .mis, facts: ["message.flaw"]),
      .init(.accountUnlink, from: .mapper, to: .mis, facts: ["message.flaw"]),
      .init(.accountResolve, from: .mapper, to: .mis, facts: ["account", "message.flaw"]),
      .init(.transactionStatus, from: .mis, to: .mapper, facts: ["reply.taken", "message.flaw", "reply.flaw"]),
      .init(.transactionStatus, from: .mapper, to: .mis, facts: ["message.flaw"]),
      .init(.transactionStatus, from: .payments, to: .mis, facts: ["message.flaw"]),
      // No total, no cycle and no day: the standard declares the number of lines and nothing else.
      .init(
        .list, from: .mis, to: .payments,
        facts: ["programme", "list.reference", "declared.count", "currency", "reply.taken", "message.flaw", "reply.flaw"],
        lineFacts: [
          "reference", "payee", "payee.name", "account", "provider", "amount", "currency", "narrative", "replaces", "payer", "due",
        ]),
      // Four states: what was paid cannot be told to have come back.
      .init(
        .report, from: .payments, to: .mis, facts: ["list.reference", "reply.taken", "message.flaw", "reply.flaw"],
        lineFacts: ["reference", "payee", "amount", "settled.amount", "state", "reason", "date"]),
    ],
    faults: ReportFault.allCases.map {
      FaultCard(FaultName($0.rawValue), .content, on: [.report], "one row is impossible: \($0.rawValue)")
    } + [
      // Of raw requests alone.
      FaultCard(ClientTokens.expiredToken, .security, on: [], "the bearer token's time is over"),
      FaultCard(ClientTokens.narrowToken, .security, on: [], "the bearer token was granted for something else"),
      FaultCard(ConnectRaw.otherCase, .content, on: [], "no fault: ids and addresses in capitals"),
    ],
    settings: [
      SettingCard("sender-id", [], "by which we name ourselves; the role where nothing is set"),
      SettingCard("receiver-id", [], "the peer's name in headers; its role where nothing is set"),
      SettingCard("auth", ["bearer", "none"], "whether a token is shown on every operation"),
      SettingCard("token-url", [], "where the peer gives tokens"),
      SettingCard("client-id", [], "our id at the peer's token endpoint"),
      SettingCard("client-secret", [], "our secret there"),
      SettingCard("accepts-client-id", [], "the peer's id at our token endpoint"),
      SettingCard("accepts-client-secret", [], "the peer's secret there"),
      SettingCard("key-seed", [], "what the sandbox's own tokens are signed with"),
      SettingCard("status-path", [], "where a mapper tells at once what has become of something; /registry/sync/txn/status, as published"),
      SettingCard("provider", [], "what follows the @ of a financial address; `assay` where nothing is set"),
      SettingCard("id-provider", [], "what follows the @ of a person's id; the provider where nothing is set"),
      SettingCard("payer-account", [], "the account that is paid from; `account:treasury` at the provider where nothing is set"),
    ],
    oddities: ConnectOddities.cards)
}
