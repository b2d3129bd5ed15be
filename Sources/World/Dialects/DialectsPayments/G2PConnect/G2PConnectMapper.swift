package import Facts

/// G2P Connect 1.0.0, the mapper that ties ids to accounts; the calls that are answered at once.
package struct G2PConnectMapper: Dialect {
  static let link: OperationName = "link"
  static let resolve: OperationName = "resolve"

  package init() {}

  package var card: DialectCard {
    DialectCard(
      name: "g2p-connect", title: "G2P Connect mapper", source: "https://g2pconnect.cdpi.dev/",
      carries: [
        .init(.accountLink, from: .mis, to: .mapper, facts: ["person.id", "account", "person.name"]),
        .init(.accountResolve, from: .payments, to: .mapper, facts: ["person.id", "account"]),
      ],
      settings: [SettingCard("sender-id", [], "by which we name ourselves; the role where nothing is set")])
  }

  package var operations: [Operation] {
    [
      Operation(Self.link, "POST", "/mapper/sync/link", servedBy: .mapper, calledBy: .mis),
      Operation(Self.resolve, "POST", "/mapper/sync/resolve", servedBy: .mapper, calledBy: .payments),
    ]
  }

  package func speak(_ kind: MessageKind, from role: Role) -> (any Conversation)? {
    guard role != .mapper, let errand = MapperErrand(kind) else { return nil }
    return Ask(errand.operation) { (message, session, stamp) throws(Unsayable) in
      try errand.request(message, session, stamp)
    } read: { response, _, _ in
      errand.reply(response)
    }
  }

  package func serve(_ operation: OperationName) -> (any Conversation)? {
    guard let errand = MapperErrand(operation: operation) else { return nil }
    return Serve(
      Serve.Script { (wire, session, _) throws(Misread) in
        try errand.readings(wire, from: session.peer)
      } answer: { readings, replies, session, stamp in
        errand.response(readings, replies, session, stamp)
      } refuse: { misread, _, session, stamp in
        errand.refusal(misread, session, stamp)
      })
  }

  package func view(_ operation: OperationName, _ request: WireRequest, _ response: WireResponse?, _ session: Session) -> [Reading] {
    guard let errand = MapperErrand(operation: operation) else { return [] }
    let asker = session.role == .mapper ? session.peer : session.role
    guard var reading = try? errand.readings(request, from: asker).first else { return [] }
    reading.reply = response.map { errand.reply($0) }
    return [reading]
  }
}
