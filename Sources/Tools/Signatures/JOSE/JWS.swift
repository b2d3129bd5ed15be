package import Documents

/// One signature over a payload (RFC 7515), the payload inside or detached (appendix F). Read first, then verified: nothing here is
/// true until `verify` returns. The JSON forms, with several signatures, are `JWSDocument`.
package struct JWS: Sendable {
  package let header: JOSEHeader
  package let payload: [UInt8]
  package let signature: [UInt8]
  private let signed: [UInt8]

  static let limit = 4 << 20

  /// Reads `header.payload.signature`, or `header..signature` together with the payload that was sent beside it.
  package init(_ compact: String, detached: [UInt8]? = nil) throws(SignatureRefusal) {
    guard compact.utf8.count <= Self.limit else { throw SignatureRefusal(.tooLong, "a JWS of more than 4 MiB") }
    guard !compact.isEmpty else { throw SignatureRefusal(.unsigned, "there is no signature") }
    let parts = compact.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, !parts[0].isEmpty else {
      throw SignatureRefusal(.malformed, "a compact JWS has three parts divided by dots, this has \(parts.count)")
    }
    if detached != nil, !parts[1].isEmpty {
      throw SignatureRefusal(.malformed, "the payload is detached, so the middle part must be empty")
    }
    try self.init(protected: parts[0], other: nil, payload: parts[1], detached: detached, signature: parts[2])
  }

  /// The parts of one signature as they are written in either form.
  init(
    protected: String, other: JSON?, payload: String, detached: [UInt8]?, signature: String
  ) throws(SignatureRefusal) {
    guard let head = Base64.url.decode(protected), let signature = Base64.url.decode(signature) else {
      throw SignatureRefusal(.malformed, "header and signature must be base64url without padding")
    }
    header = try JOSEHeader(protected: protected.isEmpty ? Members() : try HeaderReading.object(head), other: other)
    self.signature = signature
    if let detached {
      self.payload = detached
      signed = Array("\(protected).".utf8) + (header.encodesPayload ? Array(Base64.url.encode(detached).utf8) : detached)
    } else {
      guard header.encodesPayload else { throw SignatureRefusal(.malformed, "a payload that is not encoded must be detached") }
      guard let inside = Base64.url.decode(payload) else {
        throw SignatureRefusal(.malformed, "the payload must be base64url without padding")
      }
      self.payload = inside
      signed = Array("\(protected).\(payload)".utf8)
    }
  }

  /// Refuses an algorithm that is not for this key, and a signature that is not this key's over this payload.
  package func verify(with key: VerificationKey) throws(SignatureRefusal) {
    guard try key.isValid(signature, of: signed, header.algorithm) else {
      throw SignatureRefusal(.signatureWrong, "the signature is not that of the key over this payload")
    }
  }

  /// The same header and signature around another payload, in compact form: what a receiver must refuse.
  package func compact(altered payload: [UInt8]) -> String {
    let head = String(decoding: signed.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)
    return "\(head).\(Base64.url.encode(payload)).\(Base64.url.encode(signature))"
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
    /// RFC 7797: false signs the payload as it is; it must then be detached in compact form.
    package var encodesPayload = true
    /// Members of the protected header beyond these, in order.
    package var more = Members()

    package init(
      algorithm: SignatureAlgorithm? = nil, keyID: String? = nil, type: String? = nil, certificates: [String] = [],
      isDetached: Bool = false, encodesPayload: Bool = true, more: Members = Members()
    ) {
      self.algorithm = algorithm
      self.keyID = keyID
      self.type = type
      self.certificates = certificates
      self.isDetached = isDetached
      self.encodesPayload = encodesPayload
      self.more = more
    }

    func header(_ algorithm: SignatureAlgorithm) -> Members {
      var header: Members = ["alg": .string(algorithm.rawValue)]
      if let type { header["typ"] = .string(type) }
      if let keyID { header["kid"] = .string(keyID) }
      if !certificates.isEmpty { header["x5c"] = .array(certificates.map { .string($0) }) }
      for member in more { header[member.name] = member.value }
      if !encodesPayload {
        header["b64"] = false
        header["crit"] = ["b64"]
      }
      return header
    }
  }

  /// The compact JWS over the payload; the middle part empty when detached.
  package static func sign(_ payload: [UInt8], with key: SigningKey, _ options: Options = Options()) throws(SignatureRefusal) -> String {
    guard options.encodesPayload || options.isDetached else {
      throw SignatureRefusal(.malformed, "a payload that is not encoded must be detached: set isDetached")
    }
    let parts = try parts(payload, with: key, options)
    return "\(parts.protected).\(options.isDetached ? "" : Base64.url.encode(payload)).\(parts.signature)"
  }

  static func parts(
    _ payload: [UInt8], with key: SigningKey, _ options: Options
  ) throws(SignatureRefusal) -> (protected: String, signature: String) {
    let algorithm = options.algorithm ?? key.usual
    let head = Base64.url.encode(JSON.object(options.header(algorithm)).encoded())
    let middle = options.encodesPayload ? Array(Base64.url.encode(payload).utf8) : payload
    let signature = try key.sign(Array("\(head).".utf8) + middle, algorithm)
    return (head, Base64.url.encode(signature))
  }
}
