package import Facts

extension G2PConnect {
  package var card: DialectCard { Self.said }
  package var deviations: [DialectDeviation] { Guess.allCases.map { DialectDeviation($0.rawValue, .payments, true, $0.says) } }

  /// Asked for at each message, so made once.
  private static let said = DialectCard(
    name: "g2p-connect", title: "G2P Connect: disbursement and mapper", source: "https://g2pconnect.cdpi.dev/",
    carries: [
      .init(
        .accountLink, from: .mis, to: .mapper,
        facts: ["person.id", "account", "person.name", "reply.taken", "message.flaw", "reply.flaw"]),
      .init(
        .accountUpdate, from: .mis, to: .mapper,
        facts: ["person.id", "account", "person.name", "reply.taken", "message.flaw", "reply.flaw"]),
      .init(.accountUnlink, from: .mis, to: .mapper, facts: ["person.id", "reply.taken", "message.flaw", "reply.flaw"]),
      .init(.accountResolve, from: .mis, to: .mapper, facts: ["person.id", "account", "reply.taken", "message.flaw", "reply.flaw"]),
      .init(.accountResolve, from: .payments, to: .mapper, facts: ["person.id", "account", "reply.taken", "message.flaw", "reply.flaw"]),
      .init(.accountLink, from: .mapper, to: .mis, facts: ["message.flaw"]),
      .init(.accountUpdate, from: .mapper, to: .mis, facts: ["message.flaw"]),
      .init(.accountUnlink, from: .mapper, to: .mis, facts: ["message.flaw"]),
      .init(.accountResolve, from: .mapper, to: .mis, facts: ["account", "message.flaw"]),
      .init(.transactionStatus, from: .mapper, to: .mis, facts: ["message.flaw"]),
      // No total, no cycle and no day: the standard declares the number of lines and nothing else.
      .init(
        .list, from: .mis, to: .payments,
        facts: ["programme", "list.reference", "declared.count", "currency", "reply.taken", "message.flaw", "reply.flaw"],
        lineFacts: ["reference", "payee", "payee.name", "account", "provider", "amount", "currency", "narrative", "replaces"]),
      // Four states: what was paid cannot be told to have come back.
      .init(
        .report, from: .payments, to: .mis, facts: ["list.reference", "reply.taken", "message.flaw", "reply.flaw"],
        lineFacts: ["reference", "payee", "amount", "settled.amount", "state", "reason", "date"]),
    ],
    faults: ReportFault.allCases.map {
      FaultCard(FaultName($0.rawValue), .content, on: [.report], "one row is impossible: \($0.rawValue)")
    },
    settings: [
      SettingCard("sender-id", [], "by which we name ourselves; the role where nothing is set"),
      SettingCard("provider", [], "what follows the @ of a financial address; `assay` where nothing is set"),
      SettingCard("payer-account", [], "the account that is paid from; `account:treasury` at the provider where nothing is set"),
    ],
    oddities: [
      OddityCard(
        "connect.misread", at: "", "it cannot be read", rule: "G2P Connect 1.0.0", asks: "header and message, each an object",
        remedy: "send both")
    ])
}
