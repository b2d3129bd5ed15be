import Signatures
import Testing

@Suite("Sealing of identity requests")
struct SealTests {
  let certificate: Certificate
  let key: DecryptionKey
  let inner = bytes(#"{"demographics":{"dob":"1992/04/29"}}"#)
  let randomness: SealRandomness

  init() throws {
    certificate = try Certificate(pem: try Fixtures.key("ida-encryption.cert"))
    key = try DecryptionKey(pem: try Fixtures.key("ida-encryption.key"))
    randomness = try SealRandomness((0..<96).map { UInt8($0) })
  }

  @Test("what is sealed opens, and the same randomness seals to the same text")
  func roundTrip() throws {
    let sealed = try SealedRequest(sealing: inner, to: certificate, with: randomness)
    #expect(try sealed.open(with: key, of: certificate) == inner)
    #expect(try SealedRequest(sealing: inner, to: certificate, with: randomness) == sealed)
    #expect(try SealedRequest(sealing: inner, to: certificate, with: try SealRandomness([UInt8](repeating: 9, count: 96))) != sealed)
  }

  @Test("wrapping gives what the private key opens, for many seeds and lengths")
  func wraps() throws {
    let wrap = try EncryptionKey(certificate.key)
    for i in 0..<24 {
      let secret = [UInt8](repeating: UInt8(i), count: i * 8)
      let wrapped = try wrap.wrap(secret, seed: Digest.sha256([UInt8(i)]))
      #expect(wrapped.count == 256)
      #expect(try key.unwrap(wrapped) == secret)
    }
    #expect(refusal { try wrap.wrap([UInt8](repeating: 1, count: 191), seed: Digest.sha256([])) } == .cannotOpen)
  }

  @Test("each spelling of the thumbprint is taken")
  func thumbprints() throws {
    var sealed = try SealedRequest(sealing: inner, to: certificate, with: randomness)
    let digest = certificate.thumbprint
    for text in [Hex.lower(digest), Hex.upper(digest), Base64.url.encode(digest), Base64.url.encode(digest) + "="] {
      sealed.thumbprint = text
      #expect(try sealed.open(with: key, of: certificate) == inner)
    }
  }

  @Test("what was changed does not open, and the reason says which part")
  func refusals() throws {
    let sealed = try SealedRequest(sealing: inner, to: certificate, with: randomness)
    let other = try SealedRequest(sealing: bytes("{}"), to: certificate, with: randomness)
    func reason(_ change: (inout SealedRequest) -> Void) -> SignatureRefusal.Reason? {
      var changed = sealed
      change(&changed)
      return refusal { try changed.open(with: key, of: certificate) }
    }
    #expect(reason { $0.requestHMAC = other.requestHMAC } == .digestWrong)
    #expect(reason { $0.request = other.request } == .digestWrong)
    #expect(reason { $0.thumbprint = Hex.lower(Digest.sha256([])) } == .thumbprintWrong)
    #expect(reason { $0.thumbprint = "" } == .thumbprintWrong)
    #expect(reason { $0.requestSessionKey = "AAAA" } == .cannotOpen)
    #expect(reason { $0.request = "AAAA" } == .cannotOpen)
    #expect(reason { $0.request = "B" + $0.request.dropFirst() } == .cannotOpen)
    #expect(reason { $0.request = "*" } == .malformed)
    #expect(refusal { try SealRandomness([1]) } == .cannotOpen)
  }

  @Test("the claims of a person are sealed to the partner")
  func identity() throws {
    let partner = try Certificate(pem: try Fixtures.key("mis-partner.cert"))
    let partnerKey = try DecryptionKey(pem: try Fixtures.key("mis-partner.key"))
    var sealed = try SealedIdentity(sealing: inner, to: partner, with: randomness)
    #expect(try sealed.open(with: partnerKey, of: partner) == inner)
    #expect(refusal { try sealed.open(with: partnerKey, of: certificate) } == .thumbprintWrong)
    sealed.identity = "AAAA"
    #expect(refusal { try sealed.open(with: partnerKey, of: partner) } == .cannotOpen)
  }
}
