import Documents
package import Facts
import Signatures

/// OAuth 2 client credentials between the two sides of an edge: a token is fetched at the peer, shown on every operation, checked by who
/// serves. A dialect says what a token is for, and who is who.
package struct ClientTokens: Sendable {
  package typealias Client = (id: String, secret: String)

  package static let path = "/oauth2/client/token"
  package static let expiredToken: FaultName = "expired-token"
  package static let narrowToken: FaultName = "narrow-token"

  /// What may be done with a token.
  let scopes: [String]
  /// Too little for what an edge is there for.
  let narrow: [String]
  let own: @Sendable (Session) -> String
  let address: @Sendable (Session) -> String
  let clients: @Sendable (Session) -> [Client]
  let spelling: @Sendable (String) -> String

  /// - Parameters:
  ///   - own: by which name this side goes.
  ///   - address: where the peer gives tokens, whole or below its base.
  ///   - clients: to whom this side gives some.
  ///   - spelling: a scope as it is meant, where it may be written otherwise.
  package init(
    scopes: [String], narrow: [String], own: @escaping @Sendable (Session) -> String, address: @escaping @Sendable (Session) -> String,
    clients: @escaping @Sendable (Session) -> [Client], spelling: @escaping @Sendable (String) -> String = { $0 }
  ) {
    self.scopes = scopes
    self.narrow = narrow
    self.own = own
    self.address = address
    self.clients = clients
    self.spelling = spelling
  }

  package func isUsed(_ session: Session) -> Bool { session.settings["auth"] != "none" }

  // MARK: asking

  package func request(narrow isNarrow: Bool, _ session: Session) -> WireRequest {
    let id = session.settings["client-id"] ?? own(session)
    let secret = session.settings["client-secret"] ?? Self.usualSecret(of: session.role)
    let fields = [
      ("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret),
      ("scope", (isNarrow ? narrow : scopes).joined(separator: " ")),
    ]
    let place = address(session)
    return WireRequest(
      // Beneath the messages: what the target declares as `at` does not move it.
      "POST", place.hasPrefix("/") ? session.peerAddress + place : place,
      headers: [HeaderField("Content-Type", "application/x-www-form-urlencoded")],
      body: Array(fields.map { "\($0.0)=\(PercentEncoding.component($0.1))" }.joined(separator: "&").utf8))
  }
  /// Of a client of the sandbox's own, where none is declared.
  package static func usualSecret(of client: Role) -> String { "secret-of-\(client)" }

  /// What must be fetched before something is said with this fault, or with none.
  package func errand(narrow isNarrow: Bool, _ session: Session, _ stamp: Stamp) -> Preparation.Errand? {
    guard isUsed(session), held(narrow: isNarrow, session, stamp) == nil else { return nil }
    return Preparation.Errand(request(narrow: isNarrow, session), as: OperationName("\(session.peer).token"))
  }
  package func keep(_ response: WireResponse, of errand: Preparation.Errand, _ session: inout Session, _ stamp: Stamp) {
    guard response.status == 200, let json = try? JSON(parsing: response.body), let token = json["access_token"]?.text else { return }
    let isNarrow = errand.request.body == request(narrow: true, session).body
    let lasts = (json["expires_in"]?.decimal?.int).map(Int64.init) ?? 300
    var tokens = session[HeldTokens.self]
    tokens.removeAll { $0.isNarrow == isNarrow }
    tokens.append(HeldToken(isNarrow: isNarrow, text: token, until: stamp.wire.adding(seconds: lasts - 10)))
    session[HeldTokens.self] = tokens
  }
  package func forget(_ session: inout Session) { session[HeldTokens.self] = [] }

  private func held(narrow isNarrow: Bool, _ session: Session, _ stamp: Stamp) -> HeldToken? {
    session[HeldTokens.self].first { $0.isNarrow == isNarrow && stamp.wire < $0.until }
  }
  /// The header of a request, and what the fault makes of it.
  package func headers(_ fault: FaultName? = nil, _ session: Session, _ stamp: Stamp) -> [HeaderField] {
    guard isUsed(session) else { return [] }
    guard var token = held(narrow: fault == Self.narrowToken, session, stamp)?.text else { return [] }
    if fault == Self.expiredToken { token = expired(token, stamp) }
    return [HeaderField("Authorization", "Bearer \(token)")]
  }
  /// The same token with a day that is over; where it cannot be read, one of the usual form that nobody has signed for the peer.
  private func expired(_ token: String, _ stamp: Stamp) -> String {
    let (issued, expires) = (stamp.wire.seconds - 90_000, stamp.wire.seconds - 86_400)
    if let old = JWT.altered(token, { ($0.issuedAt, $0.expires) = (issued, expires) }) { return old }
    let claims = TokenClaims(scopes: scopes, issuedAt: issued, expires: expires)
    return (try? JWT.sign(claims, with: .secret(Digest.sha256(Array("a stranger's key".utf8))))) ?? token
  }
}

/// A token of the peer, kept until shortly before it ends.
struct HeldToken: Sendable {
  let isNarrow: Bool
  let text: String
  let until: WireInstant
}
enum HeldTokens: SessionKey { static var initial: [HeldToken] { [] } }
