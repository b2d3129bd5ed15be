import Documents

/// Signed tokens (RFC 7519) in compact JWS: client-credential tokens, assertions.
package enum JWT {
  package static func sign(
    _ claims: TokenClaims, with key: SigningKey, keyID: String? = nil, type: String = "JWT"
  ) throws(SignatureRefusal) -> String {
    try JWS.sign(claims.json.encoded(), with: key, JWS.Options(keyID: keyID, type: type))
  }

  /// A token with other claims under its old signature, which no longer holds. nil: it is no token that can be read.
  package static func altered(_ token: String, _ change: (inout TokenClaims) -> Void) -> String? {
    guard let jws = try? JWS(token), var claims = try? TokenClaims(parsing: jws.payload) else { return nil }
    change(&claims)
    return jws.compact(altered: claims.json.encoded())
  }

  /// The claims of a token that was signed by the key `kid` names and satisfies the rules at this instant (seconds since 1970).
  package static func verify(
    _ token: String, with keys: KeyStore, at now: Int64, _ rules: TokenRules = TokenRules()
  ) throws(SignatureRefusal) -> TokenClaims {
    let jws = try JWS(token)
    try jws.verify(with: keys)
    return try claims(jws, at: now, rules)
  }

  package static func verify(
    _ token: String, with key: VerificationKey, at now: Int64, _ rules: TokenRules = TokenRules()
  ) throws(SignatureRefusal) -> TokenClaims {
    let jws = try JWS(token)
    try jws.verify(with: key)
    return try claims(jws, at: now, rules)
  }

  private static func claims(_ jws: JWS, at now: Int64, _ rules: TokenRules) throws(SignatureRefusal) -> TokenClaims {
    if let type = rules.type { try check(type, jws.header.type) }
    let claims = try TokenClaims(parsing: jws.payload)
    try rules.check(claims, at: now)
    return claims
  }

  /// Media types are compared without case and without `application/` (RFC 7515 section 4.1.9).
  static func check(_ wanted: String, _ written: String?) throws(SignatureRefusal) {
    func plain(_ type: String) -> String {
      let lower = type.lowercased()
      return lower.hasPrefix("application/") ? String(lower.dropFirst(12)) : lower
    }
    guard let written, plain(written) == plain(wanted) else {
      throw SignatureRefusal(.typeWrong, "typ of the token is \(written ?? "not given"), it must be \(wanted)")
    }
  }
}

/// What a token must say to be taken. Instants may be off by the leeway.
package struct TokenRules: Sendable {
  package var issuer: String?
  package var audience: String?
  /// Every one of these must be granted.
  package var scopes: [String]
  package var needsExpiry: Bool
  package var leeway: Int64
  /// The `typ` that the header must have: one kind of token is not taken for another (RFC 8725 section 3.11).
  package var type: String?

  package init(
    issuer: String? = nil, audience: String? = nil, scopes: [String] = [], needsExpiry: Bool = true, leeway: Int64 = 60, type: String? = nil
  ) {
    self.issuer = issuer
    self.audience = audience
    self.scopes = scopes
    self.needsExpiry = needsExpiry
    self.leeway = leeway
    self.type = type
  }

  package func check(_ claims: TokenClaims, at now: Int64) throws(SignatureRefusal) {
    if let expires = claims.expires {
      guard now < later(expires) else { throw SignatureRefusal(.expired, "the token expired at \(expires), it is \(now)") }
    } else if needsExpiry {
      throw SignatureRefusal(.claimMissing, "the token has no exp")
    }
    if let start = claims.notBefore, later(now) < start {
      throw SignatureRefusal(.notYetValid, "the token is not to be used before \(start), it is \(now)")
    }
    if let issued = claims.issuedAt, later(now) < issued {
      throw SignatureRefusal(.notYetValid, "the token says it was issued at \(issued), it is \(now)")
    }
    if let issuer, claims.issuer != issuer {
      throw SignatureRefusal(.issuerWrong, "the token is from \(claims.issuer ?? "nobody"), not from \(issuer)")
    }
    if let audience, !claims.audience.contains(audience) {
      throw SignatureRefusal(.audienceWrong, "the token is for \(claims.audience.joined(separator: ", ")), not for \(audience)")
    }
    if let missing = scopes.first(where: { !claims.scopes.contains($0) }) {
      throw SignatureRefusal(.scopeMissing, "the token does not grant \(missing)")
    }
  }

  private func later(_ instant: Int64) -> Int64 {
    let sum = instant.addingReportingOverflow(leeway)
    return sum.overflow ? .max : sum.partialValue
  }
}
