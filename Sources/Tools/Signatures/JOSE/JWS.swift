import Documents

/// A JWS in compact form (RFC 7515), its payload inside or detached (appendix F). Read first, then verified: nothing here is true
/// until `verify` returns.
package struct JWS: Sendable {
  package let header: JOSEHeader
  package let payload: [UInt8]
  package let signature: [UInt8]
  private let signed: [UInt8]

  /// Reads `header.payload.signature`, or `header..signature` together with the payload that was sent beside it.
  package init(_ compact: String, detached: [UInt8]? = nil) throws(SignatureRefusal) {
    guard compact.utf8.count <= 4 << 20 else { throw SignatureRefusal(.tooLong, "a JWS of more than 4 MiB") }
    guard !compact.isEmpty else { throw SignatureRefusal(.unsigned, "there is no signature") }
    let parts = compact.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, !parts[0].isEmpty else {
      throw SignatureRefusal(.malformed, "a compact JWS has three parts divided by dots, this has \(parts.count)")
    }
    guard let head = Base64.url.decode(parts[0]), let signature = Base64.url.decode(parts[2]) else {
      throw SignatureRefusal(.malformed, "header and signature must be base64url without padding")
    }
    header = try JOSEHeader(parsing: head)
    self.signature = signature
    if let detached {
      guard parts[1].isEmpty else { throw SignatureRefusal(.malformed, "the payload is detached, so the middle part must be empty") }
      payload = detached
      let middle = header.encodesPayload ? Array(Base64.url.encode(detached).utf8) : detached
      signed = Array("\(parts[0]).".utf8) + middle
    } else {
      guard header.encodesPayload else { throw SignatureRefusal(.malformed, "a payload that is not encoded must be detached") }
      guard let inside = Base64.url.decode(parts[1]) else {
        throw SignatureRefusal(.malformed, "the payload must be base64url without padding")
      }
      payload = inside
      signed = Array("\(parts[0]).\(parts[1])".utf8)
    }
  }

  /// Refuses an algorithm that is not for this key, and a signature that is not this key's over this payload.
  package func verify(with key: VerificationKey) throws(SignatureRefusal) {
    guard try key.isValid(signature, of: signed, header.algorithm) else {
      throw SignatureRefusal(.signatureWrong, "the signature is not that of the key over this payload")
    }
  }

  /// Verifies with the key that `kid` names; without `kid`, with the store's only key.
  package func verify(with keys: KeyStore) throws(SignatureRefusal) {
    try verify(with: try keys.key(named: header.keyID))
  }
}

extension JWS {
  /// What a signer says about the signature, beside the algorithm.
  package struct Options: Sendable {
    package var algorithm: SignatureAlgorithm?
    package var keyID: String?
    package var type: String?
    package var certificates: [String] = []
    package var isDetached = false
    package init(
      algorithm: SignatureAlgorithm? = nil, keyID: String? = nil, type: String? = nil, certificates: [String] = [], isDetached: Bool = false
    ) {
      self.algorithm = algorithm
      self.keyID = keyID
      self.type = type
      self.certificates = certificates
      self.isDetached = isDetached
    }
  }

  /// The compact JWS over the payload; the middle part empty when detached.
  package static func sign(_ payload: [UInt8], with key: SigningKey, _ options: Options = Options()) throws(SignatureRefusal) -> String {
    let algorithm = options.algorithm ?? key.kind.usual
    var header: Members = ["alg": .string(algorithm.rawValue)]
    if let type = options.type { header["typ"] = .string(type) }
    if let keyID = options.keyID { header["kid"] = .string(keyID) }
    if !options.certificates.isEmpty { header["x5c"] = .array(options.certificates.map { .string($0) }) }
    let head = Base64.url.encode(JSON.object(header).encoded())
    let middle = Base64.url.encode(payload)
    let signature = try key.sign(Array("\(head).\(middle)".utf8), algorithm)
    return "\(head).\(options.isDetached ? "" : middle).\(Base64.url.encode(signature))"
  }
}
