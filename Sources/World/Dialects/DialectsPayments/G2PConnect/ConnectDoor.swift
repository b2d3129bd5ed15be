import Admission
import Facts

/// Who is let in: every operation declares a bearer token.
enum ConnectDoor {
  static let tokens = ClientTokens(
    scopes: mapper.map { "mapper/\($0)" } + disburse.map { "disburse/\($0)" },
    // For a registry, which neither a mapper nor a payment system is.
    narrow: ["registry/search"],
    own: { ConnectText.sender($0) },
    address: { $0.settings["token-url"] ?? path(at: $0.peer, for: $0.role) },
    clients: { session in
      if let id = session.settings["accepts-client-id"] {
        return [(id, session.settings["accepts-client-secret"] ?? ClientTokens.usualSecret(of: session.peer))]
      }
      // A mapper is asked by two, and gives tokens to both at one path, whichever of their edges it is found by.
      return (session.role == .mapper ? [.mis, .payments] : [session.peer]).map { peer in
        let declared = peer == session.peer ? session.settings["accepts-client-secret"] : nil
        return (peer == session.peer ? ConnectText.receiver(session) : peer.text, declared ?? ClientTokens.usualSecret(of: peer))
      }
    },
    // The list of scopes writes a point, its example a stroke.
    spelling: { $0.replacing(".", with: "/") })

  private static let mapper = ["link", "update", "unlink", "resolve", "status"].flatMap { [$0, "on-\($0)"] }
  private static let disburse = ["disburse", "search", "status"].flatMap { [$0, "on-\($0)"] }

  /// Where tokens are given. Who hears several gives them to each beneath its own beginning, so that they do not meet.
  static func path(at server: Role, for client: Role) -> String { (server == .mis ? "/\(client)" : "") + ClientTokens.path }

  /// `mapper/link`, whether it is answered at once or later.
  private static func scope(of path: String) -> String {
    let words = path.split(separator: "/").filter { !["sync", "txn"].contains($0) }
    let interface = ["mapper", "registry"].contains(words.first) ? "mapper" : "disburse"
    return "\(interface)/\(words.last ?? "")"
  }

  static let admit: Serve.Door = { (request, session, stamp) throws(Misread) in
    try tokens.check(request, scope(of: request.path), &session, stamp)
  }

  static let preparation = Preparation(
    missing: { purpose, session, stamp in
      switch purpose {
      case .saying(let message): tokens.errand(narrow: message.fault == ClientTokens.narrowToken, session, stamp)
      case .callingBack: session.peerAddress.isEmpty ? nil : tokens.errand(narrow: false, session, stamp)
      case .reading: nil
      }
    },
    keep: { errand, response, session, stamp in tokens.keep(response, of: errand, &session, stamp) },
    isStale: { response, purpose in
      guard response.status == 401 else { return false }
      if case .saying(let message) = purpose { return message.fault == nil }
      return true
    },
    forget: { tokens.forget(&$0) })

  /// The same request under a token that is good now.
  static func again(_ request: WireRequest, _ session: Session, _ stamp: Stamp) -> WireRequest {
    var next = request
    for field in tokens.headers(nil, session, stamp) { next.headers.set(field.name, field.value) }
    return next
  }
}
