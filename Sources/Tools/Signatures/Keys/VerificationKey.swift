import Crypto
import CryptoExtras

/// The half of a key that checks signatures. For a shared secret it is the secret itself.
package struct VerificationKey: Sendable {
  enum Material: Sendable {
    case ed25519(Curve25519.Signing.PublicKey)
    case rsa(_RSA.Signing.PublicKey)
    case p256(P256.Signing.PublicKey)
    case p384(P384.Signing.PublicKey)
    case p521(P521.Signing.PublicKey)
    case secret([UInt8])
  }

  let material: Material
  package let kind: KeyKind
  /// What a JWK said of its use.
  var permission = KeyPermission.any

  init(_ material: Material) {
    self.material = material
    self.kind =
      switch material {
      case .ed25519: .ed25519
      case .rsa: .rsa
      case .p256: .p256
      case .p384: .p384
      case .p521: .p521
      case .secret: .secret
      }
  }

  /// What this key may be used for: its kind's algorithms, or the one that its JWK names.
  package var algorithms: [SignatureAlgorithm] {
    kind.algorithms.filter { permission.algorithm == nil || permission.algorithm == $0.rawValue }
  }

  /// True when the signature is this key's over these bytes. An algorithm that is not for this key, and a secret that is too short
  /// for it, are refused, not tried.
  package func isValid(_ signature: [UInt8], of bytes: [UInt8], _ algorithm: SignatureAlgorithm) throws(SignatureRefusal) -> Bool {
    try permits(algorithm)
    switch material {
    case .ed25519(let key):
      return key.isValidSignature(signature, for: bytes)
    case .rsa(let key):
      guard signature.count == (key.keySizeInBits + 7) / 8 else { return false }
      let padding: _RSA.Signing.Padding = algorithm.isPSS ? .PSS : .insecurePKCS1v1_5
      let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
      return switch algorithm.hash {
      case .sha384: key.isValidSignature(signature, for: SHA384.hash(data: bytes), padding: padding)
      case .sha512: key.isValidSignature(signature, for: SHA512.hash(data: bytes), padding: padding)
      case .sha256, .sha1: key.isValidSignature(signature, for: SHA256.hash(data: bytes), padding: padding)
      }
    case .p256(let key):
      return (try? P256.Signing.ECDSASignature(rawRepresentation: signature)).map { key.isValidSignature($0, for: bytes) } ?? false
    case .p384(let key):
      return (try? P384.Signing.ECDSASignature(rawRepresentation: signature)).map { key.isValidSignature($0, for: bytes) } ?? false
    case .p521(let key):
      return (try? P521.Signing.ECDSASignature(rawRepresentation: signature)).map { key.isValidSignature($0, for: bytes) } ?? false
    case .secret(let secret):
      return HMAC.isCode(signature, algorithm.hash, of: bytes, key: secret)
    }
  }

  /// The same for an ECDSA signature in DER (RFC 3279 2.2.3), which TLS and XML tools write where JOSE writes two numbers side by side.
  package func isValidDER(_ signature: [UInt8], of bytes: [UInt8], _ algorithm: SignatureAlgorithm) throws(SignatureRefusal) -> Bool {
    try permits(algorithm)
    switch material {
    case .p256(let key):
      return (try? P256.Signing.ECDSASignature(derRepresentation: signature)).map { key.isValidSignature($0, for: bytes) } ?? false
    case .p384(let key):
      return (try? P384.Signing.ECDSASignature(derRepresentation: signature)).map { key.isValidSignature($0, for: bytes) } ?? false
    case .p521(let key):
      return (try? P521.Signing.ECDSASignature(derRepresentation: signature)).map { key.isValidSignature($0, for: bytes) } ?? false
    default:
      throw SignatureRefusal(.algorithmMismatch, "only ECDSA signatures have a DER form, this key is of kind \(kind.rawValue)")
    }
  }

  /// Refuses an algorithm that is not for this key, or for which its secret is too short (RFC 7518 section 3.2).
  func permits(_ algorithm: SignatureAlgorithm) throws(SignatureRefusal) {
    guard algorithms.contains(algorithm) else { throw .mismatch(algorithm, self) }
    if case .secret(let secret) = material, secret.count < algorithm.hash.size {
      throw SignatureRefusal(
        .keyWeak, "a secret of \(secret.count) bytes for \(algorithm.rawValue): share one of at least \(algorithm.hash.size) random bytes")
    }
  }
}

extension VerificationKey: Hashable {
  package static func == (a: Self, b: Self) -> Bool { a.kind == b.kind && ConstantTime.equal(a.identity, b.identity) }

  package func hash(into hasher: inout Hasher) { hasher.combine(identity) }

  private var identity: [UInt8] {
    if case .secret(let bytes) = material { return bytes }
    return spki ?? []
  }
}

extension SignatureRefusal {
  static func mismatch(_ algorithm: SignatureAlgorithm, _ key: VerificationKey) -> SignatureRefusal {
    let able = key.algorithms.map(\.rawValue).joined(separator: " or ")
    return SignatureRefusal(
      .algorithmMismatch,
      "alg \(algorithm.rawValue) with a key of kind \(key.kind.rawValue), which is for \(able.isEmpty ? "nothing here" : able)")
  }
}
