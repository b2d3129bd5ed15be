import Facts

/// Where an operation lies at a peer.
enum Paths {
  /// `/registry/notify`, or below what the target declares as `at`.
  static func target(_ path: String, _ session: Session) -> String {
    guard path.hasPrefix("/registry"), let base = session.settings["at"] else { return path }
    return base + path.dropFirst("/registry".count)
  }
  /// A path beneath the messages (tokens, keys): whole, because what the target declares as `at` does not move it.
  static func whole(_ path: String, _ session: Session) -> String { path.hasPrefix("/") ? session.peerAddress + path : path }

  /// Our own address for a callback, as it is told to the peer.
  static func callback(_ path: String, _ session: Session) -> String { session.ownAddress + path }

  /// The way to an address that a peer gave: below its base where it is there.
  static func target(of address: String?, or path: String, _ session: Session) -> String {
    guard let address, !address.isEmpty else { return target(path, session) }
    guard !session.peerAddress.isEmpty, address.hasPrefix(session.peerAddress) else { return address }
    return String(address.dropFirst(session.peerAddress.count))
  }
}
