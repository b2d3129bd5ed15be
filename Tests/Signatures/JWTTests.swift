import Documents
import Signatures
import Testing

@Suite("Tokens are taken only for what they grant, and while they last")
struct JWTTests {
  static let now: Int64 = 1_780_000_000
  let key: SigningKey
  let claims = TokenClaims(
    issuer: "crvs", subject: "mis", audience: ["crvs"], scopes: ["search", "notify"], issuedAt: now, expires: now + 300, id: "t-1")

  init() throws { key = try .secret(bytes("a secret of many bytes, of sixty-four and more: enough for HS512 too")) }

  func verify(_ claims: TokenClaims, _ rules: TokenRules = TokenRules(issuer: "crvs", audience: "crvs", scopes: ["search"])) throws
    -> TokenClaims
  {
    try JWT.verify(try JWT.sign(claims, with: key), with: key.verificationKey, at: Self.now, rules)
  }

  @Test("a good token gives its claims back")
  func good() throws {
    var claims = claims
    claims.more["tenant"] = "t"
    #expect(try verify(claims) == claims)
    claims.audience.append("other")
    #expect(try verify(claims) == claims)
  }

  @Test("a token whose claims were changed keeps its signature, and is refused for it")
  func altered() throws {
    let token = try JWT.sign(claims, with: key)
    let other = try #require(JWT.altered(token) { $0.expires = Self.now - 1 })
    #expect(token.split(separator: ".").first == other.split(separator: ".").first)
    #expect(token.split(separator: ".").last == other.split(separator: ".").last)
    #expect(try TokenClaims(parsing: JWS(other).payload).expires == Self.now - 1)
    let refusal = #expect(throws: SignatureRefusal.self) { _ = try JWT.verify(other, with: key.verificationKey, at: Self.now - 2) }
    #expect(refusal?.reason == .signatureWrong)
    #expect(JWT.altered(token) { _ in } == token)
    #expect(JWT.altered("no token") { _ in } == nil)
  }

  @Test("the same key and claims give the same token")
  func deterministic() throws {
    #expect(try JWT.sign(claims, with: key) == JWT.sign(claims, with: key))
  }

  @Test(
    "each rule refuses with its reason",
    arguments: [
      ("expired", SignatureRefusal.Reason.expired), ("no expiry", .claimMissing), ("not yet", .notYetValid), ("issued later", .notYetValid),
      ("issuer", .issuerWrong), ("no issuer", .issuerWrong), ("audience", .audienceWrong), ("no audience", .audienceWrong),
      ("scope", .scopeMissing),
    ])
  func rules(what: String, reason: SignatureRefusal.Reason) {
    var claims = claims
    switch what {
    case "expired": claims.expires = Self.now - 61
    case "no expiry": claims.expires = nil
    case "not yet": claims.notBefore = Self.now + 61
    case "issued later": claims.issuedAt = Self.now + 61
    case "issuer": claims.issuer = "somebody"
    case "no issuer": claims.issuer = nil
    case "audience": claims.audience = ["mis"]
    case "no audience": claims.audience = []
    default: claims.scopes = ["notify", "searching"]
    }
    #expect(refusal { try verify(claims) } == reason)
  }

  @Test("instants may be off by the leeway, and no more")
  func leeway() throws {
    var claims = claims
    claims.expires = Self.now - 59
    claims.issuedAt = Self.now + 60
    #expect(try verify(claims) == claims)
    #expect(refusal { try verify(claims, TokenRules(leeway: 0)) } == .expired)
  }

  @Test(
    "claims that are not what they should be are malformed",
    arguments: [
      #"{"exp":"soon"}"#, #"{"exp":-1}"#, #"{"exp":1e99}"#, #"{"aud":1}"#, #"{"aud":[1]}"#, #"{"scope":{}}"#, #"{"iss":1}"#, "[]", "x",
      #"{"exp":1,"exp":2}"#,
    ])
  func malformed(payload: String) throws {
    let token = try JWS.sign(bytes(payload), with: key)
    #expect(refusal { try JWT.verify(token, with: key.verificationKey, at: Self.now) } == .malformed)
  }

  @Test("scopes are read as a text or as a list, fractions of seconds are cut")
  func spellings() throws {
    let claims = try TokenClaims(parsing: bytes(#"{"scope":["a","b c"],"exp":1780000300.75,"aud":["x","y"]}"#))
    #expect(claims.scopes == ["a", "b", "c"] && claims.expires == 1_780_000_300 && claims.audience == ["x", "y"])
  }

  @Test("another secret, another key, and no token are refused")
  func keys() throws {
    let token = try JWT.sign(claims, with: key, keyID: "k")
    #expect(
      refusal {
        try JWT.verify(token, with: .secret(bytes("another secret of as many bytes, which is as long as it has to be")), at: Self.now)
      } == .signatureWrong)
    #expect(refusal { try JWT.verify(token, with: KeyStore(), at: Self.now) } == .keyUnknown)
    #expect(refusal { try JWT.verify("", with: KeyStore(), at: Self.now) } == .unsigned)
    #expect(try JWT.verify(token, with: KeyStore([("k", key.verificationKey)]), at: Self.now) == claims)
  }
}
