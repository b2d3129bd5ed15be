import Documents
package import Facts
import Signatures

// The side that gives tokens, and asks for them.
extension ClientTokens {
  private func secret(_ session: Session) -> [UInt8] {
    Digest.sha256(Array("tokens of \(session.role) \(session.settings["key-seed"] ?? "")".utf8))
  }

  /// The token endpoint. Credentials in the body, as form or JSON; those in the URL are taken too, for they are met in the field.
  package func issue(_ request: WireRequest, _ session: Session, _ stamp: Stamp) -> WireResponse {
    let fields = RequestFields.of(request)
    guard fields["grant_type"] == "client_credentials" else { return Self.answer(400, ["error": "unsupported_grant_type"]) }
    guard let id = fields["client_id"], let shown = fields["client_secret"],
      clients(session).contains(where: { ConstantTime.equal(id, $0.id) && ConstantTime.equal(shown, $0.secret) })
    else { return Self.answer(401, ["error": "invalid_client"]) }
    let asked = (fields["scope"] ?? "").split(separator: " ").map { spelling(String($0)) }
    let granted = asked.isEmpty ? scopes : asked.filter { scopes.contains($0) || narrow.contains($0) }
    guard !granted.isEmpty, let key = try? SigningKey.secret(secret(session)) else { return Self.answer(400, ["error": "invalid_scope"]) }
    let now = stamp.wire.seconds
    let claims = TokenClaims(
      issuer: own(session), subject: id, scopes: granted, issuedAt: now, expires: now + 3600, id: stamp.id("token"))
    guard let token = try? JWT.sign(claims, with: key) else { return Self.answer(500, ["error": "server_error"]) }
    // The seconds are typed as a text.
    return Self.answer(
      200,
      [
        "access_token": .string(token), "token_type": "Bearer", "expires_in": "3600", "scope": .string(granted.joined(separator: " ")),
      ], [HeaderField("Cache-Control", "no-store")])
  }
  private static func answer(_ status: Int, _ body: JSON, _ headers: [HeaderField] = []) -> WireResponse {
    WireResponse(status, headers: [HeaderField("Content-Type", "application/json")] + headers, body: body.encoded())
  }

  /// Refuses a request without a token that is good now for this scope.
  package func check(_ request: WireRequest, _ scope: String, _ session: inout Session, _ stamp: Stamp) throws(Misread) {
    guard isUsed(session) else { return }
    let shown = request.headers["Authorization"] ?? request.headers["x-api-token"].map { "Bearer \($0)" }
    guard let shown, shown.prefix(7).lowercased() == "bearer " else {
      if session.shows("asks-no-token") { return }
      throw Misread(.token, at: "Authorization", "a bearer token is required")
    }
    let needed = session.shows("takes-any-scope") ? [] : [scope]
    do throws(SignatureRefusal) {
      try verify(
        String(shown.dropFirst(7)), at: stamp.wire.seconds, TokenRules(issuer: own(session), scopes: needed, leeway: 0), &session)
    } catch {
      if error.reason != .scopeMissing, session.shows("takes-expired-tokens") { return }
      throw Misread(
        .token, at: error.reason == .scopeMissing ? "scope" : "Authorization",
        error.reason == .scopeMissing ? "the token does not allow this" : "the token is not good")
    }
  }

  /// The signature of a token is verified once; what it claims is checked each time.
  private func verify(_ token: String, at now: Int64, _ rules: TokenRules, _ session: inout Session) throws(SignatureRefusal) {
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
