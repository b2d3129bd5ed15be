import Documents
import Foundation
import Signatures
import Testing

/// The same tokens read and made by joserfc, a Python library: what we make it takes, what it makes we take.
@Suite("Against joserfc, both ways")
struct JoserfcTests {
  /// Reads cases as JSON lines and answers each with what it opened of ours and what it made itself.
  static let script = """
    import sys, json, warnings
    warnings.filterwarnings("ignore")
    try:
        from joserfc import jws, jwe
        from joserfc.jwk import import_key
    except ImportError:
        sys.exit(3)
    for line in sys.stdin:
        case = json.loads(line)
        out = {}
        try:
            key = import_key({name: value for name, value in case["jwk"].items() if name not in ("p", "q")})
            if "enc" in case:
                registry = jwe.JWERegistry(algorithms=[case["alg"], case["enc"]])
                out["read"] = jwe.decrypt_compact(case["token"], key, registry=registry).plaintext.decode()
                out["made"] = jwe.encrypt_compact({"alg": case["alg"], "enc": case["enc"]}, case["text"], key, registry=registry)
            else:
                out["read"] = jws.deserialize_compact(case["token"], key, algorithms=[case["alg"]]).payload.decode()
                out["made"] = jws.serialize_compact({"alg": case["alg"]}, case["text"], key, algorithms=[case["alg"]])
        except Exception as error:
            out["error"] = repr(error)
        print(json.dumps(out), flush=True)
    """

  /// The answers, one a line; nil, said loudly, where Python or the module is absent.
  static func ask(_ cases: [JSON]) throws -> [JSON]? {
    let process = Process(), output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
    let file = FileManager.default.temporaryDirectory.appending(
      path: "joserfc-\(ProcessInfo.processInfo.processIdentifier)-\(cases.count).jsonl")
    try Data(cases.flatMap { $0.encoded() + [0x0A] }).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    process.standardInput = try FileHandle(forReadingFrom: file)
    guard (try? process.run()) != nil else { return absent() }
    let bytes = Array(output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    // 3 is what the script says where the module is missing; anything else is a fault of this test.
    guard process.terminationStatus != 3, process.terminationStatus != 127 else { return absent() }
    #expect(process.terminationStatus == 0)
    return try bytes.split(separator: 0x0A).map { try JSON(parsing: Array($0)) }
  }

  static func absent() -> [JSON]? {
    print("MODULE ABSENT: python3 with joserfc is not here (pip install joserfc); nothing was compared")
    return nil
  }

  static func secret(_ count: Int) -> JSON { ["kty": "oct", "k": .string(Base64.url.encode([UInt8](repeating: 9, count: count)))] }

  static func signingKeys() throws -> [(SignatureAlgorithm, JSON)] {
    let rsa = try JSON(parsing: try #require(HTTPSignatureVectors.keys.first { $0.keyID == "test-key-rsa-pss" }?.jwk))
    return try SignatureAlgorithm.allCases.map { algorithm in
      switch algorithm {
      case .edDSA:
        var jwk = try #require(try SigningKey.ed25519(seed: KeyTests.seed).verificationKey.bareJWK)
        jwk["d"] = .string(Base64.url.encode(KeyTests.seed))
        return (algorithm, jwk)
      case .es256: return (algorithm, try #require(JWETests.curves[.p256]))
      case .es384: return (algorithm, try #require(JWETests.curves[.p384]))
      case .es512: return (algorithm, try #require(JWETests.curves[.p521]))
      case .hs256, .hs384, .hs512: return (algorithm, secret(64))
      default:
        return (
          algorithm,
          ["kty": "RSA", "n": rsa["n"] ?? "", "e": rsa["e"] ?? "", "d": rsa["d"] ?? "", "p": rsa["p"] ?? "", "q": rsa["q"] ?? ""]
        )
      }
    }
  }

  @Test("signatures, every algorithm")
  func signatures() throws {
    let keys = try Self.signingKeys()
    let cases = try keys.map { algorithm, jwk -> JSON in
      let token = try JWS.sign(bytes("text"), with: try SigningKey(jwk: jwk), .init(algorithm: algorithm))
      return ["alg": .string(algorithm.rawValue), "jwk": jwk, "text": "text", "token": .string(token)]
    }
    guard let answers = try Self.ask(cases) else { return }
    var tally = Tally("joserfc, JWS both ways")
    for (n, (algorithm, jwk)) in keys.enumerated() {
      let answer = answers[n]
      #expect(answer["read"] == "text" && answer["error"] == nil, "\(algorithm): \(answer["error"]?.text ?? "")")
      let made = try JWS(try #require(answer["made"]?.text))
      try made.verify(with: try VerificationKey(jwk: jwk))
      #expect(made.payload == bytes("text"))
      tally.count(n, true)
    }
    tally.report()
  }

  @Test("encryption, every pair of algorithms, and every curve")
  func encryption() throws {
    let random = try SeededBytes(seed: [UInt8](repeating: 5, count: 32))
    var all: [(KeyManagement, ContentEncryption, JSON)] = []
    let rsa = try #require(try Self.signingKeys().first { $0.0 == .ps256 }?.1)
    for algorithm in KeyManagement.allCases {
      for encryption in ContentEncryption.allCases {
        let name = algorithm.rawValue
        if name.hasPrefix("ECDH") {
          for curve in Curve.allCases { all.append((algorithm, encryption, try #require(JWETests.curves[curve]))) }
        } else {
          let size = algorithm == .direct ? encryption.keySize : name.contains("128") ? 16 : name.contains("192") ? 24 : 32
          all.append((algorithm, encryption, name.hasPrefix("RSA") ? rsa : Self.secret(size)))
        }
      }
    }
    let cases = try all.map { algorithm, encryption, jwk -> JSON in
      let token = try JWE.seal(bytes("text"), to: .init(try EncryptionKey(jwk: jwk), algorithm), encryption, random)
      return ["alg": .string(algorithm.rawValue), "enc": .string(encryption.rawValue), "jwk": jwk, "text": "text", "token": .string(token)]
    }
    guard let answers = try Self.ask(cases) else { return }
    var tally = Tally("joserfc, JWE both ways")
    for (n, (algorithm, encryption, jwk)) in all.enumerated() {
      let answer = answers[n]
      #expect(answer["read"] == "text" && answer["error"] == nil, "\(algorithm) \(encryption): \(answer["error"]?.text ?? "")")
      guard let made = answer["made"]?.text else {
        tally.count(n, false)
        continue
      }
      tally.count(n, try JWE(made).open(with: try DecryptionKey(jwk: jwk)) == bytes("text"))
    }
    tally.report()
  }
}
