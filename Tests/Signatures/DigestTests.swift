import Signatures
import Testing

@Suite("Digests and keyed digests")
struct DigestTests {
  @Test("SHA-256 of FIPS 180-4's examples")
  func sha256() {
    #expect(Digest.sha256Hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(Digest.sha256Hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test("HMAC of RFC 4231, cases 1 and 2")
  func hmac() {
    let first = HMAC.sha256(bytes("Hi There"), key: [UInt8](repeating: 0x0B, count: 20))
    #expect(Hex.lower(first) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
    let second = HMAC.sha256(bytes("what do ya want for nothing?"), key: bytes("Jefe"))
    #expect(Hex.lower(second) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    #expect(HMAC.isSHA256(second, of: bytes("what do ya want for nothing?"), key: bytes("Jefe")))
    #expect(!HMAC.isSHA256(second, of: bytes("what do ya want for something?"), key: bytes("Jefe")))
  }

  @Test("a hub's signature is taken back, and only for its body and secret", arguments: HubSignature.Form.allCases)
  func hub(form: HubSignature.Form) throws {
    let hub = HubSignature(form, secret: "s3cret")
    let body = bytes(#"{"name":"Zoë","n":1}"#)
    let header = hub.sign(body)
    try hub.verify(header, of: body)
    try hub.verify("sha256=" + header.dropFirst(7), of: body)
    #expect(refusal { try hub.verify(header, of: body + [32]) } == .signatureWrong)
    #expect(refusal { try HubSignature(form, secret: "other").verify(header, of: body) } == .signatureWrong)
    #expect(refusal { try hub.verify("sha1=" + header.dropFirst(7), of: body) } == .algorithmUnknown)
    #expect(refusal { try hub.verify("sha256=zz", of: body) } == .malformed)
    #expect(refusal { try hub.verify("sha256=", of: body) } == .signatureWrong)
  }

  @Test("the two forms sign different input")
  func formsDiffer() {
    let body = bytes(#"{"a":1}"#)
    #expect(HubSignature(.opencrvs, secret: "s").sign(body).lowercased() != HubSignature(.mosip, secret: "s").sign(body).lowercased())
    #expect(
      HubSignature(.opencrvs, secret: "s").sign(body) == "sha256="
        + Hex.lower(HMAC.sha256(bytes("sha256:%7B%22a%22%3A1%7D"), key: bytes("s"))))
  }
}
