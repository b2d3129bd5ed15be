package import Facts

/// An edge of a world: who tells or asks whom what, and in which dialect.
package struct Edge: Sendable {
  package let name: EdgeName
  package let from: Role
  package let to: Role
  /// Everything that is said on it, in either direction.
  package let kinds: [MessageKind]
  package var dialect: DialectName
  package var settings: Settings
  package init(
    _ name: EdgeName, _ from: Role, _ to: Role, _ kinds: [MessageKind], _ dialect: DialectName, _ settings: Settings = Settings()
  ) {
    self.name = name
    self.from = from
    self.to = to
    self.kinds = kinds
    self.dialect = dialect
    self.settings = settings
  }
  package func joins(_ a: Role, _ b: Role) -> Bool { (from == a && to == b) || (from == b && to == a) }
}

/// The edges of a world.
package struct Topology: Sendable {
  package var edges: [Edge]
  package init(edges: [Edge]) { self.edges = edges }

  /// How the reference systems speak to each other where nobody says otherwise.
  package static var reference: Topology {
    Topology(edges: [
      Edge(
        "events", .crvs, .mis,
        [
          .birthRegistered, .birthNotified, .birthCancelled, .stillbirthRegistered, .deathRegistered, .deathCancelled,
          .marriageRegistered, .divorceRegistered, .adoptionRegistered, .recordCorrected, .subscription, .subscriptionEnded,
        ], "dci-crvs"),
      Edge("records", .mis, .crvs, [.personRecord, .transactionStatus], "dci-crvs"),
      // DCI has no word for a birth that nobody has registered yet.
      Edge("notices", .mis, .crvs, [.birthReported], "opencrvs"),
      Edge("deliveries", .facility, .crvs, [.birthReported], "opencrvs"),
      Edge("forms", .intake, .mis, [.application], "kobo"),
      Edge("identity", .mis, .id, [.verify], "mosip-ida"),
      Edge("payment", .mis, .payments, [.list, .listCancelled], "g2p-bridge"),
      Edge("report", .payments, .mis, [.report], "g2p-bridge"),
      Edge("enrolment", .mis, .ibr, [.enrolment, .enrolled] + records, "dci-ibr"),
      Edge("social", .mis, .socialRegistry, records, "dci-sr", ofOurOwn),
      Edge("disability", .mis, .disabilityRegistry, [.disabled] + records, "dci-dr", ofOurOwn),
      Edge("farmers", .mis, .farmerRegistry, records, "dci-fr", ofOurOwn),
      Edge("accounts", .mis, .mapper, [.accountLink, .accountUpdate, .accountUnlink, .accountResolve], "g2p-connect"),
      Edge("aliases", .payments, .mapper, [.accountResolve], "g2p-connect"),
    ])
  }

  /// Between our own systems: a word for a change of a record, for which DCI has none in these registers.
  private static let ofOurOwn = Settings([("event-type.changed", "assay:RegistryEventType:changed")])

  /// What is said with every register whose records can be asked for and subscribed to.
  private static let records: [MessageKind] = [
    .personRecord, .recordEntered, .recordChanged, .subscription, .subscriptionEnded, .transactionStatus,
  ]

  package func edge(for kind: MessageKind, from: Role, to: Role) -> Edge? {
    edges.first { $0.kinds.contains(kind) && $0.joins(from, to) }
  }
  package subscript(name: EdgeName) -> Edge? { edges.first { $0.name == name } }

  /// Gives an edge another dialect. An edge that does not exist is left alone and said so.
  package mutating func set(_ name: EdgeName, dialect: DialectName, settings: Settings? = nil) -> Bool {
    guard let i = edges.firstIndex(where: { $0.name == name }) else { return false }
    edges[i].dialect = dialect
    if let settings { edges[i].settings = settings }
    return true
  }
}
