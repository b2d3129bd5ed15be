import Documents
import Signatures
import Testing

@Suite("HTTP message signatures")
struct HTTPSignatureTests {
  static let now: Int64 = 1_618_884_480
  let ed: SigningKey
  let keys: KeyStore

  init() throws {
    ed = try .ed25519(seed: KeyTests.seed)
    keys = KeyStore([("ed", ed.verificationKey)])
  }

  static func request(_ fields: [HTTPMessage.Field] = []) throws -> HTTPMessage {
    try HTTPMessage(
      method: "POST", uri: "https://example.com/foo?param=Value&Pet=dog",
      fields: [
        .init("Host", "example.com"), .init("Date", "Tue, 20 Apr 2021 02:07:55 GMT"), .init("Content-Type", "application/json"),
        .init("Content-Digest", "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"),
        .init("Content-Length", "18"),
      ] + fields)
  }

  static func response(_ fields: [HTTPMessage.Field] = []) -> HTTPMessage {
    HTTPMessage(
      status: 200,
      fields: [
        .init("Date", "Tue, 20 Apr 2021 02:07:56 GMT"), .init("Content-Type", "application/json"),
        .init("Content-Digest", "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:"),
        .init("Content-Length", "23"),
      ] + fields)
  }

  static func signingKey(_ name: String) throws -> SigningKey {
    if name == "test-shared-secret" { return try .secret(try #require(Base64.standard.decode(HTTPSignatureVectors.secret))) }
    return try SigningKey(jwk: try JSON(parsing: try #require(HTTPSignatureVectors.keys.first { $0.keyID == name }?.jwk)))
  }

  @Test("RFC 9421 appendix B: verified, and signed again where nothing random is in it", arguments: HTTPSignatureVectors.cases)
  func appendixB(vector: HTTPSignatureVectors.Case) throws {
    let fields = [HTTPMessage.Field("Signature-Input", vector.input), HTTPMessage.Field("Signature", vector.signature)]
    let message = try vector.isResponse ? Self.response(fields) : Self.request(fields)
    let key = try Self.signingKey(vector.key)
    let algorithm = try #require(HTTPSignatureAlgorithm(rawValue: vector.algorithm))
    let keys = KeyStore([(vector.key, key.verificationKey)])
    let signature = try HTTPSignature.verify(message, with: keys, at: Self.now, .init(algorithm: algorithm))
    #expect(try signature.base(of: message) == vector.base)
    if ["hmac-sha256", "ed25519"].contains(vector.algorithm) {
      let options = HTTPSignature.Options(label: vector.label, created: signature.created, keyID: vector.key)
      #expect(try HTTPSignature.sign(message, covering: signature.components, with: key, algorithm, options) == fields)
    }
    print("MATRIX RFC 9421 appendix B \(vector.label), \(vector.algorithm): verified")
  }

  func value(_ component: Component, _ message: HTTPMessage) throws -> String {
    let fields = try HTTPSignature.sign(message, covering: [component], with: ed, .ed25519)
    var signed = message
    signed.fields += fields
    let base = try #require(try HTTPSignature.all(in: signed).first).base(of: signed)
    return String(
      try #require(
        base.split(separator: "\n", omittingEmptySubsequences: false).first?.split(
          separator: ": ", maxSplits: 1, omittingEmptySubsequences: false
        ).last))
  }

  @Test(
    "derived components (section 2.2)",
    arguments: [
      ("@method", "https://www.Example.com:443/path?a=1", "POST"),
      ("@target-uri", "https://www.example.com/path?a=1", "https://www.example.com/path?a=1"),
      ("@authority", "https://WWW.example.com:443/", "www.example.com"),
      ("@authority", "http://www.example.com:8080/", "www.example.com:8080"),
      ("@scheme", "HTTPS://www.example.com/", "https"), ("@request-target", "https://www.example.com/path?a=1", "/path?a=1"),
      ("@path", "https://www.example.com", "/"), ("@path", "https://www.example.com/a%2Fb/?x", "/a%2Fb/"),
      ("@query", "https://www.example.com/path?param=value&foo=bar&baz=bat%2Dman", "?param=value&foo=bar&baz=bat%2Dman"),
      ("@query", "https://www.example.com/path", "?"), ("@query", "https://www.example.com/path?", "?"),
    ])
  func derived(name: String, uri: String, due: String) throws {
    #expect(try value(try Component(name), try HTTPMessage(method: "POST", uri: uri)) == due)
  }

  @Test(
    "parameters of the query (section 2.2.8)",
    arguments: [
      ("baz", "batman"), ("qux", ""), ("param", "value"), ("var", "this%20is%20a%20big%0Amultiline%20value"),
      ("bar", "with%20plus%20whitespace"), ("fa%C3%A7ade%22%3A%20", "something"),
    ])
  func queryParameters(name: String, due: String) throws {
    let query =
      "baz=batman&qux=&param=value&var=this%20is%20a%20big%0Amultiline%20value&bar=with+plus+whitespace&fa%C3%A7ade%22%3A%20=something&x=1&x=2"
    let message = try HTTPMessage(method: "GET", uri: "https://www.example.com/parameters?\(query)")
    #expect(try value(try .queryParameter(name), message) == due)
    #expect(refusal { try value(try .queryParameter("x"), message) } == .malformed)
    #expect(refusal { try value(try .queryParameter("y"), message) } == .componentMissing)
  }

  @Test("fields: joined, strict, by member, wrapped (sections 2.1.1 to 2.1.3)")
  func fields() throws {
    let message = try HTTPMessage(
      method: "GET", uri: "https://www.example.com/",
      fields: [
        .init("Example-Header", "value, with, lots"), .init("example-header", "  of, commas "), .init("Obs", "a \r\n  b"),
        .init("Example-Dict", " a=1,    b=2;x=1;y=2,   c=(a   b   c), d"), .init("Priority", "  u=1,    i "),
      ])
    #expect(try value(try Component("example-header"), message) == "value, with, lots, of, commas")
    #expect(
      try value(try Component("example-header", [("bs", .boolean(true))]), message) == ":dmFsdWUsIHdpdGgsIGxvdHM=:, :b2YsIGNvbW1hcw==:")
    #expect(try value(try Component("obs"), message) == "a b")
    for (key, due) in [("a", "1"), ("b", "2;x=1;y=2"), ("c", "(a b c)"), ("d", "?1")] {
      #expect(try value(try Component("example-dict", [("key", .string(key))]), message) == due)
    }
    #expect(try value(try Component("priority", [("sf", .boolean(true))]), message) == "u=1, i")
    #expect(refusal { try value(try Component("example-dict", [("sf", .boolean(true))]), message) } == .componentUnsupported)
    #expect(refusal { try value(try Component("missing"), message) } == .componentMissing)
    #expect(refusal { try Component("priority", [("tr", .boolean(true))]) } == .componentUnsupported)
    #expect(refusal { try Component("priority", [("bs", .boolean(true)), ("sf", .boolean(true))]) } == .malformed)
    #expect(refusal { try Component("@signature-params") } == .componentUnsupported)
    #expect(refusal { try Component("Date") } == .malformed)
    #expect(
      refusal { try value(try Component("priority"), try HTTPMessage(method: "GET", uri: "https://e/", fields: [.init("priority", "é")])) }
        == .malformed)
  }

  @Test("a response covers parts of its request (section 2.4)")
  func request() throws {
    let asked = try Self.request()
    let message = HTTPMessage(status: 503, fields: [.init("Date", "x")], to: asked)
    #expect(try value(try Component("@method", [("req", .boolean(true))]), message) == "POST")
    #expect(try value(try Component("content-length", [("req", .boolean(true))]), message) == "18")
    #expect(try value(try Component("@status"), message) == "503")
    #expect(refusal { try value(try Component("@method"), message) } == .componentMissing)
    #expect(refusal { try value(try Component("@method", [("req", .boolean(true))]), HTTPMessage(status: 200)) } == .componentMissing)
    #expect(refusal { try value(try Component("@method", [("req", .boolean(true))]), asked) } == .malformed)
    #expect(refusal { try Component("@status", [("req", .boolean(true))]) } == .malformed)
  }

  func signed(_ options: HTTPSignature.Options = .init(created: now, keyID: "ed")) throws -> HTTPMessage {
    var message = try Self.request()
    message.fields += try HTTPSignature.sign(
      message, covering: [try Component("@method"), try Component("content-digest")], with: ed, .ed25519, options)
    return message
  }

  func reason(_ message: HTTPMessage, _ rules: HTTPSignature.Rules = .init(), at now: Int64 = now) -> SignatureRefusal.Reason? {
    refusal { try HTTPSignature.verify(message, with: keys, at: now, rules) }
  }

  @Test("each rule refuses with its reason")
  func rules() throws {
    let message = try signed()
    #expect(reason(message) == nil)
    #expect(reason(try Self.request()) == .unsigned)
    #expect(reason(message, .init(covered: [try Component("@path")])) == .coverageMissing)
    #expect(reason(message, .init(covered: [try Component("@method")])) == nil)
    #expect(reason(message, .init(label: "other")) == .unsigned && reason(message, .init(tag: "other")) == .unsigned)
    #expect(
      reason(message, .init(maxAge: 60), at: Self.now + 121) == .expired && reason(message, .init(maxAge: 60), at: Self.now + 120) == nil)
    #expect(reason(message, at: Self.now - 61) == .notYetValid)
    #expect(reason(message, .init(algorithm: .ecdsaP256)) == .algorithmMismatch)
    #expect(reason(message, .init(nonce: "n")) == .nonceWrong)
    #expect(reason(try signed(.init(keyID: "ed"))) == .claimMissing)
    #expect(reason(try signed(.init(created: Self.now, expires: Self.now + 10, keyID: "ed")), at: Self.now + 70) == .expired)
    #expect(reason(try signed(.init(created: Self.now, keyID: "who"))) == .keyUnknown)
    #expect(
      reason(try signed(.init(created: Self.now, namesAlgorithm: true, keyID: "ed", tag: "t")), .init(algorithm: .rsaSHA256))
        == .algorithmMismatch)
    var two = message
    two.fields += try HTTPSignature.sign(
      message, covering: [], with: ed, .ed25519, .init(label: "b", created: Self.now, keyID: "ed", tag: "t"))
    #expect(reason(two) == .keyAmbiguous && reason(two, .init(tag: "t")) == nil && reason(two, .init(label: "sig")) == nil)
  }

  @Test("what was changed is another message")
  func changed() throws {
    var message = try signed()
    message.fields = message.fields.map { $0.name == "Content-Digest" ? .init($0.name, $0.value.replacing("W", with: "X")) : $0 }
    #expect(reason(message) == .signatureWrong)
  }

  @Test(
    "fields that are no signature",
    arguments: [
      ("sig=()", "sig=:AAAA:", SignatureRefusal.Reason.claimMissing), ("sig=1", "sig=:AAAA:", .malformed),
      ("sig=()", "b=:AAAA:", .malformed),
      ("sig=(", "sig=:AAAA:", .malformed), ("sig=(1)", "sig=:AAAA:", .malformed), ("sig=();created=\"1\"", "sig=:AAAA:", .malformed),
      ("sig=();keyid=1", "sig=:AAAA:", .malformed), ("sig=(\"x\";tr)", "sig=:AAAA:", .componentUnsupported),
      ("sig=(\"@method\" \"@method\");created=1618884480;keyid=\"ed\"", "sig=:AAAA:", .malformed),
      ("sig=();created=1618884480;keyid=\"ed\"", "sig=:AAAA:", .signatureWrong),
      ("sig=();created=1618884480;alg=\"none\";keyid=\"ed\"", "sig=:AAAA:", .algorithmUnknown),
    ])
  func malformed(input: String, signature: String, due: SignatureRefusal.Reason) throws {
    #expect(reason(try Self.request([.init("Signature-Input", input), .init("Signature", signature)])) == due)
  }

  @Test("a body's digest, in both fields (RFC 9530, RFC 3230)")
  func digests() throws {
    let body = bytes(#"{"hello": "world"}"#)
    #expect(ContentDigest.field(body) == "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:")
    try ContentDigest.verify(ContentDigest.field(body), of: body)
    try ContentDigest.verify("unixsum=:AAAA:, " + ContentDigest.field(body, .sha512), of: body)
    try ContentDigest.verify(try Self.request().fields[3].value, of: body)
    try ContentDigest.verifyLegacy(ContentDigest.legacyField(body), of: body)
    #expect(ContentDigest.legacyField(body) == "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=")
    #expect(refusal { try ContentDigest.verify(ContentDigest.field(body), of: body + [32]) } == .digestWrong)
    #expect(refusal { try ContentDigest.verify("\(ContentDigest.field(body)), sha-512=:AAAA:", of: body) } == .digestWrong)
    #expect(refusal { try ContentDigest.verify(nil, of: body) } == .digestWrong)
    #expect(refusal { try ContentDigest.verify("md5=:AAAA:", of: body) } == .algorithmUnknown)
    #expect(refusal { try ContentDigest.verify("sha-256=1", of: body) } == .malformed)
    #expect(refusal { try ContentDigest.verifyLegacy("SHA-256=AAAA", of: body) } == .digestWrong)
    #expect(refusal { try ContentDigest.verifyLegacy("MD5=AAAA", of: body) } == .algorithmUnknown)
  }

  @Test("the older form: signed, verified, and the same lines as its document has them")
  func cavage() throws {
    let message = try Self.request()
    let covered = ["(request-target)", "(created)", "(expires)", "host", "content-digest"]
    let text = try CavageSignature.sign(
      message, covering: covered, with: ed, keyID: "ed", algorithm: "ed25519", created: Self.now, expires: Self.now + 300)
    func reason(_ text: String?, _ message: HTTPMessage = message, _ needed: [String] = ["(request-target)"], at now: Int64 = Self.now)
      -> SignatureRefusal.Reason?
    {
      refusal { try CavageSignature.verify(text, of: message, covering: needed, with: keys, at: now) }
    }
    #expect(reason(text) == nil && reason("Signature " + text) == nil)
    let base =
      "(request-target): post /foo?param=Value&Pet=dog\n(created): \(Self.now)\n(expires): \(Self.now + 300)\nhost: example.com\ncontent-digest: \(message.fields[3].value)"
    #expect(try CavageSignature(text).signature == ed.sign(bytes(base)))
    #expect(reason(nil) == .unsigned && reason("x") == .malformed)
    #expect(reason(text, message, ["date"]) == .coverageMissing)
    #expect(reason(text, at: Self.now + 360) == .expired && reason(text, at: Self.now - 61) == .notYetValid)
    #expect(reason(text, try HTTPMessage(method: "PUT", uri: "https://example.com/foo", fields: message.fields)) == .signatureWrong)
    #expect(reason(text.replacing("ed25519", with: "rsa-sha256")) == .algorithmMismatch)
    #expect(reason(text.replacing("ed25519", with: "none")) == .algorithmUnknown)
    #expect(reason(text.replacing("\"ed\"", with: "\"no\"")) == .keyUnknown)
    #expect(reason(text.replacing("host", with: "gone")) == .componentMissing)
  }
}
