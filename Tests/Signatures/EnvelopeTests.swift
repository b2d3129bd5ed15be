import Documents
import Signatures
import Testing

@Suite("Envelopes: FSPIOP, DSSE, WebSub")
struct EnvelopeTests {
  let rsa: SigningKey
  let ed: SigningKey

  init() throws {
    rsa = try .rsa(pem: try Fixtures.key("mis-partner.key"))
    ed = try .ed25519(seed: KeyTests.seed)
  }

  @Test("FSPIOP: the body and the route are signed, and each protected name must be the request's")
  func fspiop() throws {
    let body = bytes(#"{"amount":{"amount":"10","currency":"XTS"}}"#)
    let route = FSPIOPSignature.Route(
      uri: "/quotes", method: "POST", source: "payer", destination: "payee", date: "Tue, 23 May 2026 21:12:31 GMT")
    for algorithm in [SignatureAlgorithm.rs256, .rs384, .rs512] {
      try FSPIOPSignature.verify(
        try FSPIOPSignature.sign(body, route: route, with: rsa, algorithm), of: body, route: route, with: rsa.verificationKey)
    }
    let text = try FSPIOPSignature.sign(body, route: route, with: rsa)
    func reason(_ change: (inout FSPIOPSignature.Route) -> Void, _ text: String? = text, _ sent: [UInt8] = body) -> SignatureRefusal.Reason?
    {
      var other = route
      change(&other)
      return refusal { try FSPIOPSignature.verify(text, of: sent, route: other, with: rsa.verificationKey) }
    }
    #expect(reason { $0.uri = "/transfers" } == .contentDiffers && reason { $0.method = "PUT" } == .contentDiffers)
    #expect(reason { $0.source = "other" } == .contentDiffers && reason { $0.destination = nil } == .contentDiffers)
    #expect(reason { $0.date = nil } == .contentDiffers)
    #expect(
      reason({ _ in }, nil) == .unsigned && reason({ _ in }, "x") == .malformed && reason({ _ in }, text, body + [32]) == .signatureWrong)
    var undirected = route
    undirected.destination = nil
    let less = try FSPIOPSignature.sign(body, route: undirected, with: rsa)
    #expect(reason({ _ in }, less) == .claimMissing)
    #expect(refusal { try FSPIOPSignature.sign(body, route: route, with: rsa, .ps256) } == .algorithmUnknown)
    let json = try JSON(parsing: text)
    let compact = "\(json["protectedHeader"]?.text ?? "")..\(json["signature"]?.text ?? "")"
    try JWS(compact, detached: body).verify(with: rsa.verificationKey)
  }

  @Test("DSSE: the encoding of its document, several signatures, a threshold of different keys")
  func dsse() throws {
    #expect(
      DSSEEnvelope.authenticated("http://example.com/HelloWorld", bytes("hello world"))
        == bytes("DSSEv1 29 http://example.com/HelloWorld 11 hello world"))
    let envelope = try DSSEEnvelope(bytes("hello world"), type: "text/plain", by: [("a", ed), ("b", rsa)])
    let read = try DSSEEnvelope(parsing: envelope.json.encoded())
    #expect(read == envelope)
    let keys = KeyStore([("one", ed.verificationKey), ("two", rsa.verificationKey), ("one again", ed.verificationKey)])
    #expect(try read.verify(type: "text/plain", with: keys, threshold: 2) == ["one", "two"])
    #expect(refusal { try read.verify(type: "text/plain", with: keys, threshold: 3) } == .signatureWrong)
    #expect(refusal { try read.verify(type: "text/html", with: keys) } == .typeWrong)
    let twice = try DSSEEnvelope(bytes("x"), type: "t", by: [(nil, ed), ("other", ed)])
    #expect(refusal { try twice.verify(type: "t", with: keys, threshold: 2) } == .signatureWrong)
    var changed = envelope.json
    changed["payload"] = "aGVsbG8="
    #expect(refusal { try DSSEEnvelope(parsing: changed.encoded()).verify(type: "text/plain", with: keys) } == .signatureWrong)
    for text in ["{}", "[]", #"{"payloadType":"t","payload":"*","signatures":[]}"#] {
      #expect(refusal { try DSSEEnvelope(parsing: bytes(text)) } == .malformed)
    }
    #expect(refusal { try DSSEEnvelope(parsing: bytes(#"{"payloadType":"t","payload":"","signatures":[]}"#)) } == .unsigned)
  }

  @Test("WebSub takes the longer digests too, and the other forms do not")
  func webSub() throws {
    let body = bytes("body")
    for hash in [HashFunction.sha256, .sha384, .sha512] {
      let header = "\(hash.rawValue.replacing("-", with: ""))=\(Hex.lower(HMAC.code(hash, body, key: bytes("s"))))"
      try HubSignature(.webSub, secret: "s").verify(header, of: body)
      #expect(refusal { try HubSignature(.webSub, secret: "s").verify(header, of: body + [1]) } == .signatureWrong)
      if hash != .sha256 { #expect(refusal { try HubSignature(.mosip, secret: "s").verify(header, of: body) } == .algorithmUnknown) }
    }
  }
}
