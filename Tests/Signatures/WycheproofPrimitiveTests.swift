import Documents
import Signatures
import Testing

/// Project Wycheproof: what must be refused is refused, what is good is taken.
@Suite("Wycheproof: keys, signatures and ciphers")
struct WycheproofPrimitiveTests {
  let suite = OfficialSuite("wycheproof")

  /// Every case of a file with its group. `verify` says whether we took it.
  /// `mislabelled`: cases that the file calls invalid although they are byte for byte what the standard asks for.
  func run(_ file: String, except: [Int: String] = [:], mislabelled: Set<Int> = [], _ verify: (_ group: JSON, _ test: JSON) throws -> Bool)
    throws
  {
    guard let suite else { return }
    let json = try JSON(parsing: try suite.bytes("testvectors_v1/\(file).json"), bounds: JSONBounds(bytes: 64 << 20, nodes: 1 << 24))
    var tally = Tally("wycheproof \(file)")
    for group in try #require(json["testGroups"]?.items) {
      for test in try #require(group["tests"]?.items) {
        let id = try #require(test["tcId"]?.int), result = try #require(test["result"]?.text)
        let isTaken = try verify(group, test)
        // "acceptable" is what a strict reader may refuse; we do.
        #expect(result == "valid" || !isTaken || mislabelled.contains(id), "\(file) \(id) must be refused: \(test["comment"]?.text ?? "")")
        tally.count(id, isTaken == (result == "valid"))
      }
    }
    #expect(json["numberOfTests"]?.int == tally.right + tally.otherwise.count)
    tally.report(exceptions: except)
  }

  func hex(_ json: JSON, _ name: String) throws -> [UInt8] { try #require(json[name]?.text.flatMap(Hex.decode)) }

  /// The public key of a group in each form that the file has; all must be the same key.
  func key(_ group: JSON) throws -> VerificationKey {
    let key = try VerificationKey(spki: try hex(group, "publicKeyDer"))
    if let pem = group["publicKeyPem"]?.text { #expect(try VerificationKey(pem: pem) == key) }
    if let jwk = group["publicKeyJwk"] { #expect(try VerificationKey(jwk: jwk) == key) }
    return key
  }

  @Test func ed25519() throws {
    try run("ed25519_test") { group, test in try key(group).isValid(try hex(test, "sig"), of: try hex(test, "msg"), .edDSA) }
  }

  @Test func ecdsaInDER() throws {
    try run("ecdsa_secp256r1_sha256_test") { group, test in
      try key(group).isValidDER(try hex(test, "sig"), of: try hex(test, "msg"), .es256)
    }
  }

  @Test func ecdsaSideBySide() throws {
    try run("ecdsa_secp256r1_sha256_p1363_test") { group, test in
      try key(group).isValid(try hex(test, "sig"), of: try hex(test, "msg"), .es256)
    }
  }

  @Test func rsaPKCS1() throws {
    try run("rsa_signature_2048_sha256_test") { group, test in
      try key(group).isValid(try hex(test, "sig"), of: try hex(test, "msg"), .rs256)
    }
  }

  @Test func rsaPSS() throws {
    try run("rsa_pss_2048_sha256_mgf1_32_test") { group, test in
      try key(group).isValid(try hex(test, "sig"), of: try hex(test, "msg"), .ps256)
    }
  }

  @Test("codes cut to 128 bits are no HMAC here")
  func hmac() throws {
    guard let suite else { return }
    let json = try JSON(parsing: try suite.bytes("testvectors_v1/hmac_sha256_test.json"))
    let cut = (json["testGroups"]?.items ?? []).filter { $0["tagSize"]?.int != 256 }.flatMap { $0["tests"]?.items ?? [] }
    let except = cut.filter { $0["result"]?.text == "valid" }.compactMap { $0["tcId"]?.int }
    try run("hmac_sha256_test", except: Dictionary(uniqueKeysWithValues: except.map { ($0, "codes cut short") })) { _, test in
      HMAC.isCode(try hex(test, "tag"), .sha256, of: try hex(test, "msg"), key: try hex(test, "key"))
    }
  }

  @Test("AES-GCM: sealed again to the same bytes too")
  func aesGCM() throws {
    guard let suite else { return }
    let json = try JSON(parsing: try suite.bytes("testvectors_v1/aes_gcm_test.json"), bounds: JSONBounds(bytes: 64 << 20, nodes: 1 << 24))
    let short = (json["testGroups"]?.items ?? []).filter { ($0["ivSize"]?.int ?? 0) < 96 }.flatMap { $0["tests"]?.items ?? [] }
    let except = short.filter { $0["result"]?.text == "valid" }.compactMap { $0["tcId"]?.int }
    try run("aes_gcm_test", except: Dictionary(uniqueKeysWithValues: except.map { ($0, "nonces below 96 bits") })) { _, test in
      let (key, nonce, data) = (try hex(test, "key"), try hex(test, "iv"), try hex(test, "aad"))
      let plain = AESGCM.open(try hex(test, "ct"), tag: try hex(test, "tag"), key: key, nonce: nonce, authenticating: data)
      guard let plain else { return false }
      #expect(plain == (try hex(test, "msg")))
      let box = try AESGCM.seal(plain, key: key, nonce: nonce, authenticating: data)
      return try box.ciphertext == hex(test, "ct") && box.tag == hex(test, "tag")
    }
  }
}
