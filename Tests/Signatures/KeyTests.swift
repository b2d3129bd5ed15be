import Signatures
import Testing

@Suite("Keys: read, written, and used for what they are for")
struct KeyTests {
  static let seed = Hex.decode("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60") ?? []

  static func all() throws -> [SigningKey] {
    [
      try .ed25519(seed: seed), try .p256(scalar: [UInt8](repeating: 7, count: 32)),
      try .ec(.p384, scalar: [UInt8](repeating: 7, count: 48)), try .ec(.p521, scalar: [0] + [UInt8](repeating: 7, count: 65)),
      try .rsa(pem: try Fixtures.key("mis-partner.key")),
      try .secret(bytes("a secret of many bytes, of sixty-four and more: enough for HS512 too")),
    ]
  }

  @Test("Ed25519 of RFC 8032, test 1, and the same key from the same seed")
  func ed25519() throws {
    let key = try SigningKey.ed25519(seed: Self.seed)
    let signature = try key.sign([])
    #expect(
      Hex.lower(signature)
        == "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    let raw = try #require(Hex.decode("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
    #expect(try VerificationKey.ed25519(raw) == key.verificationKey)
    #expect(try key.sign([1]) == key.sign([1]))
  }

  @Test("every key verifies its own signature, and no other's, and no other bytes")
  func verifies() throws {
    let keys = try Self.all()
    for key in keys {
      for algorithm in key.kind.algorithms {
        let signature = try key.sign(bytes("text"), algorithm)
        #expect(try key.verificationKey.isValid(signature, of: bytes("text"), algorithm))
        #expect(try !key.verificationKey.isValid(signature, of: bytes("next"), algorithm))
        #expect(try !key.verificationKey.isValid(Array(signature.dropLast()), of: bytes("text"), algorithm))
        #expect(try !key.verificationKey.isValid([], of: bytes("text"), algorithm))
      }
    }
  }

  @Test("an algorithm of another kind of key is refused both ways")
  func confusion() throws {
    for key in try Self.all() {
      for algorithm in SignatureAlgorithm.allCases where !key.kind.algorithms.contains(algorithm) {
        #expect(refusal { try key.sign([1], algorithm) } == .algorithmMismatch)
        #expect(refusal { try key.verificationKey.isValid([1], of: [1], algorithm) } == .algorithmMismatch)
      }
    }
  }

  @Test("PEM goes out and comes in")
  func pem() throws {
    for key in try Self.all() where key.kind != .secret {
      let again = try SigningKey(pem: try #require(key.pem))
      #expect(again.verificationKey == key.verificationKey)
      #expect(try VerificationKey(pem: try #require(key.verificationKey.pem)) == key.verificationKey)
    }
    #expect(try SigningKey.secret([UInt8](repeating: 1, count: 32)).pem == nil)
  }

  @Test(
    "what is no key is refused with what was expected",
    arguments: [
      "", "hello", "-----BEGIN PUBLIC KEY-----\n!!\n-----END PUBLIC KEY-----", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
      "-----BEGIN PUBLIC KEY-----\nAAAA", "-----BEGIN WHATEVER-----\nAAAA\n-----END WHATEVER-----",
    ])
  func badPEM(text: String) {
    #expect(refusal { try VerificationKey(pem: text) } == .keyInvalid)
    #expect(refusal { try SigningKey(pem: text) } == .keyInvalid)
    #expect(refusal { try DecryptionKey(pem: text) } == .keyInvalid)
  }

  @Test("seeds, scalars and secrets of the wrong length are refused")
  func lengths() {
    #expect(refusal { try SigningKey.ed25519(seed: [1]) } == .keyInvalid)
    #expect(refusal { try SigningKey.p256(scalar: [UInt8](repeating: 0, count: 32)) } == .keyInvalid)
    #expect(refusal { try SigningKey.secret([1]) } == .keyWeak)
    #expect(refusal { try SigningKey.generateRSA(bits: 1024) } == .keyInvalid)
    #expect(refusal { try VerificationKey.ed25519([1]) } == .keyInvalid)
    #expect(refusal { try VerificationKey.p256(x: [1], y: [1]) } == .keyInvalid)
  }

  @Test(
    "reference certificates hold the public half of their keys, and their dates",
    arguments: ["ida-signing", "ida-encryption", "mis-partner"])
  func certificates(name: String) throws {
    let certificate = try Certificate(pem: try Fixtures.key("\(name).cert"))
    #expect(certificate.key == (try SigningKey(pem: try Fixtures.key("\(name).key")).verificationKey))
    #expect(certificate.notBefore == 1_577_836_800)  // 2020-01-01
    #expect(certificate.notAfter == 4_733_510_400)  // 2120-01-01
    #expect(certificate.isValid(at: 1_577_836_800) && !certificate.isValid(at: 1_577_836_799) && !certificate.isValid(at: 4_733_510_401))
    #expect(try VerificationKey(pem: certificate.pem) == certificate.key)
    #expect(try Certificate.reading(x5c: certificate.x5c(.der)) == (certificate, .der))
    #expect(try Certificate.reading(x5c: certificate.x5c(.pemText)) == (certificate, .pemText))
  }

  @Test("a certificate that is cut, longer than it says, or none at all is refused")
  func badCertificates() throws {
    let der = try Certificate(pem: try Fixtures.key("mis-partner.cert")).der
    for length in stride(from: 0, to: der.count, by: 7) {
      #expect(refusal { try Certificate(der: Array(der.prefix(length))) } == .certificateInvalid)
    }
    #expect(refusal { try Certificate(der: der + [0]) } == .certificateInvalid)
    #expect(refusal { try Certificate.reading(x5c: "%%") } == .certificateInvalid)
    #expect(refusal { try Certificate(pem: try #require(try? Fixtures.key("mis-partner.key"))) } == .certificateInvalid)
  }
}
