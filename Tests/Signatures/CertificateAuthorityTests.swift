import Signatures
import Testing

/// An authority of our own: what it signs holds, and says for whom and until when.
@Suite struct CertificateAuthorityTests {
  static let now: Int64 = 1_790_000_000

  @Test func rootAndHost() throws {
    let authority = try CertificateAuthority.mint(for: "acme-mis", at: Self.now)
    let again = try CertificateAuthority(certificatePEM: authority.certificate.pem, keyPEM: #require(authority.keyPEM))
    let made = try again.certify(["assay.example.org", "127.0.0.1", "::1"], at: Self.now)
    let host = try Certificate(pem: made.certificate)
    #expect(try SigningKey(pem: made.key).verificationKey == host.key)
    #expect(host.isValid(at: Self.now) && host.isValid(at: Self.now + 395 * 86_400))
    #expect(!host.isValid(at: Self.now + 398 * 86_400), "no client takes a longer one")
    #expect(authority.certificate.isValid(at: Self.now + 3_000 * 86_400))
    let text = String(decoding: host.der, as: UTF8.self)
    #expect(text.contains("assay.example.org") && text.contains("acme-mis"))
    #expect(host.der.indices.contains { host.der[$0...].starts(with: [0x87, 4, 127, 0, 0, 1]) }, "an address is no name")
    #expect(host.der.indices.contains { host.der[$0...].starts(with: [0x87, 16] + [UInt8](repeating: 0, count: 15) + [1]) })
  }

  @Test func numbersDiffer() throws {
    let authority = try CertificateAuthority.mint(for: "acme-mis", at: Self.now)
    let (a, b) = (try authority.certify(["a"], at: Self.now), try authority.certify(["a"], at: Self.now))
    #expect(a.certificate != b.certificate && a.key != b.key)
  }

  @Test(arguments: [("", ""), ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "")])
  func refused(certificate: String, key: String) {
    #expect(throws: SignatureRefusal.self) { try CertificateAuthority(certificatePEM: certificate, keyPEM: key) }
  }
}
