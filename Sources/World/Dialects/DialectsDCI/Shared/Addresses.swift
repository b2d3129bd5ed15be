import Documents
import Facts

/// Where a registry may be made to call: never into its own network, unless the peer lives there with it.
enum Addresses {
  static let place = "/header/sender_uri"
  /// In a network of its own on every machine, and nobody's there.
  static let privateOne = "http://127.0.0.2:9"

  /// Callbacks are called over HTTP; where a message names no address, the one on file is meant.
  static func check(form address: JSON?) throws(Misread) {
    guard let address else { return }
    let isHTTP = address.text.map { ["http://", "https://"].contains(where: $0.lowercased().hasPrefix) && host($0) != nil } ?? false
    guard isHTTP else { throw Misread(.schema, at: place, "it must be an address that can be called: http or https, with a host") }
  }

  /// A peer beside us is in the same network as we are, and must name itself; for one elsewhere its network is its own business.
  static func check(_ envelope: Envelope, _ session: Session) throws(Misread) {
    guard session.settings["private-callbacks"] != "allowed", !session.shows("calls-any-address") else { return }
    guard let named = envelope.text("sender_uri").flatMap(host), isPrivate(named) else { return }
    guard let own = host(session.ownAddress), host(session.peerAddress) == own, named != own else { return }
    throw Misread(
      .unknown, at: place,
      "\(named) lies in a private network, and we meet the sender at \(own); where that is meant, set `private-callbacks: allowed`")
  }

  /// The host of an address, without port, in small letters.
  private static func host(_ address: String) -> String? {
    let parts = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count > 2, parts[0].hasSuffix(":"), parts[1].isEmpty else { return nil }
    let authority = parts[2].prefix { $0 != "?" && $0 != "#" }
    let rest = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
    let host = rest.first == "[" ? rest.dropFirst().prefix { $0 != "]" } : rest.prefix { $0 != ":" }
    // One machine under three names.
    return host.isEmpty ? nil : ["localhost", "::1"].contains(host.lowercased()) ? "127.0.0.1" : host.lowercased()
  }

  private static func isPrivate(_ host: String) -> Bool {
    if host == "localhost" || host.hasSuffix(".localhost") { return true }
    if host.contains(":") { return host == "::1" || ["fc", "fd", "fe8", "fe9", "fea", "feb"].contains { host.hasPrefix($0) } }
    let parts = host.split(separator: ".").map { UInt8($0) }
    guard parts.count == 4, let first = parts[0], let second = parts[1] else { return false }
    return switch first {
    case 0, 10, 127: true
    case 169: second == 254
    case 172: (16...31).contains(second)
    case 192: second == 168
    default: false
    }
  }
}
