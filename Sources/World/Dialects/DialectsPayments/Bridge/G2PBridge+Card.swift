package import Facts

extension G2PBridge {
  package var card: DialectCard { Self.said }

  /// Asked for at each message, so made once.
  private static let said = DialectCard(
    name: "g2p-bridge", title: "OpenG2P G2P Bridge, disbursement API",
    source: "https://github.com/OpenG2P/openg2p-g2p-bridge, API 1.0.0",
    carries: [
      .init(
        .list, from: .mis, to: .payments,
        facts: ["programme", "cycle", "list.reference", "declared.count", "declared.total", "currency", "schedule.date", "message.flaw"],
        lineFacts: ["reference", "payee", "payee.name", "amount", "narrative", "owed-for", "receipt"]),
      .init(.listCancelled, from: .mis, to: .payments, facts: ["list.reference"]),
      .init(
        .report, from: .payments, to: .mis, facts: ["list.reference", "programme", "cycle", "message.flaw"],
        lineFacts: ["reference", "payee", "state", "reason", "returned.amount", "date", "receipt"]),
    ],
    faults: BridgeFault.allCases.map(\.card), settings: Self.settings, oddities: BridgeOddities.cards)

  private static let settings: [SettingCard] = [
    SettingCard("chunk", [], "how many disbursements one request holds at most; 500 where nothing is said"),
    SettingCard("poll-first", [], "when the status of a list is first asked for: 30 min"),
    SettingCard("poll-every", [], "how often it is asked for after that: 12 h"),
    SettingCard("frequency", BridgeEnvelope.frequencies, "the rhythm that envelopes name"),
    SettingCard("sender-id", [], "our name in headers"),
    SettingCard("receiver-id", [], "the peer's name in headers"),
    SettingCard("at", [], "the path before the operations at the peer"),
  ]

  package var deviations: [DialectDeviation] { Self.known }

  private static let known: [DialectDeviation] = [
    .init("drops-cents", .mis, true, "writes amounts without what stands after the point"),
    .init("asks-once", .mis, true, "asks once what became of a list, and never learns the rest"),
    .init("stops-when-unanswered", .mis, true, "asks no more about a list once it was not answered"),
    .init("takes-broken-lists", .payments, true, "takes what breaks its contract"),
    .init("fails-on-bad-input", .payments, true, "answers bad input as a fault of the server"),
    .init("one-line-a-request", .mis, false, "sends and asks for one line a request"),
    .init("amounts-as-text", .mis, false, "writes amounts as texts"),
    .init("extra-fields", .mis, false, "adds fields that no contract names"),
    .init("extra-fields", .payments, false, "adds fields that no contract names"),
    .init("other-member-order", .mis, false, "writes the members of its objects in another order"),
    .init("other-member-order", .payments, false, "writes the members of its objects in another order"),
  ]
}
