import Documents
import Signatures
import Testing

@Suite("Keys as JSON")
struct JWKTests {
  @Test("the thumbprint of RFC 7638 section 3.1")
  func thumbprint() throws {
    let modulus =
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
    let key = try VerificationKey(jwk: ["kty": "RSA", "n": .string(modulus), "e": "AQAB", "alg": "RS256", "kid": "2011-04-29"])
    #expect(key.thumbprint == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
  }

  @Test("a public key goes out and comes in; a secret never goes out")
  func roundTrip() throws {
    var store = KeyStore()
    for key in try KeyTests.all() {
      store.add(key.verificationKey, keyID: key.kind.rawValue)
      if let jwk = key.verificationKey.jwk(keyID: "k") {
        #expect(try VerificationKey(jwk: jwk) == key.verificationKey)
        #expect(jwk["d"] == nil)
      } else {
        #expect(key.kind == .secret && key.verificationKey.thumbprint == nil)
      }
    }
    let again = try KeyStore(jwks: store.jwks)
    #expect(again.entries.map(\.keyID) == ["ed25519", "p256", "p384", "p521", "rsa"])
    #expect(again["rsa"] == store["rsa"])
  }

  @Test("a set leaves out what is not for signatures or not known")
  func sets() throws {
    let ed = try SigningKey.ed25519(seed: KeyTests.seed).verificationKey
    var encryption = try #require(ed.jwk(keyID: "enc"))
    encryption["use"] = "enc"
    let set: JSON = [
      "keys": [
        encryption, ["kty": "EC", "crv": "P-521", "kid": "x"], ["kty": "oct", "k": "AAAA", "kid": "s"], try #require(ed.jwk(keyID: "ed")),
      ]
    ]
    #expect(try KeyStore(jwks: set).entries.map(\.keyID) == ["ed"])
    #expect(refusal { try KeyStore(jwks: ["key": []]) } == .malformed)
  }

  static let bad: [(jwk: JSON, reason: SignatureRefusal.Reason)] = [
    (["kty": "OKP", "crv": "X25519", "x": "AAAA"], .keyInvalid), ([:], .keyInvalid), (["kty": "RSA", "n": "AQAB"], .keyInvalid),
    (["kty": "RSA", "n": "AQAB", "e": "AQAB"], .keyWeak), (["kty": "OKP", "crv": "Ed25519", "x": "***"], .keyInvalid),
    (["kty": "oct", "k": "AAAA", "alg": "RS256"], .algorithmMismatch),
  ]

  @Test("a JWK that is no key is refused", arguments: bad)
  func refusals(jwk: JSON, reason: SignatureRefusal.Reason) {
    #expect(refusal { try VerificationKey(jwk: jwk) } == reason)
    if reason == .keyInvalid { #expect(refusal { try SigningKey(jwk: jwk) } == .keyInvalid) }
  }
}
