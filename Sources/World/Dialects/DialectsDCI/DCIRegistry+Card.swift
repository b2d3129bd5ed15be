import Facts

extension DCIRegistry {
  static func card(_ registry: Registry) -> DialectCard {
    var carries = registry.told
    carries += [
      .init(
        .subscription, from: .mis, to: registry.role,
        facts: ["wanted", "person.id", "subscription.days", "subscription.from", "subscription.times", "subscription.code"],
        lineFacts: ["attribute", "operator", "value", "alternative", "negated"]),
      .init(.subscriptionEnded, from: .mis, to: registry.role, facts: ["subscription.code"]),
      .init(
        .personRecord, from: .mis, to: registry.role,
        facts: ["person.id", "sort", "page", "page.size", "record.found", "found", "callback.mark", "callback.wanted"]
          + (registry.role == .disabilityRegistry ? ["record.part"] : []),
        lineFacts: ["attribute", "operator", "value", "alternative", "negated"] + registry.shown),
    ]
    if registry.hasTransactions {
      carries.append(.init(.transactionStatus, from: .mis, to: registry.role, facts: ["callback.wanted", "transaction.asked"]))
    }
    if registry.role == .ibr {
      carries.append(.init(.enrolment, from: .mis, to: .ibr, facts: ["person.id", "programme", "enrolment.state", "event.date"]))
    }
    if let standing = registry.standing {
      carries.append(
        .init(
          standing.kind, from: .mis, to: registry.role,
          facts: ["person.id"] + (standing.hasProgramme ? ["programme"] : []) + [standing.fact.text]))
    }
    carries = carries.map {
      .init($0.kind, from: $0.from, to: $0.to, facts: $0.facts + ["message.signature"], lineFacts: $0.lineFacts, onlyWith: $0.onlyWith)
    }
    // Only the civil registry's messages have schemas of ours.
    if registry.role == .crvs {
      carries = carries.map {
        .init(
          $0.kind, from: $0.from, to: $0.to, facts: $0.facts + ["message.flaw", "reply.flaw"], lineFacts: $0.lineFacts,
          onlyWith: $0.onlyWith)
      }
    }
    return DialectCard(
      name: registry.dialect, title: "DCI \(registry.title) API 1.0.0 (December 2025 edition)",
      source: "https://github.com/spdci/api-standards, release/yaml; vocabularies: https://github.com/spdci/schemas", carries: carries,
      faults: Faults.cards(on: registry.events.map(\.kind)), settings: settings(registry), oddities: oddities,
      movable: Paths.movable(registry))
  }

  private static func settings(_ registry: Registry) -> [SettingCard] {
    let words = registry.events.map(\.word)
    return [
      SettingCard("mode", ["sync", "async"], "searches are answered at once, or by callback"),
      SettingCard("query", ["predicate", "expression"], "how conditions are written"),
      SettingCard("auth", ["bearer", "none"], "whether a token is shown on every operation"),
      SettingCard("signature", ["ed25519", "jws", "none"], "the form of the signature in the body"),
      SettingCard("encryption", ["none", "jwe"], "whether messages are encrypted for a key that the peer publishes"),
      SettingCard(
        "at", [],
        registry.beneath.isEmpty
          ? "the path in place of /registry at the peer"
          : "the path in place of /registry at the registry, of \(registry.beneath)/registry at who listens to it"),
      SettingCard(
        "private-callbacks", ["refused", "allowed"], "whether a subscriber may be called in a private network that is not its own"),
      SettingCard("other-receivers", ["taken", "refused"], "whether a request is taken that names another receiver than us"),
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
      registry.role == .crvs
        ? SettingCard("event-type.birth", [], "the peer's word for a live birth; likewise death, fetal-death, marriage, divorce, adoption")
        : SettingCard(
          "event-type.\(words[0])", [],
          "the peer's word for what is \(words[0]); likewise \(words.dropFirst().joined(separator: ", "))"
            + (registry.events.allSatisfy(\.isPublished) ? "" : ", for which DCI has none: without one declared it is not told")),
    ]
  }
}
