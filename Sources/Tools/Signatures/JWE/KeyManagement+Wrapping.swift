import Crypto
import Documents

/// What a sender puts into the header and `encrypted_key`, and how the recipient comes to the content key.
extension KeyManagement {
  /// The content key of a recipient, its wrapped form, and header members beside `alg`.
  struct Wrapped {
    var contentKey: [UInt8]
    var encryptedKey: [UInt8] = []
    var header = Members()
  }

  /// `contentKey` is nil when it is for this algorithm to say; otherwise it is wrapped.
  func wrap(
    _ contentKey: [UInt8], to key: EncryptionKey, _ encryption: ContentEncryption, _ random: SeededBytes, _ place: String
  ) throws(SignatureRefusal) -> Wrapped {
    try demand(key.permission, encryption)
    switch (way, key.material) {
    case (.oaep(let hash), .rsa):
      let wrapped = try key.wrap(contentKey, seed: random.bytes(hash.size, for: "oaep \(place)"), hash)
      return Wrapped(contentKey: contentKey, encryptedKey: wrapped)
    case (.agreement(let size), .agreement(let peer)):
      let (scalar, point) = try Self.ephemeral(peer.curve, random, place)
      let header: Members = ["epk": point.jwk]
      let agreed = try agreed(peer, scalar, size ?? encryption.keySize, encryption, header)
      guard size != nil else { return Wrapped(contentKey: agreed, header: header) }
      return Wrapped(contentKey: contentKey, encryptedKey: try Self.wrapped(contentKey, agreed), header: header)
    case (.wrap(let size), .secret(let secret)):
      try sized(secret, size)
      return Wrapped(contentKey: contentKey, encryptedKey: try Self.wrapped(contentKey, secret))
    case (.gcmWrap(let size), .secret(let secret)):
      try sized(secret, size)
      let nonce = random.bytes(12, for: "wrap nonce \(place)")
      let box = try AESGCM.seal(contentKey, key: secret, nonce: nonce)
      let header: Members = ["iv": .string(Base64.url.encode(nonce)), "tag": .string(Base64.url.encode(box.tag))]
      return Wrapped(contentKey: contentKey, encryptedKey: box.ciphertext, header: header)
    case (.direct, .secret(let secret)):
      try sized(secret, encryption.keySize)
      return Wrapped(contentKey: secret)
    default: throw mismatch
    }
  }

  /// The content key; nil when the wrapped key does not open. Refused: a key of another kind or size, header members missing.
  func unwrap(
    _ wrapped: [UInt8], with key: DecryptionKey, _ encryption: ContentEncryption, _ header: Members
  ) throws(SignatureRefusal) -> [UInt8]? {
    try demand(key.permission, encryption)
    guard wrapped.isEmpty == isDirect else {
      throw SignatureRefusal(.malformed, "with alg \(rawValue) the encrypted key must \(isDirect ? "" : "not ")be empty")
    }
    switch (way, key.material) {
    case (.oaep(let hash), .rsa): return key.unwrap(wrapped, hash)
    case (.agreement(let size), .agreement(let curve, let scalar)):
      guard let jwk = header["epk"] else { throw SignatureRefusal(.malformed, "the header has no epk, the sender's point") }
      let peer = try AgreementKey(jwk: jwk)
      guard peer.curve == curve else {
        throw SignatureRefusal(.keyInvalid, "epk is a point of \(peer.curve.rawValue), the recipient's key is of \(curve.rawValue)")
      }
      let agreed = try agreed(peer, scalar, size ?? encryption.keySize, encryption, header)
      return size == nil ? agreed : Self.unwrapped(wrapped, agreed)
    case (.wrap(let size), .secret(let secret)):
      try sized(secret, size)
      return Self.unwrapped(wrapped, secret)
    case (.gcmWrap(let size), .secret(let secret)):
      try sized(secret, size)
      let nonce = try Self.bytes(header, "iv"), tag = try Self.bytes(header, "tag")
      guard nonce.count == 12 else { throw SignatureRefusal(.malformed, "iv of a wrapped key has 12 bytes") }
      return AESGCM.open(wrapped, tag: tag, key: secret, nonce: nonce)
    case (.direct, .secret(let secret)):
      try sized(secret, encryption.keySize)
      return secret
    default: throw mismatch
    }
  }

  private var mismatch: SignatureRefusal {
    let what =
      switch way {
      case .oaep: "an RSA key"
      case .agreement: "a key of P-256, P-384, P-521 or X25519"
      case .wrap, .gcmWrap, .direct: "a shared secret (kty oct)"
      }
    return SignatureRefusal(.algorithmMismatch, "alg \(rawValue) needs \(what)")
  }

  private func sized(_ secret: [UInt8], _ size: Int) throws(SignatureRefusal) {
    guard secret.count == size else {
      throw SignatureRefusal(.keyInvalid, "alg \(rawValue) needs a secret of \(size) bytes here, this has \(secret.count)")
    }
  }

  static func bytes(_ header: Members, _ name: String) throws(SignatureRefusal) -> [UInt8] {
    guard let bytes = header[name]?.text.flatMap({ Base64.url.decode($0, limit: 1 << 16) }) else {
      throw SignatureRefusal(.malformed, "the header has no base64url \(name)")
    }
    return bytes
  }

  private static func wrapped(_ contentKey: [UInt8], _ key: [UInt8]) throws(SignatureRefusal) -> [UInt8] {
    guard let wrapped = try? AES.KeyWrap.wrap(SymmetricKey(data: contentKey), using: SymmetricKey(data: key)) else {
      throw SignatureRefusal(.keyInvalid, "the content key could not be wrapped")
    }
    return Array(wrapped)
  }

  private static func unwrapped(_ wrapped: [UInt8], _ key: [UInt8]) -> [UInt8]? {
    guard wrapped.count >= 24, wrapped.count % 8 == 0 else { return nil }
    return (try? AES.KeyWrap.unwrap(wrapped, using: SymmetricKey(data: key))).map { $0.withUnsafeBytes { Array($0) } }
  }

  /// A scalar of the curve from the randomness given. P-521 has 521 bits in 66 bytes, and few draws lie beyond the order of a curve.
  private static func ephemeral(_ curve: Curve, _ random: SeededBytes, _ place: String) throws(SignatureRefusal) -> ([UInt8], AgreementKey)
  {
    for attempt in 0..<16 {
      var scalar = random.bytes(curve.size, for: "ephemeral \(place) \(attempt)")
      if curve == .p521 { scalar[0] &= 1 }
      if let point = try? AgreementKey(curve, scalar: scalar) { return (scalar, point) }
    }
    throw SignatureRefusal(.keyInvalid, "no ephemeral key could be drawn: give other randomness")
  }

  /// The Concat KDF (RFC 7518 section 4.6.2).
  private func agreed(
    _ peer: AgreementKey, _ scalar: [UInt8], _ size: Int, _ encryption: ContentEncryption, _ header: Members
  ) throws(SignatureRefusal) -> [UInt8] {
    guard let secret = peer.secret(with: scalar) else {
      throw SignatureRefusal(.keyInvalid, "the two keys agree on nothing: make new ones")
    }
    func field(_ bytes: [UInt8]) -> [UInt8] { BigEndian.bytes(UInt32(bytes.count)) + bytes }
    let first = header["apu"] == nil ? [] : try Self.bytes(header, "apu"),
      second = header["apv"] == nil ? [] : try Self.bytes(header, "apv")
    let name = Array((isDirect ? encryption.rawValue : rawValue).utf8)
    let info = field(name) + field(first) + field(second) + BigEndian.bytes(UInt32(size * 8))
    var out: [UInt8] = []
    var counter: UInt32 = 1
    while out.count < size {
      out += Digest.sha256(BigEndian.bytes(counter) + secret + info)
      counter += 1
    }
    return Array(out.prefix(size))
  }
}
