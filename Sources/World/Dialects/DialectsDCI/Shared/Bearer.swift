import Documents
import Facts
import Signatures

/// OAuth 2 client credentials: a token is fetched at the peer, shown on every operation, checked by who serves.
enum Bearer {
  static let path = "/oauth2/client/token"
  static let allScopes = ["registry/search", "registry/subscribe", "registry/notify", "registry/txn/status", "registry/enrolled"]
  /// Too little for anything but a look at a transaction.
  static let narrowScopes = ["registry/txn/status"]

  static func isUsed(_ session: Session) -> Bool { session.settings["auth"] != "none" }

  // MARK: asking

  static func request(narrow: Bool, _ session: Session) -> WireRequest {
    let id = session.settings["client-id"] ?? Party.sender(session)
    let secret = session.settings["client-secret"] ?? "secret-of-\(session.role)"
    let fields = [
      ("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret),
      ("scope", (narrow ? narrowScopes : allScopes).joined(separator: " ")),
    ]
    return WireRequest(
      "POST", Paths.whole(session.settings["token-url"] ?? Paths.peers(path, session), session),
      headers: [HeaderField("Content-Type", "application/x-www-form-urlencoded")],
      body: Array(fields.map { "\($0.0)=\(PercentEncoding.component($0.1))" }.joined(separator: "&").utf8))
  }
  static func keep(_ response: WireResponse, narrow: Bool, _ session: inout Session, _ stamp: Stamp) {
    guard response.status == 200, let json = try? JSON(parsing: response.body), let token = json["access_token"]?.text else { return }
    let lasts = (json["expires_in"]?.decimal?.int).map(Int64.init) ?? 300
    var tokens = session[Tokens.self]
    tokens.removeAll { $0.narrow == narrow }
    tokens.append(Token(narrow: narrow, text: token, until: stamp.wire.adding(seconds: lasts - 10)))
    session[Tokens.self] = tokens
  }
  static func held(narrow: Bool, _ session: Session, _ stamp: Stamp) -> Token? {
    session[Tokens.self].first { $0.narrow == narrow && stamp.wire < $0.until }
  }
  /// The header of a request, and what the fault makes of it.
  static func headers(_ fault: FaultName?, _ session: Session, _ stamp: Stamp) -> [HeaderField] {
    guard isUsed(session) else { return [] }
    guard var token = held(narrow: fault == Faults.narrowToken, session, stamp)?.text else { return [] }
    if fault == Faults.expiredToken { token = expired(token, stamp) }
    return [HeaderField("Authorization", "Bearer \(token)")]
  }
  /// The same token with a day that is over; where it cannot be read, one of the usual form that nobody has signed for the peer.
  private static func expired(_ token: String, _ stamp: Stamp) -> String {
    let (issued, expires) = (stamp.wire.seconds - 90_000, stamp.wire.seconds - 86_400)
    if let old = JWT.altered(token, { ($0.issuedAt, $0.expires) = (issued, expires) }) { return old }
    let claims = TokenClaims(scopes: allScopes, issuedAt: issued, expires: expires)
    return (try? JWT.sign(claims, with: .secret(Digest.sha256(Array("a stranger's key".utf8))))) ?? token
  }

  // MARK: serving

  private static func secret(_ session: Session) -> [UInt8] {
    Digest.sha256(Array("tokens of \(session.role) \(session.settings["key-seed"] ?? "")".utf8))
  }

  /// The token endpoint. Credentials in the body, as form or JSON; those in the URL are taken too, for they are met in the field.
  static func issue(_ request: WireRequest, _ session: Session, _ stamp: Stamp) -> WireResponse {
    let fields = Form.fields(of: request)
    func refuse(_ status: Int, _ code: String) -> WireResponse {
      WireResponse(status, headers: Bodies.headers, body: JSON.object(["error": .string(code)]).encoded())
    }
    guard fields["grant_type"] == "client_credentials" else { return refuse(400, "unsupported_grant_type") }
    let id = session.settings["accepts-client-id"] ?? Party.receiver(session)
    guard let shown = fields["client_id"], ConstantTime.equal(shown, id),
      ConstantTime.equal(fields["client_secret"] ?? "", session.settings["accepts-client-secret"] ?? "secret-of-\(session.peer)")
    else { return refuse(401, "invalid_client") }
    let asked = (fields["scope"] ?? "").split(separator: " ").map(String.init)
    let scopes = asked.isEmpty ? allScopes : asked.filter { allScopes.contains($0) }
    guard !scopes.isEmpty, let key = try? SigningKey.secret(secret(session)) else { return refuse(400, "invalid_scope") }
    let now = stamp.wire.seconds
    let claims = TokenClaims(
      issuer: Party.sender(session), subject: id, scopes: scopes, issuedAt: now, expires: now + 3600, id: stamp.id("token"))
    guard let token = try? JWT.sign(claims, with: key) else { return refuse(500, "server_error") }
    // DCI types the seconds as a text.
    let body: JSON = [
      "access_token": .string(token), "token_type": "Bearer", "expires_in": "3600", "scope": .string(scopes.joined(separator: " ")),
    ]
    return WireResponse(200, headers: Bodies.headers + [HeaderField("Cache-Control", "no-store")], body: body.encoded())
  }

  /// Refuses a request without a token that is good now for this scope.
  static func check(_ request: WireRequest, _ scope: String, _ session: inout Session, _ stamp: Stamp) throws(Misread) {
    guard isUsed(session) else { return }
    let shown = request.headers["Authorization"] ?? request.headers["x-api-token"].map { "Bearer \($0)" }
    guard let shown, shown.prefix(7).lowercased() == "bearer " else {
      if session.shows("asks-no-token") { return }
      throw Misread(.token, at: "Authorization", "a bearer token is required")
    }
    let scopes = session.shows("takes-any-scope") ? [] : [scope]
    do throws(SignatureRefusal) {
      try verify(
        String(shown.dropFirst(7)), at: stamp.wire.seconds, TokenRules(issuer: Party.sender(session), scopes: scopes, leeway: 0), &session)
    } catch {
      if error.reason != .scopeMissing, session.shows("takes-expired-tokens") { return }
      throw Misread(
        .token, at: error.reason == .scopeMissing ? "scope" : "Authorization",
        error.reason == .scopeMissing ? "the token does not allow this" : "the token is not good")
    }
  }
}

extension Bearer {
  /// The signature of a token is verified once; what it claims is checked each time.
  fileprivate static func verify(_ token: String, at now: Int64, _ rules: TokenRules, _ session: inout Session) throws(SignatureRefusal) {
    // Under another key it would have to be verified again.
    let seed = session.settings["key-seed"]
    if let known = session[VerifiedTokens.self].first(where: { $0.token == token && $0.keySeed == seed }) {
      return try rules.check(known.claims, at: now)
    }
    let claims = try JWT.verify(token, with: .secret(secret(session)), at: now, rules)
    session[VerifiedTokens.self] = session[VerifiedTokens.self].suffix(7) + [VerifiedToken(token: token, keySeed: seed, claims: claims)]
  }
}

/// A token of ours that came back and was good.
struct VerifiedToken: Sendable {
  let token: String
  let keySeed: String?
  let claims: TokenClaims
}
enum VerifiedTokens: SessionKey { static var initial: [VerifiedToken] { [] } }

/// A token of the peer, kept until shortly before it ends.
struct Token: Sendable {
  let narrow: Bool
  let text: String
  let until: WireInstant
}
enum Tokens: SessionKey { static var initial: [Token] { [] } }

/// Form fields of a body or a query; a JSON body reads as the same.
struct Form {
  private var fields: [(name: String, value: String)] = []
  subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  static func fields(of request: WireRequest) -> Form {
    var form = Form()
    if let json = try? JSON(parsing: request.body), let members = json.members {
      form.fields = members.compactMap { member in member.value.spoken.map { (member.name, $0) } }
    } else {
      form.add(String(decoding: request.body.prefix(1 << 14), as: UTF8.self))
    }
    form.add(request.query ?? "")
    return form
  }
  /// Those of the query alone.
  static func query(of request: WireRequest) -> Form {
    var form = Form()
    form.add(request.query ?? "")
    return form
  }
  private mutating func add(_ text: String) { fields += FormParameters.fields(text) }
}
