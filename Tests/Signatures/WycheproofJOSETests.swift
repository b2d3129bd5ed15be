import Documents
import Signatures
import Testing

@Suite("Wycheproof: JOSE")
struct WycheproofJOSETests {
  let primitives = WycheproofPrimitiveTests()

  /// Taken with the group's key, as a receiver would configure it: the public one where there is one. Sets go through `KeyStore`.
  func isSigned(_ group: JSON, _ text: JSON) -> Bool {
    guard let compact = text.text, let key = group["public"] ?? group["private"], let jws = try? JWS(compact) else { return false }
    if key["keys"] != nil {
      guard let store = try? KeyStore(jwks: key, secrets: true) else { return false }
      return (try? jws.verify(with: store)) != nil
    }
    return (try? jws.verify(with: VerificationKey(jwk: key))) != nil
  }

  func opened(_ group: JSON, _ text: JSON) throws -> [UInt8]? {
    guard let compact = text.text, let jwe = try? JWE(compact) else { return nil }
    return try? jwe.open(with: DecryptionKey(jwk: try #require(group["private"])))
  }

  static let otherName = "JWKs whose alg is ES521, no name of RFC 7518"
  static let otherAlgorithm = "PS384 under a JWK that says PS256"

  @Test func signatures() throws {
    let twin = "flawed in the file: said to be padded wrongly, is not padded at all", stray = "flawed in the file: \"?\" is no base64url"
    let except = [
      346: Self.otherAlgorithm, 350: Self.otherAlgorithm, 347: Self.otherName, 351: Self.otherName,
      367: twin, 370: twin, 372: stray, 373: stray,
    ]
    try primitives.run("json_web_signature_test", except: except, mislabelled: [367, 370]) { group, test in
      let text = test["jws"] ?? .null
      let isTaken = isSigned(group, text)
      // What the two are: header, payload and code in plain base64url, the same text in both.
      if [367, 370].contains(test["tcId"]?.int) {
        #expect(text.text == "eyJraWQiOiJoczI1Ni1rZXkiLCJhbGciOiJIUzI1NiJ9.VGVzdA.c1LROH7eNQwUT8KMVEO52VC3WZ9e_AnDWbZ7aMmowV8")
      }
      return isTaken
    }
  }

  @Test func keys() throws {
    try primitives.run("json_web_key_test") { isSigned($0, $1["jws"] ?? .null) }
  }

  @Test func encryption() throws {
    let padding = "RSA1_5, refused for its padding oracle"
    var except = [128: padding, 112: padding, 135: "zip, refused for what it may unpack to"]
    for id in 100...105 { except[id] = padding }
    try primitives.run("json_web_encryption_test", except: except) { group, test in
      let plain = try opened(group, test["jwe"] ?? .null)
      if let plain, let due = test["pt"]?.text { #expect(Hex.lower(plain) == due) }
      return plain != nil
    }
  }

  @Test func mixed() throws {
    try primitives.run("json_web_crypto_test") { group, test in
      if let jws = test["jws"] { return isSigned(group, jws) }
      return try opened(group, test["jwe"] ?? .null) != nil
    }
  }
}
