import Crypto
import CryptoExtras

/// A key that signs. Ed25519, RS* and HS* give the same signature each time; ES* and PS* do not.
package struct SigningKey: Sendable {
  private enum Material: Sendable {
    case ed25519(Curve25519.Signing.PrivateKey)
    case rsa(_RSA.Signing.PrivateKey)
    case p256(P256.Signing.PrivateKey)
    case p384(P384.Signing.PrivateKey)
    case p521(P521.Signing.PrivateKey)
    case secret([UInt8])
  }

  private let material: Material
  /// What others check with. For a secret it is as secret as this.
  package private(set) var verificationKey: VerificationKey

  private init(_ material: Material) {
    self.material = material
    let half: VerificationKey.Material =
      switch material {
      case .ed25519(let key): .ed25519(key.publicKey)
      case .rsa(let key): .rsa(key.publicKey)
      case .p256(let key): .p256(key.publicKey)
      case .p384(let key): .p384(key.publicKey)
      case .p521(let key): .p521(key.publicKey)
      case .secret(let bytes): .secret(bytes)
      }
    self.verificationKey = VerificationKey(half)
  }

  package var kind: KeyKind { verificationKey.kind }

  /// The same key, for what its JWK allows only.
  func limited(to permission: KeyPermission) -> SigningKey {
    var key = self
    key.verificationKey.permission = permission
    return key
  }

  /// The usual algorithm of the key: its JWK's, or its kind's.
  package var usual: SignatureAlgorithm { verificationKey.algorithms.first ?? kind.usual }

  /// The signature over these bytes; with the usual algorithm of the key when none is named.
  package func sign(_ bytes: [UInt8], _ algorithm: SignatureAlgorithm? = nil) throws(SignatureRefusal) -> [UInt8] {
    let algorithm = algorithm ?? usual
    try verificationKey.permits(algorithm)
    do {
      switch material {
      case .ed25519(let key): return Array(try key.signature(for: bytes))
      case .p256(let key): return Array(try key.signature(for: bytes).rawRepresentation)
      case .p384(let key): return Array(try key.signature(for: bytes).rawRepresentation)
      case .p521(let key): return Array(try key.signature(for: bytes).rawRepresentation)
      case .secret(let secret): return HMAC.code(algorithm.hash, bytes, key: secret)
      case .rsa(let key):
        let padding: _RSA.Signing.Padding = algorithm.isPSS ? .PSS : .insecurePKCS1v1_5
        let signature =
          switch algorithm.hash {
          case .sha384: try key.signature(for: SHA384.hash(data: bytes), padding: padding)
          case .sha512: try key.signature(for: SHA512.hash(data: bytes), padding: padding)
          case .sha256, .sha1: try key.signature(for: SHA256.hash(data: bytes), padding: padding)
          }
        return Array(signature.rawRepresentation)
      }
    } catch {
      throw SignatureRefusal(.keyInvalid, "the \(kind.rawValue) key could not sign")
    }
  }
}

extension SigningKey {
  /// The key that follows from 32 bytes: simulated worlds derive theirs from their seed.
  package static func ed25519(seed: [UInt8]) throws(SignatureRefusal) -> SigningKey {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
      throw SignatureRefusal(.keyInvalid, "an Ed25519 seed has 32 bytes, this has \(seed.count)")
    }
    return SigningKey(.ed25519(key))
  }

  /// The key with this private scalar, as long as the field of the curve.
  package static func ec(_ curve: Curve, scalar: [UInt8]) throws(SignatureRefusal) -> SigningKey {
    let material: Material? =
      switch curve {
      case .p256: (try? P256.Signing.PrivateKey(rawRepresentation: scalar)).map { .p256($0) }
      case .p384: (try? P384.Signing.PrivateKey(rawRepresentation: scalar)).map { .p384($0) }
      case .p521: (try? P521.Signing.PrivateKey(rawRepresentation: scalar)).map { .p521($0) }
      case .x25519: nil
      }
    guard let material else { throw SignatureRefusal(.keyInvalid, "not a private scalar of \(curve.rawValue), \(curve.size) bytes") }
    return SigningKey(material)
  }

  /// The P-256 key with this private scalar of 32 bytes.
  package static func p256(scalar: [UInt8]) throws(SignatureRefusal) -> SigningKey { try ec(.p256, scalar: scalar) }

  /// A shared secret for HS256, HS384 and HS512, for each of which it must be as long as the digest.
  package static func secret(_ bytes: [UInt8]) throws(SignatureRefusal) -> SigningKey {
    guard bytes.count >= 32 else {
      throw SignatureRefusal(.keyWeak, "a shared secret of \(bytes.count) bytes: give at least 32 random bytes (RFC 7518 section 3.2)")
    }
    return SigningKey(.secret(bytes))
  }

  package static func rsa(pem: String) throws(SignatureRefusal) -> SigningKey {
    guard let key = try? _RSA.Signing.PrivateKey(pemRepresentation: pem), let numbers = try? key.publicKey.getKeyPrimitives() else {
      throw SignatureRefusal(.keyInvalid, "not a PEM of an RSA private key of 2048 bits or more")
    }
    try RSAStrength.check(n: Array(numbers.modulus), e: Array(numbers.publicExponent))
    return SigningKey(.rsa(key))
  }

  /// The numbers of an RSA key, big-endian.
  package static func rsa(n: [UInt8], e: [UInt8], d: [UInt8], p: [UInt8], q: [UInt8]) throws(SignatureRefusal) -> SigningKey {
    try RSAStrength.check(n: n, e: e)
    guard let key = try? _RSA.Signing.PrivateKey(n: n, e: e, d: d, p: p, q: q) else {
      throw SignatureRefusal(.keyInvalid, "not an RSA private key of 2048 bits or more")
    }
    return SigningKey(.rsa(key))
  }

  /// A new random RSA key: takes up to seconds, so never in a run. 2048, 3072 or 4096 bits.
  package static func generateRSA(bits: Int) throws(SignatureRefusal) -> SigningKey {
    guard [2048, 3072, 4096].contains(bits), let key = try? _RSA.Signing.PrivateKey(keySize: .init(bitCount: bits)) else {
      throw SignatureRefusal(.keyInvalid, "an RSA key of \(bits) bits: ask for 2048, 3072 or 4096")
    }
    return SigningKey(.rsa(key))
  }

  /// A private key in PEM, whatever kind it holds.
  package init(pem: String) throws(SignatureRefusal) {
    if let key = try? Curve25519.Signing.PrivateKey(pemRepresentation: pem) {
      self.init(.ed25519(key))
    } else if let key = try? P256.Signing.PrivateKey(pemRepresentation: pem) {
      self.init(.p256(key))
    } else if let key = try? P384.Signing.PrivateKey(pemRepresentation: pem) {
      self.init(.p384(key))
    } else if let key = try? P521.Signing.PrivateKey(pemRepresentation: pem) {
      self.init(.p521(key))
    } else {
      self = try .rsa(pem: pem)
    }
  }

  /// PKCS #8; nil for a secret.
  package var pem: String? {
    switch material {
    case .ed25519(let key): key.pemRepresentation
    case .rsa(let key): key.pkcs8PEMRepresentation
    case .p256(let key): key.pemRepresentation
    case .p384(let key): key.pemRepresentation
    case .p521(let key): key.pemRepresentation
    case .secret: nil
    }
  }
}
