import Documents
import Signatures
import Testing

/// Proof against what others published or captured. The files are not part of the project: `ASSAY_SPECS` names their folder, `../shared/specs` where it says nothing.
@Suite("Published vectors", .enabled(if: Fixtures.specs != nil, Fixtures.withoutSpecs))
struct PublishedVectorTests {
  func json(_ path: String) throws -> JSON { try JSON(parsing: try Fixtures.spec("id-crvs/\(path)")) }

  @Test("a registry's webhooks are signed as captured")
  func webhooks() throws {
    let all = try #require(try json("opencrvs/webhook-hmac-vectors.json").items)
    #expect(!all.isEmpty)
    for vector in all {
      let body = bytes(try #require(vector["rawBody"]?.text))
      let hub = HubSignature(.opencrvs, secret: try #require(vector["secret"]?.text))
      #expect(hub.sign(body) == vector["x-hub-signature"]?.text)
    }
  }

  @Test("an ID system's hub signs the raw body")
  func hub() throws {
    let vector = try json("mosip/vectors/websub-hmac.json")
    let hub = HubSignature(.mosip, secret: try #require(vector["secret"]?.text))
    #expect(hub.sign(bytes(try #require(vector["rawBody"]?.text))) == vector["x-hub-signature"]?.text)
  }

  @Test("requests captured from an authentication client are verified and opened", arguments: ["auth", "kyc", "otp"])
  func requests(name: String) throws {
    let vector = try json("mosip/vectors/ida-\(name).json")
    let body = bytes(try #require(vector["rawBody"]?.text))
    let partner = try Certificate(pem: String(decoding: try Fixtures.spec("id-crvs/mosip/vectors/partner.crt"), as: UTF8.self))
    #expect(try RequestSignature.verify(vector["headers"]?["signature"]?.text, of: body, registered: partner) == .pemText)
    guard let session = vector["sessionKeyHex"]?.text.flatMap(Hex.decode) else { return }
    let request = try JSON(parsing: body)
    func open(_ member: String) throws -> [UInt8] {
      try GCMBlob.open(try #require(request[member]?.text.flatMap { Base64.urlEitherPadding.decode($0) }), key: session)
    }
    let inner = try open("request")
    #expect(String(decoding: inner, as: UTF8.self) == vector["decryptedRequest"]?.text)
    #expect(String(decoding: try open("requestHMAC"), as: UTF8.self) == Hex.upper(Digest.sha256(inner)))
    let ida = try Certificate(pem: String(decoding: try Fixtures.spec("id-crvs/mosip/vectors/ida-partner.crt"), as: UTF8.self))
    #expect(Thumbprint.isSame(try #require(request["thumbprint"]?.text), ida.thumbprint))
  }

  @Test(
    "the JOSE cookbook: verified, and made again where that is possible",
    arguments: [
      "jose/jws/4_1.rsa_v15_signature.json", "jose/jws/4_4.hmac-sha2_integrity_protection.json",
      "jose/jws/4_5.signature_with_detached_content.json",
      "jose/curve25519/jws.json",
    ])
  func cookbook(path: String) throws {
    let vector = try json(path)
    let compact = try #require(vector["output"]?["compact"]?.text)
    let payload = bytes(try #require(vector["input"]?["payload"]?.text))
    let jwk = try #require(vector["input"]?["key"])
    let isDetached = compact.contains("..")
    let jws = try JWS(compact, detached: isDetached ? payload : nil)
    #expect(jws.payload == payload)
    try jws.verify(with: try VerificationKey(jwk: jwk))
    let options = JWS.Options(keyID: jws.header.keyID, isDetached: isDetached)
    #expect(try JWS.sign(payload, with: try SigningKey(jwk: jwk), options) == compact)
  }

  @Test("a payload that is not encoded (RFC 7797) verifies detached")
  func unencoded() throws {
    let vector = try json("jose/rfc7797/hmac-sha2_b64_false.json")
    let payload = try #require(vector["input"]?["payload"]?.text)
    let compact = try #require(vector["output"]?["compact"]?.text).replacing(payload, with: "")
    let key = try VerificationKey(jwk: try #require(vector["input"]?["key"]))
    try JWS(compact, detached: bytes(payload)).verify(with: key)
    #expect(refusal { try JWS(compact, detached: bytes(payload + ".")).verify(with: key) } == .signatureWrong)
  }
}
