/// An authority of our own, for addresses that no public one certifies: a root that is made once and trusted by name, and certificates
/// for hosts under it. ECDSA on P-256, RFC 5280.
package struct CertificateAuthority: Sendable {
  package let certificate: Certificate
  private let key: SigningKey
  /// PEM, for whoever keeps it.
  package var keyPEM: String? { key.pem }

  private static let day: Int64 = 86_400
  private static let name = "Assay test authority"

  /// A new root, good for ten years from `now` (seconds since 1970). From the machine's own chance, so never in a run.
  package static func mint(for owner: String, at now: Int64) throws(SignatureRefusal) -> CertificateAuthority {
    guard let key = SigningKey.generate(.p256) else { throw SignatureRefusal(.keyInvalid, "no key could be made") }
    let subject = CertificateWriter.name("\(name) of \(owner)")
    let der = try CertificateWriter(
      subject: subject, issuer: subject, key: key.verificationKey, notBefore: now - day, notAfter: now + 3650 * day,
      extensions: [.authority, .signs(certificates: true), .keyed(key.verificationKey)]
    ).signed(by: key)
    return CertificateAuthority(certificate: try Certificate(der: der), key: key)
  }

  package init(certificatePEM: String, keyPEM: String) throws(SignatureRefusal) {
    try self.init(certificate: Certificate(pem: certificatePEM), key: SigningKey(pem: keyPEM))
  }

  private init(certificate: Certificate, key: SigningKey) {
    self.certificate = certificate
    self.key = key
  }

  /// A certificate for hosts, by name or address, good for 397 days: no client takes more. Gives certificate and key as PEM.
  package func certify(_ hosts: [String], at now: Int64) throws(SignatureRefusal) -> (certificate: String, key: String) {
    guard let own = SigningKey.generate(.p256), let pem = own.pem, let issuer = certificate.subject else {
      throw SignatureRefusal(.keyInvalid, "no key could be made")
    }
    let der = try CertificateWriter(
      subject: CertificateWriter.name(hosts.first ?? "localhost"), issuer: issuer, key: own.verificationKey, notBefore: now - Self.day,
      notAfter: now + 396 * Self.day,
      extensions: [
        .signs(certificates: false), .serves, .keyed(own.verificationKey), .signedBy(certificate.key), .hosts(hosts),
      ]
    ).signed(by: key)
    return (PEM(label: "CERTIFICATE", der: der).text, pem)
  }
}
