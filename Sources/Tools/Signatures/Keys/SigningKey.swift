import Crypto
import CryptoExtras

/// A key that signs. Ed25519, RS256, PS256 and HS256 give the same signature each time; ES256 does not.
package struct SigningKey: Sendable {
  private enum Material: Sendable {
    case ed25519(Curve25519.Signing.PrivateKey)
    case rsa(_RSA.Signing.PrivateKey)
    case p256(P256.Signing.PrivateKey)
    case secret([UInt8])
  }

  private let material: Material
  /// What others check with. For a secret it is as secret as this.
  package let verificationKey: VerificationKey

  private init(_ material: Material) {
    self.material = material
    let half: VerificationKey.Material =
      switch material {
      case .ed25519(let key): .ed25519(key.publicKey)
      case .rsa(let key): .rsa(key.publicKey)
      case .p256(let key): .p256(key.publicKey)
      case .secret(let bytes): .secret(bytes)
      }
    self.verificationKey = VerificationKey(half)
  }

  package var kind: KeyKind { verificationKey.kind }

  /// The key that follows from 32 bytes: simulated worlds derive theirs from their seed.
  package static func ed25519(seed: [UInt8]) throws(SignatureRefusal) -> SigningKey {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
      throw SignatureRefusal(.keyInvalid, "an Ed25519 seed has 32 bytes, this has \(seed.count)")
    }
    return SigningKey(.ed25519(key))
  }

  /// The P-256 key with this private scalar of 32 bytes.
  package static func p256(scalar: [UInt8]) throws(SignatureRefusal) -> SigningKey {
    guard let key = try? P256.Signing.PrivateKey(rawRepresentation: scalar) else {
      throw SignatureRefusal(.keyInvalid, "not a private scalar of P-256")
    }
    return SigningKey(.p256(key))
  }

  /// A shared secret for HS256.
  package static func secret(_ bytes: [UInt8]) throws(SignatureRefusal) -> SigningKey {
    guard bytes.count >= 16 else { throw SignatureRefusal(.keyInvalid, "a shared secret of \(bytes.count) bytes: give at least 16") }
    return SigningKey(.secret(bytes))
  }

  package static func rsa(pem: String) throws(SignatureRefusal) -> SigningKey {
    guard let key = try? _RSA.Signing.PrivateKey(pemRepresentation: pem) else {
      throw SignatureRefusal(.keyInvalid, "not a PEM of an RSA private key of 2048 bits or more")
    }
    return SigningKey(.rsa(key))
  }

  /// The numbers of an RSA key, big-endian.
  package static func rsa(n: [UInt8], e: [UInt8], d: [UInt8], p: [UInt8], q: [UInt8]) throws(SignatureRefusal) -> SigningKey {
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
    case .secret: nil
    }
  }

  /// The signature over these bytes; with the usual algorithm of the key's kind when none is named.
  package func sign(_ bytes: [UInt8], _ algorithm: SignatureAlgorithm? = nil) throws(SignatureRefusal) -> [UInt8] {
    let algorithm = algorithm ?? kind.usual
    guard kind.algorithms.contains(algorithm) else { throw .mismatch(algorithm, kind) }
    do {
      switch material {
      case .ed25519(let key): return Array(try key.signature(for: bytes))
      case .p256(let key): return Array(try key.signature(for: bytes).rawRepresentation)
      case .secret(let secret): return HMAC.sha256(bytes, key: secret)
      case .rsa(let key):
        let padding: _RSA.Signing.Padding = algorithm == .ps256 ? .PSS : .insecurePKCS1v1_5
        return Array(try key.signature(for: SHA256.hash(data: bytes), padding: padding).rawRepresentation)
      }
    } catch {
      throw SignatureRefusal(.keyInvalid, "the \(kind.rawValue) key could not sign")
    }
  }
}
