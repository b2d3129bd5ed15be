import Documents
import Signatures
import Testing

@Suite("Credentials of which the holder shows a part")
struct SDJWTTests {
  static let now: Int64 = 1_780_000_000
  let issuer: SigningKey
  let holder: SigningKey
  let keys: KeyStore
  let random: SeededBytes
  let claims: JSON = [
    "iss": "https://crvs.example", "vct": "https://crvs.example/birth", "iat": 1_779_999_000, "exp": 1_790_000_000,
    "given_name": "Zoë", "birthdate": "2026-01-01", "address": ["street": "Main", "town": "T"], "nationalities": ["AA", "BB", "CC"],
  ]
  static let hidden: [JSONPointer] = [
    ["given_name"], ["birthdate"], ["address"], ["address", "street"], ["nationalities", "0"], ["nationalities", "2"],
  ]

  init() throws {
    issuer = try .p256(scalar: [UInt8](repeating: 7, count: 32))
    holder = try .ed25519(seed: KeyTests.seed)
    keys = KeyStore([("i", issuer.verificationKey)])
    random = try SeededBytes(seed: [UInt8](repeating: 1, count: 32))
  }

  func issued() throws -> SDJWT {
    try SDJWT(SDJWT.issue(claims, hiding: Self.hidden, to: holder.verificationKey, with: issuer, keyID: "i", random))
  }

  func presented(_ shown: [String], audience: String = "v", nonce: String = "n", at: Int64 = now, by key: SigningKey? = nil) throws
    -> String
  {
    let text = try issued().showing { shown.contains($0.name ?? $0.value.text ?? "") }
    return try SDJWT.binding(text, with: key ?? holder, audience: audience, nonce: nonce, issuedAt: at)
  }

  func verify(_ text: String, _ rules: SDJWT.Rules = .init(issuer: "https://crvs.example", binding: ("v", "n"))) throws -> JSON {
    try SDJWT(text).verify(with: keys, at: Self.now, rules)
  }

  @Test("everything shown gives the claims back, nothing shown gives the open ones")
  func shown() throws {
    var all = try verify(try presented(["given_name", "birthdate", "address", "street", "AA", "CC"]))
    #expect(all["cnf"]?["jwk"] == holder.verificationKey.bareJWK)
    all["cnf"] = nil
    #expect(all.isEquivalent(to: claims))
    let none = try verify(try presented([]))
    #expect(
      none["given_name"] == nil && none["address"] == nil && none["nationalities"] == ["BB"] && none["_sd"] == nil && none["vct"] != nil)
    let some = try verify(try presented(["address", "AA"]))
    #expect(some["address"] == ["town": "T"] && some["nationalities"] == ["AA", "BB"])
  }

  @Test("a credential may hold a picture")
  func picture() throws {
    var claims = claims
    claims["picture"] = .string(String(repeating: "A", count: 100_000))
    let text = try SDJWT.issue(claims, hiding: [["picture"]], with: issuer, keyID: "i", random)
    #expect(try verify(text, .init())["picture"]?.text?.count == 100_000)
  }

  @Test("a presentation is for one verifier, once, by the holder, over just what is shown")
  func binding() throws {
    func reason(_ text: @autoclosure () throws -> String) -> SignatureRefusal.Reason? { refusal { try verify(try text()) } }
    #expect(reason(try presented([], audience: "other")) == .audienceWrong)
    #expect(reason(try presented([], nonce: "other")) == .nonceWrong)
    #expect(reason(try presented([], at: Self.now + 61)) == .notYetValid)
    #expect(reason(try presented([], at: Self.now - 361)) == .expired)
    #expect(reason(try presented([], by: .ed25519(seed: [UInt8](repeating: 2, count: 32)))) == .signatureWrong)
    #expect(reason(try issued().showing { _ in true }) == .unsigned)
    let text = try presented(["birthdate", "given_name"])
    let parts = text.split(separator: "~", omittingEmptySubsequences: false)
    #expect(reason(([parts[0]] + parts.dropFirst(2)).joined(separator: "~")) == .digestWrong)
  }

  @Test("flaws of a credential have their reasons")
  func flaws() throws {
    let text = try issued().showing { $0.name == "given_name" }
    let open = SDJWT.Rules()
    #expect(refusal { try verify(text, open) } == nil)
    let part = text.split(separator: "~")[1]
    #expect(refusal { try verify(text + part + "~", open) } == .disclosureWrong)
    #expect(refusal { try verify(text + Base64.url.encode(#"["s","x",1]"#) + "~", open) } == .disclosureWrong)
    #expect(refusal { try SDJWT(text + Base64.url.encode(#"["s","_sd",1]"#) + "~") } == .disclosureWrong)
    #expect(refusal { try SDJWT(text + "e30~") } == .disclosureWrong)
    #expect(refusal { try SDJWT("a.b.c") } == .malformed)
    #expect(refusal { try verify(text, .init(issuer: "other")) } == .issuerWrong)
    #expect(refusal { try verify(text, .init(credentialType: "other")) } == .typeWrong)
    #expect(refusal { try SDJWT(text).verify(with: keys, at: 1_790_000_061) } == .expired)
    #expect(refusal { try SDJWT.issue(claims, hiding: [["vct"]], with: issuer, random) } == .disclosureWrong)
    #expect(refusal { try SDJWT.issue(claims, hiding: [["nothing"]], with: issuer, random) } == .disclosureWrong)
    let plain = try JWS.sign(claims.encoded(), with: issuer, .init(keyID: "i", type: "JWT")) + "~"
    #expect(refusal { try verify(plain, open) } == .typeWrong)
  }

  @Test(
    "a clash, a digest twice and a digest of the wrong sort are refused",
    arguments: [
      #"{"vct":"t","a":1,"_sd":["D"]}"#, #"{"vct":"t","_sd":["D","D"]}"#, #"{"vct":"t","l":[{"...":"D"}]}"#, #"{"vct":"t","_sd":"D"}"#,
      #"{"vct":"t","_sd":[1]}"#, #"{"vct":"t","l":[{"...":"D","x":1}]}"#, #"{"vct":"t"}"#,
    ])
  func forged(payload: String) throws {
    let disclosure = Base64.url.encode(#"["salt","a",2]"#)
    let text = payload.replacing("\"D\"", with: "\"\(Base64.url.encode(Digest.sha256(bytes(disclosure))))\"")
    let token = try JWS.sign(bytes(text), with: issuer, .init(keyID: "i", type: "dc+sd-jwt"))
    #expect(refusal { try verify("\(token)~\(disclosure)~", .init()) } == .disclosureWrong)
  }
}

@Suite("A credential made by another library", .enabled(if: Fixtures.specs != nil, Fixtures.withoutSpecs))
struct ForeignSDJWTTests {
  @Test func verifies() throws {
    let vector = try JSON(parsing: try Fixtures.spec("id-crvs/sdjwt/generated-sd-jwt-vc-kb.json"))
    let keys = KeyStore([("i", try VerificationKey(jwk: try #require(vector["issuerKey"])))])
    let credential = try SDJWT(try #require(vector["presentation"]?.text))
    let issued = try TokenClaims(parsing: try #require(credential.keyBinding).payload).issuedAt ?? 0
    let binding = (audience: try #require(vector["aud"]?.text), nonce: try #require(vector["nonce"]?.text))
    let claims = try credential.verify(with: keys, at: issued, .init(binding: binding))
    #expect(claims["given_name"] == "John" && claims["family_name"] == nil && claims["nationalities"] == ["US"])
  }
}
