import Crypto
import CryptoExtras

/// How a verification key is read and written: numbers, SubjectPublicKeyInfo, PEM. JSON is in `JWK.swift`.
extension VerificationKey {
  /// A public key of 32 bytes (RFC 8032).
  package static func ed25519(_ raw: [UInt8]) throws(SignatureRefusal) -> VerificationKey {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw) else {
      throw SignatureRefusal(.keyInvalid, "an Ed25519 public key has 32 bytes, this has \(raw.count)")
    }
    return VerificationKey(.ed25519(key))
  }

  /// Modulus and exponent, big-endian. From 2048 to 8192 bits.
  package static func rsa(n: [UInt8], e: [UInt8]) throws(SignatureRefusal) -> VerificationKey {
    try RSAStrength.check(n: n, e: e)
    guard let key = try? _RSA.Signing.PublicKey(n: n, e: e) else {
      throw SignatureRefusal(.keyInvalid, "not an RSA public key of 2048 bits or more")
    }
    return VerificationKey(.rsa(key))
  }

  /// The two coordinates of a point, each as long as the field of the curve. Refuses a point that is not on it.
  package static func ec(_ curve: Curve, x: [UInt8], y: [UInt8]) throws(SignatureRefusal) -> VerificationKey {
    guard x.count == curve.size, y.count == curve.size else {
      throw SignatureRefusal(.keyInvalid, "the coordinates of a point of \(curve.rawValue) have \(curve.size) bytes each")
    }
    let point = [4] + x + y
    let material: Material? =
      switch curve {
      case .p256: (try? P256.Signing.PublicKey(x963Representation: point)).map { .p256($0) }
      case .p384: (try? P384.Signing.PublicKey(x963Representation: point)).map { .p384($0) }
      case .p521: (try? P521.Signing.PublicKey(x963Representation: point)).map { .p521($0) }
      case .x25519: nil
      }
    guard let material else { throw SignatureRefusal(.keyInvalid, "not a point of \(curve.rawValue): make the key anew") }
    return VerificationKey(material)
  }

  /// The two coordinates, 32 bytes each.
  package static func p256(x: [UInt8], y: [UInt8]) throws(SignatureRefusal) -> VerificationKey { try ec(.p256, x: x, y: y) }

  package static func secret(_ bytes: [UInt8]) -> VerificationKey { VerificationKey(.secret(bytes)) }

  /// A SubjectPublicKeyInfo (RFC 5280), whatever kind it holds.
  package init(spki: [UInt8]) throws(SignatureRefusal) {
    if let key = try? Curve25519.Signing.PublicKey(derRepresentation: spki) {
      self.init(.ed25519(key))
    } else if let key = try? P256.Signing.PublicKey(derRepresentation: spki) {
      self.init(.p256(key))
    } else if let key = try? P384.Signing.PublicKey(derRepresentation: spki) {
      self.init(.p384(key))
    } else if let key = try? P521.Signing.PublicKey(derRepresentation: spki) {
      self.init(.p521(key))
    } else if let key = try? _RSA.Signing.PublicKey(derRepresentation: spki), let numbers = try? key.getKeyPrimitives() {
      try RSAStrength.check(n: Array(numbers.modulus), e: Array(numbers.publicExponent))
      self.init(.rsa(key))
    } else {
      throw SignatureRefusal(.keyInvalid, "the public key is not Ed25519, P-256, P-384, P-521, or RSA of 2048 bits or more")
    }
  }

  /// A `PUBLIC KEY`, `RSA PUBLIC KEY` or `CERTIFICATE` block.
  package init(pem text: String) throws(SignatureRefusal) {
    let block = try PEM(text)
    switch block.label {
    case "PUBLIC KEY", "RSA PUBLIC KEY": try self.init(spki: block.der)
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
    case .p384(let key): Array(key.derRepresentation)
    case .p521(let key): Array(key.derRepresentation)
    case .secret: nil
    }
  }

  package var pem: String? { spki.map { PEM(label: "PUBLIC KEY", der: $0).text } }
}
