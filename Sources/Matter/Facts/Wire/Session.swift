/// What one actor keeps about one peer in one dialect family: keys, tokens, subscriptions, counters. Values only; kept by the Sandbox.
///
/// It is copied for every message, so a copy holds on to one thing, and changing it makes a new one.
package struct Session: Sendable {
  /// Who we are and who the peer is.
  package let role: Role
  package let peer: Role
  private var kept: Kept

  private final class Kept: Sendable {
    let said: Said
    init(_ said: Said) { self.said = said }
  }
  private struct Said: Sendable {
    var ownAddress: String
    var peerAddress: String
    var settings: Settings
    var deviations: Set<String>
    var values: [ObjectIdentifier: any Sendable] = [:]
  }

  package init(
    role: Role, peer: Role, ownAddress: String = "", peerAddress: String = "", settings: Settings = Settings(), deviations: Set<String> = []
  ) {
    self.role = role
    self.peer = peer
    kept = Kept(Said(ownAddress: ownAddress, peerAddress: peerAddress, settings: settings, deviations: deviations))
  }

  /// Our own base address for this peer, as it must be told to it; callbacks are formed from it.
  package var ownAddress: String {
    get { kept.said.ownAddress }
    set { change { $0.ownAddress = newValue } }
  }
  package var peerAddress: String {
    get { kept.said.peerAddress }
    set { change { $0.peerAddress = newValue } }
  }
  /// The settings of the edge: from the target file, or the reference's own.
  package var settings: Settings {
    get { kept.said.settings }
    set { change { $0.settings = newValue } }
  }
  /// Named deviations that this actor shows: defects and twists.
  package var deviations: Set<String> {
    get { kept.said.deviations }
    set { change { $0.deviations = newValue } }
  }
  package subscript<K: SessionKey>(_ key: K.Type) -> K.Value {
    get { kept.said.values[ObjectIdentifier(key)] as? K.Value ?? K.initial }
    set { change { $0.values[ObjectIdentifier(key)] = newValue } }
  }
  package func shows(_ deviation: String) -> Bool {
    let shown = kept.said.deviations
    return !shown.isEmpty && shown.contains(deviation)
  }

  /// Whether nothing was set in either since one was copied from the other.
  package func isUnchanged(since other: Session) -> Bool { kept === other.kept }

  private mutating func change(_ change: (inout Said) -> Void) {
    var said = kept.said
    change(&said)
    kept = Kept(said)
  }
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
