import Documents
import Signatures
import Testing

@Suite("Signatures of DCI messages, both forms")
struct DCISignatureTests {
  static let now: Int64 = 1_780_000_000
  let key: SigningKey
  let header: JSON = ["message_id": "m-1", "sender_id": "crvs", "total_count": 1]
  let message: JSON = ["transaction_id": "t-1", "notify_event": [["name": "Zoë"]]]

  init() throws { key = try .ed25519(seed: KeyTests.seed) }

  func sign() throws -> String {
    try DCISignature.sign(header: header, message: message, with: key, senderID: "crvs", keyID: "k1", created: Self.now)
  }

  @discardableResult
  func verify(_ text: String?, header: JSON? = nil, message: JSON? = nil, at now: Int64 = now) throws -> DCISignature {
    try DCISignature.verify(text, header: header ?? self.header, message: message ?? self.message, at: now) { sender, id in
      sender == "crvs" && id == "k1" ? key.verificationKey : nil
    }
  }

  @Test("what is signed verifies, whatever the order of members and spaces on the way")
  func roundTrip() throws {
    let value = try verify(try sign())
    #expect(value.senderID == "crvs" && value.keyID == "k1" && value.created == Self.now && value.expires == Self.now + 300)
    let shuffled: JSON = ["total_count": 1, "sender_id": "crvs", "message_id": "m-1"]
    try verify(try sign(), header: shuffled)
    #expect(try sign() == sign())
  }

  @Test("the signing string is what two implementations would agree on")
  func signingString() throws {
    let digest = Base64.standard.encode(
      Digest.sha256(
        bytes(
          #"{"header":{"message_id":"m-1","sender_id":"crvs","total_count":1},"message":{"notify_event":[{"name":"Zoë"}],"transaction_id":"t-1"}}"#
        )))
    let signature = try key.sign(bytes("(created): \(Self.now)\n(expires): \(Self.now + 300)\ndigest: \(digest)"))
    #expect(try sign().hasSuffix(#"headers="(created) (expires) digest", signature="\#(Base64.standard.encode(signature))""#))
    #expect(try sign().hasPrefix(#"namespace="dci", kidId="crvs|k1|ed25519", algorithm="ed25519", created="\#(Self.now)""#))
  }

  @Test("other spellings that mean the same are taken")
  func spellings() throws {
    let text = try sign()
    try verify("Signature: " + text)
    try verify(text.replacing("kidId=", with: "keyId="))
    try verify(text.replacing("created=\"\(Self.now)\"", with: "created=\(Self.now)"))
    try verify(text.split(separator: ", ").reversed().joined(separator: ","))
  }

  @Test("a changed header or message is another message")
  func changed() throws {
    var other = header
    other["message_id"] = "m-2"
    #expect(refusal { try verify(try sign(), header: other) } == .signatureWrong)
    #expect(refusal { try verify(try sign(), message: [:]) } == .signatureWrong)
    #expect(
      refusal { try verify(try sign().replacing("expires=\"\(Self.now + 300)\"", with: "expires=\"\(Self.now + 900)\"")) }
        == .signatureWrong)
  }

  @Test("it lasts from created to expires, with 60 s of skew on both sides")
  func lasts() throws {
    let text = try sign()
    for at in [-60, 0, 299, 359] as [Int64] { try verify(text, at: Self.now + at) }
    #expect(refusal { try verify(text, at: Self.now - 61) } == .notYetValid)
    #expect(refusal { try verify(text, at: Self.now + 360) } == .expired)
  }

  @Test(
    "each flaw has its reason",
    arguments: [
      ("", "unsigned"), (DCISignature.stub, "unsigned"), ("nonsense", "malformed"), (#"a="b" c="d""#, "malformed"), (#"a="b"#, "malformed"),
      (#"a="1", a="1""#, "malformed"), (#"kidId="crvs|k1|ed25519""#, "malformed"), (String(repeating: "a", count: 9000), "tooLong"),
    ])
  func flaws(text: String, reason: String) {
    #expect(refusal { try verify(text) }?.rawValue == reason)
  }

  @Test(
    "each changed parameter has its reason",
    arguments: [
      ("ed25519", "rsa-sha256", "algorithmUnknown"), ("algorithm=\"ed25519\"", "algorithm=\"none\"", "algorithmUnknown"),
      ("crvs|k1", "crvs|k2", "keyUnknown"),
      ("crvs|k1", "mis|k1", "keyUnknown"), ("(created) (expires) digest", "digest", "malformed"),
      ("created=\"1780000000\"", "created=\"now\"", "malformed"),
      ("crvs|k1|ed25519", "crvs", "malformed"), ("signature=\"", "signature=\"*", "malformed"),
      ("expires=\"1780000300\"", "expires=\"1779999999\"", "expired"),
      ("created=\"1780000000\"", "created=\"9223372036854775807\"", "malformed"),
    ])
  func changedParameters(from: String, to: String, reason: String) throws {
    let text = try sign().replacing(from, with: to)
    #expect(refusal { try verify(text) }?.rawValue == reason)
  }

  @Test("the token form signs header and message over again, and they must mean the same as those beside it")
  func token() throws {
    let rsa = try SigningKey.rsa(pem: try Fixtures.key("mis-partner.key"))
    let keys = try KeyStore([(#require(rsa.verificationKey.thumbprint), rsa.verificationKey)])
    let text = try DCIToken.sign(header: header, message: message, with: rsa)
    try DCIToken.verify(
      text, header: ["sender_id": "crvs", "total_count": .number("1.0"), "message_id": "m-1"], message: message, with: keys)
    #expect(refusal { try DCIToken.verify(text, header: header, message: [:], with: keys) } == .contentDiffers)
    #expect(refusal { try DCIToken.verify(nil, header: header, message: message, with: keys) } == .unsigned)
    #expect(refusal { try DCIToken.verify(text, header: header, message: message, with: KeyStore()) } == .keyUnknown)
    #expect(
      refusal { try DCIToken.verify(String(text.dropLast(4)) + "AAAA", header: header, message: message, with: keys) } == .signatureWrong)
  }
}
