package import Documents

/// What a token says.
package struct TokenClaims: Hashable, Sendable {
  package var issuer: String?
  package var subject: String?
  package var audience: [String] = []
  package var scopes: [String] = []
  /// Seconds since 1970.
  package var issuedAt: Int64?
  package var notBefore: Int64?
  package var expires: Int64?
  package var id: String?
  /// Claims beyond these, in order.
  package var more = Members()

  package init(
    issuer: String? = nil, subject: String? = nil, audience: [String] = [], scopes: [String] = [], issuedAt: Int64? = nil,
    expires: Int64? = nil, id: String? = nil
  ) {
    self.issuer = issuer
    self.subject = subject
    self.audience = audience
    self.scopes = scopes
    self.issuedAt = issuedAt
    self.expires = expires
    self.id = id
  }

  /// One audience is written as a text, several as a list; scopes are divided by spaces.
  package var json: JSON {
    var out = Members()
    if let issuer { out["iss"] = .string(issuer) }
    if let subject { out["sub"] = .string(subject) }
    if audience.count == 1 { out["aud"] = .string(audience[0]) }
    if audience.count > 1 { out["aud"] = .array(audience.map { .string($0) }) }
    if !scopes.isEmpty { out["scope"] = .string(scopes.joined(separator: " ")) }
    if let issuedAt { out["iat"] = JSON(Int(issuedAt)) }
    if let notBefore { out["nbf"] = JSON(Int(notBefore)) }
    if let expires { out["exp"] = JSON(Int(expires)) }
    if let id { out["jti"] = .string(id) }
    for member in more { out[member.name] = member.value }
    return .object(out)
  }

  private static let known = ["iss", "sub", "aud", "scope", "iat", "nbf", "exp", "jti"]

  package init(parsing bytes: [UInt8]) throws(SignatureRefusal) {
    guard let json = try? JSON(parsing: bytes, bounds: JSONBounds(depth: 16, bytes: 1 << 16, nodes: 4096)), let members = json.members
    else {
      throw SignatureRefusal(.malformed, "the token's payload is not a JSON object of at most 64 KiB")
    }
    guard Set(members.names).count == members.count else { throw SignatureRefusal(.malformed, "the token names a claim twice") }
    issuer = try Self.text(json, "iss")
    subject = try Self.text(json, "sub")
    id = try Self.text(json, "jti")
    audience = try Self.texts(json, "aud")
    scopes = try Self.texts(json, "scope").flatMap { $0.split(separator: " ").map(String.init) }
    issuedAt = try Self.instant(json, "iat")
    notBefore = try Self.instant(json, "nbf")
    expires = try Self.instant(json, "exp")
    more = Members(members.filter { !Self.known.contains($0.name) })
  }

  private static func text(_ json: JSON, _ name: String) throws(SignatureRefusal) -> String? {
    guard let value = json[name] else { return nil }
    guard let text = value.text else { throw SignatureRefusal(.malformed, "\(name) must be a text") }
    return text
  }

  private static func texts(_ json: JSON, _ name: String) throws(SignatureRefusal) -> [String] {
    guard let value = json[name] else { return [] }
    if let text = value.text { return [text] }
    guard let items = value.items, items.allSatisfy({ $0.text != nil }) else {
      throw SignatureRefusal(.malformed, "\(name) must be a text or a list of texts")
    }
    return items.compactMap(\.text)
  }

  /// A NumericDate; a fraction of a second is cut.
  private static func instant(_ json: JSON, _ name: String) throws(SignatureRefusal) -> Int64? {
    guard let value = json[name] else { return nil }
    guard let number = value.numberText.flatMap(Double.init), number >= 0, number < 1e15 else {
      throw SignatureRefusal(.malformed, "\(name) must be a number of seconds since 1970")
    }
    return Int64(number)
  }
}
