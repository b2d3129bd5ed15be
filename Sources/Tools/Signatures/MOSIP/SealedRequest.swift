/// The four members of an IDA request that hide its inner `request` from everybody but the ID system.
package struct SealedRequest: Hashable, Sendable {
  /// Inner JSON under a session key, base64url.
  package var request: String
  /// The session key, wrapped to the ID system's certificate, base64url.
  package var requestSessionKey: String
  /// No HMAC despite its name: the upper-case hexadecimal SHA-256 of the inner JSON, under the session key.
  package var requestHMAC: String
  /// SHA-256 of the certificate, base64url here; hexadecimal is read too.
  package var thumbprint: String

  package init(request: String, requestSessionKey: String, requestHMAC: String, thumbprint: String) {
    self.request = request
    self.requestSessionKey = requestSessionKey
    self.requestHMAC = requestHMAC
    self.thumbprint = thumbprint
  }

  /// Seals the inner JSON for the holder of the certificate.
  package init(sealing inner: [UInt8], to certificate: Certificate, with randomness: SealRandomness) throws(SignatureRefusal) {
    let hash = Array(Hex.upper(Digest.sha256(inner)).utf8)
    let wrapped = try EncryptionKey(certificate.key).wrap(randomness.sessionKey, seed: randomness.wrapSeed)
    self.init(
      request: Base64.url.encode(try GCMBlob.seal(inner, key: randomness.sessionKey, nonce: randomness.firstNonce)),
      requestSessionKey: Base64.url.encode(wrapped),
      requestHMAC: Base64.url.encode(try GCMBlob.seal(hash, key: randomness.sessionKey, nonce: randomness.secondNonce)),
      thumbprint: Base64.url.encode(certificate.thumbprint))
  }

  /// The inner JSON. Refused: sealed to another certificate (`thumbprintWrong`), does not open (`cannotOpen`), or its hash is
  /// another's (`digestWrong`).
  package func open(with key: DecryptionKey, of certificate: Certificate) throws(SignatureRefusal) -> [UInt8] {
    guard Thumbprint.isSame(thumbprint, certificate.thumbprint) else {
      throw SignatureRefusal(.thumbprintWrong, "thumbprint is not the SHA-256 of the ID system's encryption certificate")
    }
    let session = try key.unwrap(try Self.bytes(requestSessionKey, "requestSessionKey"))
    let inner = try GCMBlob.open(try Self.bytes(request, "request"), key: session)
    let hash = try GCMBlob.open(try Self.bytes(requestHMAC, "requestHMAC"), key: session)
    guard ConstantTime.equal(hash, Array(Hex.upper(Digest.sha256(inner)).utf8)) else {
      throw SignatureRefusal(.digestWrong, "requestHMAC must hold the upper-case hexadecimal SHA-256 of the inner request as sent")
    }
    return inner
  }

  static func bytes(_ text: String, _ name: String) throws(SignatureRefusal) -> [UInt8] {
    guard let bytes = Base64.urlEitherPadding.decode(text) else { throw SignatureRefusal(.malformed, "\(name) must be base64url") }
    return bytes
  }
}

/// The random bytes of one sealing, given by the caller: an activity's in a simulated world, the machine's towards a real peer.
package struct SealRandomness: Sendable {
  package static let count = 96
  let sessionKey: [UInt8], firstNonce: [UInt8], secondNonce: [UInt8], wrapSeed: [UInt8]

  /// Exactly 96 bytes, never used twice.
  package init(_ bytes: [UInt8]) throws(SignatureRefusal) {
    guard bytes.count == Self.count else {
      throw SignatureRefusal(.cannotOpen, "one sealing takes \(Self.count) random bytes, not \(bytes.count)")
    }
    sessionKey = Array(bytes[0..<32])
    firstNonce = Array(bytes[32..<48])
    secondNonce = Array(bytes[48..<64])
    wrapSeed = Array(bytes[64..<96])
  }
}
