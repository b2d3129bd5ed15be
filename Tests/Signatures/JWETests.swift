import Documents
import Signatures
import Testing

@Suite("JWE: sealed, opened, refused")
struct JWETests {
  let random: SeededBytes
  let plain = bytes(#"{"name":"Zoë"}"#)

  init() throws { random = try SeededBytes(seed: [UInt8](repeating: 5, count: 32)) }

  static func pair(_ algorithm: KeyManagement, _ encryption: ContentEncryption, _ curve: Curve = .p256) throws -> (
    EncryptionKey, DecryptionKey
  ) {
    switch algorithm {
    case .rsaOAEP, .rsaOAEP256:
      let pem = try Fixtures.key("ida-encryption.key")
      return (try EncryptionKey(try SigningKey(pem: pem).verificationKey), try DecryptionKey(pem: pem))
    case .ecdhES, .ecdhESA128KW, .ecdhESA192KW, .ecdhESA256KW:
      let jwk = try #require(curves[curve])
      return (try EncryptionKey(jwk: jwk), try DecryptionKey(jwk: jwk))
    default:
      let size =
        algorithm == .direct ? encryption.keySize : algorithm.rawValue.contains("128") ? 16 : algorithm.rawValue.contains("192") ? 24 : 32
      let secret = [UInt8](repeating: 9, count: size)
      return (.secret(secret), .secret(secret))
    }
  }

  /// Private keys of each curve, made from small scalars.
  static let curves: [Curve: JSON] = {
    var out: [Curve: JSON] = [:]
    for curve in [Curve.p256, .p384, .p521] {
      let scalar = [0] + [UInt8](repeating: 7, count: curve.size - 1)
      var jwk = (try? SigningKey.ec(curve, scalar: scalar))?.verificationKey.bareJWK
      jwk?["d"] = .string(Base64.url.encode(scalar))
      out[curve] = jwk
    }
    // The point was computed by another library from the scalar of nines.
    out[.x25519] = [
      "kty": "OKP", "crv": "X25519", "d": "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk", "x": "V9tLNZ8jrl4Ubk4lEgVnBHIlBjSMFQwUdT0Mkz0E1CE",
    ]
    return out
  }()

  @Test("every algorithm with every encryption, both forms, and the same again from the same randomness", arguments: KeyManagement.allCases)
  func roundTrip(algorithm: KeyManagement) throws {
    for encryption in ContentEncryption.allCases {
      let (key, opener) = try Self.pair(algorithm, encryption)
      let compact = try JWE.seal(plain, to: .init(key, algorithm, keyID: "k"), encryption, random, .init(type: "JOSE", contentType: "json"))
      #expect(try JWE(compact).open(with: opener) == plain)
      #expect(try JWE(compact).recipients[0].keyID == "k")
      #expect(
        try JWE.seal(plain, to: .init(key, algorithm, keyID: "k"), encryption, random, .init(type: "JOSE", contentType: "json")) == compact)
      for options in [JWE.Options(authenticated: bytes("beside")), .init(protectsHeader: false)] {
        let json = try JWE.sealJSON(plain, to: [.init(key, algorithm)], encryption, random, options)
        #expect(try JWE(parsing: json.encoded()).open(with: opener) == plain)
        var changed = json
        changed["aad"] = "AAAA"
        #expect(refusal { try JWE(changed).open(with: opener) } == .cannotOpen)
      }
    }
  }

  @Test("keys are agreed on every curve", arguments: Curve.allCases)
  func curves(curve: Curve) throws {
    let (key, opener) = try Self.pair(.ecdhES, .a256gcm, curve)
    let compact = try JWE.seal(plain, to: .init(key, .ecdhES), .a256gcm, random)
    #expect(try JWE(compact).open(with: opener) == plain)
  }

  @Test("several recipients each open it; somebody else does not")
  func several() throws {
    let (a, openA) = try Self.pair(.rsaOAEP256, .a128gcm), (b, openB) = try Self.pair(.ecdhESA128KW, .a128gcm)
    let json = try JWE.sealJSON(plain, to: [.init(a, .rsaOAEP256, keyID: "a"), .init(b, .ecdhESA128KW, keyID: "b")], .a128gcm, random)
    let jwe = try JWE(json)
    #expect(jwe.recipients.map(\.keyID) == ["a", "b"])
    #expect(try jwe.open(with: openA) == plain && jwe.open(with: openB) == plain)
    #expect(refusal { try jwe.open(with: .secret([UInt8](repeating: 1, count: 16))) } == .cannotOpen)
    #expect(refusal { try JWE.sealJSON(plain, to: [.init(a, .rsaOAEP256), .init(b, .ecdhES)], .a128gcm, random) } == .algorithmMismatch)
  }

  @Test("the flat form of OpenCRVS: header unprotected, A256GCM")
  func registry() throws {
    let (key, opener) = try Self.pair(.rsaOAEP256, .a256gcm)
    let json = try JWE.sealJSON(plain, to: [.init(key, .rsaOAEP256, keyID: "k")], .a256gcm, random, .init(protectsHeader: false))
    #expect(json["header"]?["alg"] == "RSA-OAEP-256" && json["header"]?["enc"] == "A256GCM" && json["protected"] == nil)
    #expect(try JWE(json).open(with: opener) == plain)
  }

  static let headers: [(header: String, reason: SignatureRefusal.Reason)] = [
    (#"{"alg":"none","enc":"A128GCM"}"#, .algorithmNone), (#"{"alg":"RSA1_5","enc":"A128GCM"}"#, .algorithmUnknown),
    (#"{"alg":"PBES2-HS256+A128KW","p2c":2147483647,"p2s":"AAAA","enc":"A128GCM"}"#, .algorithmUnknown),
    (#"{"alg":"dir","enc":"A128GCM","zip":"DEF"}"#, .compressed), (#"{"alg":"dir","enc":"A128CTR"}"#, .algorithmUnknown),
    (#"{"alg":"dir"}"#, .malformed), (#"{"enc":"A128GCM"}"#, .malformed), (#"{"alg":"dir","alg":"dir","enc":"A128GCM"}"#, .malformed),
    (#"{"alg":"dir","enc":"A128GCM","crit":["b64"],"b64":true}"#, .criticalUnknown), ("[]", .malformed), ("x", .malformed),
  ]

  @Test("a header that must not be taken is refused before any key is tried", arguments: headers)
  func header(header: String, reason: SignatureRefusal.Reason) {
    #expect(refusal { try JWE("\(Base64.url.encode(header))..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA") } == reason)
  }

  @Test("the wrong key is named, unless saying so would help only an attacker")
  func keys() throws {
    let (key, opener) = try Self.pair(.ecdhES, .a128gcm)
    let compact = try JWE.seal(plain, to: .init(key, .ecdhES), .a128gcm, random)
    #expect(refusal { try JWE(compact).open(with: .secret([1])) } == .algorithmMismatch)
    #expect(refusal { try JWE(compact).open(with: try Self.pair(.ecdhES, .a128gcm, .p384).1) } == .keyInvalid)
    let direct = try JWE.seal(plain, to: .init(.secret([UInt8](repeating: 1, count: 16)), .direct), .a128gcm, random)
    #expect(refusal { try JWE(direct).open(with: .secret([UInt8](repeating: 1, count: 15))) } == .keyInvalid)
    #expect(refusal { try JWE(direct).open(with: .secret([UInt8](repeating: 2, count: 16))) } == .cannotOpen)
    #expect(refusal { try JWE(String(compact.dropLast(2)) + "AA").open(with: opener) } == .cannotOpen)
    #expect(refusal { try JWE(String(repeating: "a", count: 9 << 20)) } == .tooLong)
    #expect(refusal { try EncryptionKey(jwk: ["kty": "RSA", "n": "AQAB", "e": "AQAB"]) } == .keyWeak)
  }

  @Test("use, key_ops and alg of a JWK are obeyed")
  func permissions() throws {
    let secret: JSON = ["kty": "oct", "k": .string(Base64.url.encode([UInt8](repeating: 3, count: 16)))]
    func with(_ name: String, _ value: JSON) -> JSON {
      var jwk = secret
      jwk[name] = value
      return jwk
    }
    #expect(refusal { try DecryptionKey(jwk: with("use", "sig")) } == .keyUseWrong)
    #expect(refusal { try DecryptionKey(jwk: with("key_ops", ["verify"])) } == .keyUseWrong)
    #expect(refusal { try VerificationKey(jwk: with("key_ops", ["encrypt"])) } == .keyUseWrong)
    #expect(refusal { try VerificationKey(jwk: with("key_ops", ["verify", "verify"])) } == .keyInvalid)
    let other = try DecryptionKey(jwk: with("alg", "A128GCMKW"))
    let compact = try JWE.seal(plain, to: .init(try EncryptionKey(jwk: secret), .a128kw), .a128gcm, random)
    #expect(refusal { try JWE(compact).open(with: other) } == .algorithmMismatch)
    #expect(try JWE(compact).open(with: DecryptionKey(jwk: with("alg", "A128KW"))) == plain)
  }
}
