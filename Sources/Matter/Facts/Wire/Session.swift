
/// What one actor keeps about one peer in one dialect family: keys, tokens, subscriptions, counters. Values only; kept by the Sandbox.
package struct Session: Sendable {
  /// Who we are and who the peer is.
  package let role: Role
  package let peer: Role
  /// Our own base address for this peer, as it must be told to it; callbacks are formed from it.
  package var ownAddress: String
  package var peerAddress: String
  /// The settings of the edge: from the target file, or the reference's own.
  package var settings: Settings
  /// Named deviations that this actor shows: defects and twists.
  package var deviations: Set<String>
  private var values: [ObjectIdentifier: any Sendable] = [:]

  package init(role: Role, peer: Role, ownAddress: String = "", peerAddress: String = "", settings: Settings = Settings(), deviations: Set<String> = []) {
    self.role = role
    self.peer = peer
    self.ownAddress = ownAddress
    self.peerAddress = peerAddress
    self.settings = settings
    self.deviations = deviations
  }
  package subscript<K: SessionKey>(_ key: K.Type) -> K.Value {
    get { values[ObjectIdentifier(key)] as? K.Value ?? K.initial }
    set { values[ObjectIdentifier(key)] = newValue }
  }
  package func shows(_ deviation: String) -> Bool { deviations.contains(deviation) }
}

/// A typed slot of a session.
package protocol SessionKey {
  associatedtype Value: Sendable
  static var initial: Value { get }
}

/// Options by name, in order: `signature: ed25519`, `mode: async`, `generation: 2`.
package struct Settings: Hashable, Sendable {
  private var entries: [(name: String, value: String)] = []
  package init(_ entries: [(String, String)] = []) { self.entries = entries.map { (name: $0.0, value: $0.1) } }
  package subscript(_ name: String) -> String? {
    get { entries.last { $0.name == name }?.value }
    set {
      entries.removeAll { $0.name == name }
      if let newValue { entries.append((name, newValue)) }
    }
  }
  package var all: [(name: String, value: String)] { entries }
  package static func == (a: Self, b: Self) -> Bool { a.entries.elementsEqual(b.entries, by: ==) }
  package func hash(into hasher: inout Hasher) { for e in entries { hasher.combine(e.name); hasher.combine(e.value) } }
}

/// Where a message is written: its wire time, the story's day, and ids that are the same in every run of the same seed.
package struct Stamp: Sendable {
  package let wire: WireInstant
  package let today: Day
  private let next: @Sendable (String) -> String
  package init(wire: WireInstant, today: Day, id: @escaping @Sendable (String) -> String) {
    self.wire = wire
    self.today = today
    next = id
  }
  /// A new id of a kind: `message`, `transaction`, `correlation`, `reference`, `subscription`.
  package func id(_ kind: String) -> String { next(kind) }
}
