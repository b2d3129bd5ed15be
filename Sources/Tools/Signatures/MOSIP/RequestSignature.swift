/// The `signature` header of a MOSIP request or response: a detached JWS, RS256, over the raw body, with the signer's certificate.
package enum RequestSignature {
  /// `written`: clients of MOSIP put PEM text into `x5c`; RFC 7515 wants DER.
  package static func sign(
    _ body: [UInt8], with key: SigningKey, certificate: Certificate, written: Certificate.Entry = .pemText
  ) throws(SignatureRefusal) -> String {
    try JWS.sign(body, with: key, JWS.Options(algorithm: .rs256, certificates: [certificate.x5c(written)], isDetached: true))
  }

  /// Refuses, in this order: no signature (`unsigned`), none that can be read, no certificate in it (`certificateMissing`),
  /// another certificate than the registered one (`certificateInvalid`), a wrong signature.
  /// - Returns: how the certificate was written.
  @discardableResult
  package static func verify(_ text: String?, of body: [UInt8], registered: Certificate) throws(SignatureRefusal) -> Certificate.Entry {
    let jws = try JWS(text ?? "", detached: body)
    guard let entry = jws.header.certificates.first else {
      throw SignatureRefusal(.certificateMissing, "the signature's header has no x5c")
    }
    let (certificate, written) = try Certificate.reading(x5c: entry)
    guard certificate == registered else {
      throw SignatureRefusal(.certificateInvalid, "the certificate in x5c is not the one that is registered for the partner")
    }
    try jws.verify(with: registered.key)
    return written
  }
}
