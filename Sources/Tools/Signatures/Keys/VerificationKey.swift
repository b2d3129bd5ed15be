import Crypto
import CryptoExtras

/// The half of a key that checks signatures. For a shared secret it is the secret itself.
package struct VerificationKey: Sendable {
  enum Material: Sendable {
    case ed25519(Curve25519.Signing.PublicKey)
    case rsa(_RSA.Signing.PublicKey)
    case p256(P256.Signing.PublicKey)
    case secret([UInt8])
  }

  let material: Material
  package let kind: KeyKind

  init(_ material: Material) {
    self.material = material
    self.kind =
      switch material {
      case .ed25519: .ed25519
      case .rsa: .rsa
      case .p256: .p256
      case .secret: .secret
      }
  }

  /// A public key of 32 bytes (RFC 8032).
  package static func ed25519(_ raw: [UInt8]) throws(SignatureRefusal) -> VerificationKey {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw) else {
      throw SignatureRefusal(.keyInvalid, "an Ed25519 public key has 32 bytes, this has \(raw.count)")
    }
    return VerificationKey(.ed25519(key))
  }

  /// Modulus and exponent, big-endian. At least 2048 bits.
  package static func rsa(n: [UInt8], e: [UInt8]) throws(SignatureRefusal) -> VerificationKey {
    guard let key = try? _RSA.Signing.PublicKey(n: n, e: e) else {
      throw SignatureRefusal(.keyInvalid, "not an RSA public key of 2048 bits or more")
    }
    return VerificationKey(.rsa(key))
  }

  /// The two coordinates, 32 bytes each.
  package static func p256(x: [UInt8], y: [UInt8]) throws(SignatureRefusal) -> VerificationKey {
    guard x.count == 32, y.count == 32, let key = try? P256.Signing.PublicKey(x963Representation: [4] + x + y) else {
      throw SignatureRefusal(.keyInvalid, "not a point of P-256")
    }
    return VerificationKey(.p256(key))
  }

  package static func secret(_ bytes: [UInt8]) -> VerificationKey { VerificationKey(.secret(bytes)) }

  /// A SubjectPublicKeyInfo (RFC 5280), whatever kind it holds.
  package init(spki: [UInt8]) throws(SignatureRefusal) {
    if let key = try? Curve25519.Signing.PublicKey(derRepresentation: spki) {
      self.init(.ed25519(key))
    } else if let key = try? P256.Signing.PublicKey(derRepresentation: spki) {
      self.init(.p256(key))
    } else if let key = try? _RSA.Signing.PublicKey(derRepresentation: spki) {
      self.init(.rsa(key))
    } else {
      throw SignatureRefusal(.keyInvalid, "the public key is not Ed25519, P-256, or RSA of 2048 bits or more")
    }
  }

  /// A `PUBLIC KEY` or a `CERTIFICATE` block.
  package init(pem text: String) throws(SignatureRefusal) {
    let block = try PEM(text)
    switch block.label {
    case "PUBLIC KEY": try self.init(spki: block.der)
    case "CERTIFICATE": self = try Certificate(der: block.der).key
    default: throw SignatureRefusal(.keyInvalid, "a \(block.label) block where PUBLIC KEY or CERTIFICATE is needed")
    }
  }

  /// SubjectPublicKeyInfo; nil for a secret, which has no public half.
  package var spki: [UInt8]? {
    switch material {
    case .ed25519(let key): Array(key.derRepresentation)
    case .rsa(let key): Array(key.derRepresentation)
    case .p256(let key): Array(key.derRepresentation)
    case .secret: nil
    }
  }

  package var pem: String? { spki.map { PEM(label: "PUBLIC KEY", der: $0).text } }

  /// True when the signature is this key's over these bytes. An algorithm that is not for this kind of key is refused, not tried.
  package func isValid(_ signature: [UInt8], of bytes: [UInt8], _ algorithm: SignatureAlgorithm) throws(SignatureRefusal) -> Bool {
    switch (material, algorithm) {
    case (.ed25519(let key), .edDSA):
      return key.isValidSignature(signature, for: bytes)
    case (.rsa(let key), .rs256):
      return key.isValidSignature(.init(rawRepresentation: signature), for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5)
    case (.rsa(let key), .ps256):
      return key.isValidSignature(.init(rawRepresentation: signature), for: SHA256.hash(data: bytes), padding: .PSS)
    case (.p256(let key), .es256):
      guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else { return false }
      return key.isValidSignature(signature, for: bytes)
    case (.secret(let secret), .hs256):
      return HMAC.isSHA256(signature, of: bytes, key: secret)
    default:
      throw .mismatch(algorithm, kind)
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
  static func mismatch(_ algorithm: SignatureAlgorithm, _ kind: KeyKind) -> SignatureRefusal {
    let able = kind.algorithms.map(\.rawValue).joined(separator: " or ")
    return SignatureRefusal(.algorithmMismatch, "alg \(algorithm.rawValue) with a key of kind \(kind.rawValue), which is for \(able)")
  }
}
