/// The members of an eKYC response that hide the person's claims from everybody but the partner.
package struct SealedIdentity: Hashable, Sendable {
  package var identity: String
  package var sessionKey: String
  /// SHA-256 of the partner's certificate in upper-case hexadecimal.
  package var thumbprint: String

  package init(identity: String, sessionKey: String, thumbprint: String) {
    self.identity = identity
    self.sessionKey = sessionKey
    self.thumbprint = thumbprint
  }

  package init(sealing claims: [UInt8], to partner: Certificate, with randomness: SealRandomness) throws(SignatureRefusal) {
    self.init(
      identity: Base64.url.encode(try GCMBlob.seal(claims, key: randomness.sessionKey, nonce: randomness.firstNonce)),
      sessionKey: Base64.url.encode(try EncryptionKey(partner.key).wrap(randomness.sessionKey, seed: randomness.wrapSeed)),
      thumbprint: Hex.upper(partner.thumbprint))
  }

  package func open(with key: DecryptionKey, of partner: Certificate) throws(SignatureRefusal) -> [UInt8] {
    guard Thumbprint.isSame(thumbprint, partner.thumbprint) else {
      throw SignatureRefusal(.thumbprintWrong, "thumbprint is not the SHA-256 of the partner's certificate")
    }
    let session = try key.unwrap(try SealedRequest.bytes(sessionKey, "sessionKey"))
    return try GCMBlob.open(try SealedRequest.bytes(identity, "identity"), key: session)
  }
}
