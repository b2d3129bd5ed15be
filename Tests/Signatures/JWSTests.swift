import Documents
import Signatures
import Testing

@Suite("JWS: signed, detached, and what is refused")
struct JWSTests {
  let ed: SigningKey
  let rsa: SigningKey
  let secret: SigningKey

  init() throws {
    ed = try .ed25519(seed: KeyTests.seed)
    rsa = try .rsa(pem: try Fixtures.key("mis-partner.key"))
    secret = try .secret(bytes("a secret of many bytes, of sixty-four and more: enough for HS512 too"))
  }

  /// A compact JWS with any header at all.
  func forge(_ header: String, _ payload: String, with key: SigningKey) throws -> String {
    let input = "\(Base64.url.encode(header)).\(Base64.url.encode(payload))"
    return "\(input).\(Base64.url.encode(try key.sign(bytes(input))))"
  }

  @Test("what is signed verifies, attached and detached, with every algorithm")
  func roundTrip() throws {
    for key in try KeyTests.all() {
      for algorithm in key.kind.algorithms {
        let attached = try JWS(JWS.sign(bytes("text"), with: key, .init(algorithm: algorithm, keyID: "k1", type: "JWT")))
        try attached.verify(with: key.verificationKey)
        #expect(attached.payload == bytes("text") && attached.header.keyID == "k1" && attached.header.type == "JWT")
        let compact = try JWS.sign(bytes("text"), with: key, .init(algorithm: algorithm, isDetached: true))
        #expect(compact.contains(".."))
        try JWS(compact, detached: bytes("text")).verify(with: key.verificationKey)
        #expect(refusal { try JWS(compact, detached: bytes("next")).verify(with: key.verificationKey) } == .signatureWrong)
      }
    }
  }

  @Test("RFC 8037 appendix A.4")
  func ed25519() throws {
    let compact = try JWS.sign(bytes("Example of Ed25519 signing"), with: ed)
    #expect(
      compact
        == "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
    )
  }

  @Test(
    "a header that must not be taken is refused before any key is tried",
    arguments: [
      (#"{"alg":"none"}"#, SignatureRefusal.Reason.algorithmNone), (#"{"alg":"NoNe"}"#, .algorithmNone),
      (#"{"alg":"HS1"}"#, .algorithmUnknown),
      (#"{"alg":"ES256K"}"#, .algorithmUnknown), (#"{}"#, .malformed), (#"[]"#, .malformed), (#"{"alg":1}"#, .malformed),
      (#"nonsense"#, .malformed),
      (#"{"alg":"EdDSA","alg":"none"}"#, .malformed), (#"{"alg":"EdDSA","crit":["exp"],"exp":1}"#, .criticalUnknown),
      (#"{"alg":"EdDSA","crit":[]}"#, .malformed), (#"{"alg":"EdDSA","b64":false}"#, .malformed),
      (#"{"alg":"EdDSA","crit":["b64"],"b64":false}"#, .malformed), (#"{"alg":"EdDSA","crit":["b64"]}"#, .malformed),
      (#"{"alg":"EdDSA","crit":["b64","b64"],"b64":true}"#, .malformed), (#"{"alg":"EdDSA","crit":"b64","b64":true}"#, .malformed),
      (#"{"alg":"EdDSA","kid":7}"#, .malformed), (#"{"alg":"EdDSA","b64":"no"}"#, .malformed),
    ])
  func headers(header: String, reason: SignatureRefusal.Reason) throws {
    #expect(refusal { try JWS(try forge(header, "text", with: ed)) } == reason)
  }

  @Test("another key's algorithm in the header is a mismatch, whatever the signature")
  func confusion() throws {
    let publicPEM = try #require(rsa.verificationKey.pem)
    let forged = try forge(#"{"alg":"HS256"}"#, "text", with: try .secret(bytes(publicPEM)))
    #expect(refusal { try JWS(forged).verify(with: rsa.verificationKey) } == .algorithmMismatch)
    #expect(refusal { try JWS(try forge(#"{"alg":"ES256"}"#, "text", with: ed)).verify(with: ed.verificationKey) } == .algorithmMismatch)
    #expect(refusal { try JWS(try JWS.sign([1], with: ed)).verify(with: secret.verificationKey) } == .algorithmMismatch)
    #expect(refusal { try JWS(try forge(#"{"alg":"PS256"}"#, "text", with: rsa)).verify(with: rsa.verificationKey) } == .signatureWrong)
  }

  @Test(
    "text that is no compact JWS is refused", arguments: ["a", "a.b", "a.b.c.d", "..", ".a.b", "e30.a.b", "e30=.e30.e30", "e30.e30.***"])
  func shapes(text: String) {
    #expect(refusal { try JWS(text) } == .malformed)
  }

  @Test("no signature is unsigned, and too much is too long")
  func bounds() {
    #expect(refusal { try JWS("") } == .unsigned)
    #expect(refusal { try JWS(String(repeating: "a", count: 5 << 20)) } == .tooLong)
  }

  @Test("a detached signature has nothing in the middle, an attached one has")
  func detachedShape() throws {
    let attached = try JWS.sign(bytes("text"), with: ed)
    #expect(refusal { try JWS(attached, detached: bytes("text")) } == .malformed)
    let detached = try JWS.sign(bytes("text"), with: ed, .init(isDetached: true))
    #expect(refusal { try JWS(detached).verify(with: ed.verificationKey) } == .signatureWrong)
  }

  @Test("the key is found by kid; without one, only if there is a single key")
  func stores() throws {
    var keys = KeyStore([("ed", ed.verificationKey)])
    try JWS(JWS.sign([1], with: ed, .init(keyID: "ed"))).verify(with: keys)
    try JWS(JWS.sign([1], with: ed)).verify(with: keys)
    #expect(refusal { try JWS(JWS.sign([1], with: ed, .init(keyID: "other"))).verify(with: keys) } == .keyUnknown)
    keys.add(rsa.verificationKey, keyID: "rsa")
    #expect(refusal { try JWS(JWS.sign([1], with: ed)).verify(with: keys) } == .keyUnknown)
    #expect(refusal { try JWS(JWS.sign([1], with: ed, .init(keyID: "rsa"))).verify(with: keys) } == .algorithmMismatch)
  }

  @Test("a request signature says whose certificate it is, and only the registered one is taken")
  func requests() throws {
    let certificate = try Certificate(pem: try Fixtures.key("mis-partner.cert"))
    let other = try Certificate(pem: try Fixtures.key("ida-signing.cert"))
    let body = bytes(#"{"id":"mosip.identity.auth"}"#)
    let text = try RequestSignature.sign(body, with: rsa, certificate: certificate)
    #expect(try RequestSignature.verify(text, of: body, registered: certificate) == .pemText)
    let standard = try RequestSignature.sign(body, with: rsa, certificate: certificate, written: .der)
    #expect(try RequestSignature.verify(standard, of: body, registered: certificate) == .der)
    #expect(refusal { try RequestSignature.verify(nil, of: body, registered: certificate) } == .unsigned)
    #expect(refusal { try RequestSignature.verify(text, of: body, registered: other) } == .certificateInvalid)
    #expect(refusal { try RequestSignature.verify(text, of: body + [32], registered: certificate) } == .signatureWrong)
    let bare = try JWS.sign(body, with: rsa, .init(isDetached: true))
    #expect(refusal { try RequestSignature.verify(bare, of: body, registered: certificate) } == .certificateMissing)
    let wrongKey = try SigningKey.rsa(pem: try Fixtures.key("ida-signing.key"))
    let forged = try RequestSignature.sign(body, with: wrongKey, certificate: certificate)
    #expect(refusal { try RequestSignature.verify(forged, of: body, registered: certificate) } == .signatureWrong)
  }

  @Test("JSON forms: flattened for one signer, general for several, payload beside or not encoded")
  func documents() throws {
    let payload = bytes("{\"n\":1}")
    let flat = try JWSDocument.sign(payload, by: [.init(ed, .init(keyID: "ed"), header: ["note": "x"])])
    #expect(flat["signature"] != nil && flat["signatures"] == nil && flat["header"]?["note"] == "x")
    let both = try JWSDocument.sign(payload, by: [.init(ed, .init(keyID: "ed")), .init(rsa, .init(algorithm: .ps384, keyID: "rsa"))])
    let keys = KeyStore([("ed", ed.verificationKey), ("rsa", rsa.verificationKey)])
    try JWSDocument(parsing: flat.encoded()).verifyAll(with: keys)
    try JWSDocument(parsing: both.encoded()).verifyAll(with: keys)
    #expect(try JWSDocument(both).verify(with: rsa.verificationKey).header.algorithm == .ps384)
    #expect(refusal { try JWSDocument(both).verifyAll(with: KeyStore([("ed", ed.verificationKey)])) } == .keyUnknown)
    #expect(refusal { try JWSDocument(flat).verify(with: rsa.verificationKey) } == .algorithmMismatch)
    for options in [JWS.Options(isDetached: true), .init(isDetached: true, encodesPayload: false), .init(encodesPayload: false)] {
      let json = try JWSDocument.sign(payload, by: [.init(ed, options)])
      #expect((json["payload"] == nil) == options.isDetached)
      let document = try JWSDocument(json, detached: options.isDetached ? payload : nil)
      #expect(document.payload == payload)
      try document.verify(with: ed.verificationKey)
    }
    let raw = try JWS.sign(payload, with: ed, .init(isDetached: true, encodesPayload: false))
    try JWS(raw, detached: payload).verify(with: ed.verificationKey)
    #expect(refusal { try JWS.sign(payload, with: ed, .init(encodesPayload: false)) } == .malformed)
  }

  static let badDocuments: [(text: String, reason: SignatureRefusal.Reason)] = [
    ("{}", .malformed), ("[]", .malformed), (#"{"payload":"","signatures":[]}"#, .unsigned),
    (#"{"payload":"","signature":"","signatures":[]}"#, .malformed), (#"{"payload":"","payload":"","signature":""}"#, .malformed),
    (#"{"payload":"","protected":"eyJhbGciOiJFZERTQSJ9","header":{"alg":"EdDSA"},"signature":""}"#, .malformed),
    (#"{"payload":"","protected":"eyJhbGciOiJFZERTQSJ9","header":{"crit":["x"],"x":1},"signature":""}"#, .malformed),
    (#"{"payload":"","header":{"alg":"none"},"signature":""}"#, .algorithmNone),
    (#"{"signature":"","header":{"alg":"EdDSA"}}"#, .malformed),
    (#"{"payload":1,"protected":"eyJhbGciOiJFZERTQSJ9","signature":""}"#, .malformed),
  ]

  @Test("a JSON form that is neither, or says a thing twice, is refused", arguments: badDocuments)
  func badDocument(text: String, reason: SignatureRefusal.Reason) {
    #expect(refusal { try JWSDocument(parsing: bytes(text)) } == reason)
  }

  @Test("secrets that are too short for their algorithm are refused, saying how long they must be")
  func shortSecrets() throws {
    let short = try SigningKey.secret([UInt8](repeating: 1, count: 40))
    #expect(throws: Never.self) { try JWS.sign([1], with: short, .init(algorithm: .hs256)) }
    #expect(throws: SignatureRefusal(.keyWeak, "a secret of 40 bytes for HS384: share one of at least 48 random bytes")) {
      try JWS.sign([1], with: short, .init(algorithm: .hs384))
    }
    let token = try JWS.sign([1], with: secret, .init(algorithm: .hs512))
    #expect(refusal { try JWS(token).verify(with: .secret([UInt8](repeating: 1, count: 63))) } == .keyWeak)
  }
}
