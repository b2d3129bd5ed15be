import Facts

/// Where an operation lies at a peer.
enum Paths {
  /// `/registry/notify`, or below what the target declares as `at`.
  static func target(_ path: String, _ session: Session) -> String {
    guard let base = session.settings["at"], let start = movable(Registry.of(session)).first(where: path.hasPrefix) else { return path }
    return base + path.dropFirst(start.count)
  }
  /// What `at` stands in the place of: at the registry, and at who listens to it.
  static func movable(_ registry: Registry) -> [String] { ["/registry", registry.beneath + "/registry"] }
  /// A path beneath the messages (tokens, keys): whole, because what the target declares as `at` does not move it.
  static func whole(_ path: String, _ session: Session) -> String { path.hasPrefix("/") ? session.peerAddress + path : path }

  /// Where the listener of a register hears it: below the register's own beginning, so that several do not meet.
  static func heard(_ path: String, _ session: Session) -> String { Registry.of(session).beneath + path }

  /// Our own address for a callback, as it is told to the peer.
  static func callback(_ path: String, _ session: Session) -> String { session.ownAddress + heard(path, session) }

  /// What lies beneath the messages (tokens, keys) at the peer.
  static func peers(_ path: String, _ session: Session) -> String {
    session.peer == Registry.of(session).role ? path : heard(path, session)
  }

  /// The way to an address that a peer gave: below its base where it is there.
  static func target(of address: String?, or path: String, _ session: Session) -> String {
    guard let address, !address.isEmpty else { return target(heard(path, session), session) }
    guard !session.peerAddress.isEmpty, address.hasPrefix(session.peerAddress) else { return address }
    return String(address.dropFirst(session.peerAddress.count))
  }
}
