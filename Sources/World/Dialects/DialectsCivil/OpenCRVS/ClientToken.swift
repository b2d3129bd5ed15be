import Documents
import Facts
import Signatures

/// A token of the subscriber, kept until shortly before it ends.
enum HeldToken: SessionKey { static var initial: (text: String, until: WireInstant)? { nil } }

/// The client credentials of 1.x: good for ten minutes, shown as a bearer token.
enum ClientToken {
  static let issuer = "opencrvs:auth-service"
  private static let lifetime: Int64 = 600

  // MARK: the client

  static func held(_ session: Session, _ stamp: Stamp) -> String? {
    session[HeldToken.self].flatMap { stamp.wire < $0.until ? $0.text : nil }
  }
  static func request(_ session: Session, at path: String = "/token") -> WireRequest {
    let fields = [
      ("client_id", session.settings["client-id"] ?? usual(session.role)),
      ("client_secret", session.settings["client-secret"] ?? "secret-of-\(session.role)"),
      ("grant_type", "client_credentials"),
    ]
    let body = fields.map { "\($0.0)=\(PercentEncoding.component($0.1))" }.joined(separator: "&")
    return WireRequest(
      "POST", session.settings["token-url"] ?? path, headers: [HeaderField("Content-Type", "application/x-www-form-urlencoded")],
      body: Array(body.utf8))
  }
  /// There is no word of how long it holds; nine of its ten minutes are safe.
  static func keep(_ response: WireResponse, _ session: inout Session, _ stamp: Stamp) {
    guard response.status == 200, let token = (try? JSON(parsing: response.body))?["access_token"]?.text else { return }
    session[HeldToken.self] = (token, stamp.wire.adding(seconds: lifetime - 60))
  }

  // MARK: the registry

  /// Whoever hears events and whoever reports births ask for tokens at one path, whichever of their edges it is found by.
  static func accepted(_ session: Session) -> [(id: String, secret: String)] {
    if let id = session.settings["accepts-client-id"] {
      return [(id, session.settings["accepts-client-secret"] ?? "secret-of-\(session.peer)")]
    }
    return [Role.mis, .facility].map { peer in
      let declared = peer == session.peer ? session.settings["accepts-client-secret"] : nil
      return (usual(peer), declared ?? "secret-of-\(peer)")
    }
  }
  private static func usual(_ client: Role) -> String { client == .facility ? "health-facility" : "webhook-client" }
  private static func key(_ session: Session) -> [UInt8] {
    Digest.sha256(Array("tokens of \(session.role) \(session.settings["key-seed"] ?? "")".utf8))
  }

  static func issue(_ request: WireRequest, _ session: Session, _ stamp: Stamp) -> WireResponse {
    let fields = Fields(of: request)
    guard fields["grant_type"] == "client_credentials" else { return refuse(400, "unsupported_grant_type") }
    guard let id = fields["client_id"], let secret = fields["client_secret"],
      accepted(session).contains(where: { ConstantTime.equal(id, $0.id) && ConstantTime.equal(secret, $0.secret) })
    else { return refuse(401, "invalid_client") }
    let now = stamp.wire.seconds
    let claims = TokenClaims(
      issuer: issuer, subject: id, audience: ["opencrvs:webhooks-user"], scopes: ["webhook", "record.notify", "record.search"],
      issuedAt: now, expires: now + lifetime)
    guard let key = try? SigningKey.secret(key(session)), let token = try? JWT.sign(claims, with: key) else {
      return refuse(500, "server_error")
    }
    let body: JSON = ["access_token": .string(token), "token_type": "Bearer"]
    return WireResponse(200, headers: Answers.headers + [HeaderField("Cache-Control", "no-store")], body: body.encoded())
  }
  private static func refuse(_ status: Int, _ code: String) -> WireResponse {
    let body: JSON = ["error": .string(code), "error_description": "see RFC 6749, section 5.2"]
    return WireResponse(status, headers: Answers.headers, body: body.encoded())
  }

  static func check(_ request: WireRequest, _ session: Session, _ stamp: Stamp, scope: String = "webhook") throws(Misread) {
    guard let shown = request.headers["Authorization"], shown.lowercased().hasPrefix("bearer ") else {
      throw Misread(.token, at: "Authorization", "a bearer token is required")
    }
    do throws(SignatureRefusal) {
      let rules = TokenRules(issuer: issuer, scopes: [scope], leeway: 0)
      _ = try JWT.verify(String(shown.dropFirst(7)), with: .secret(key(session)), at: stamp.wire.seconds, rules)
    } catch { throw Misread(.token, at: "Authorization", "the token is not good") }
  }
}
