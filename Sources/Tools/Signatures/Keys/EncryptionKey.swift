import Crypto
import CryptoExtras
package import Documents

/// The key to which somebody else's content is sealed: an RSA public key, a point to agree with, or a shared secret.
package struct EncryptionKey: Sendable {
  enum Material: Sendable {
    case rsa(modulus: [UInt8], exponent: [UInt8])
    case agreement(AgreementKey)
    case secret([UInt8])
  }

  let material: Material
  let permission: KeyPermission

  init(material: Material, _ permission: KeyPermission = .any) {
    self.material = material
    self.permission = permission
  }

  /// The RSA key of a certificate or the like. Refuses a key that is not RSA.
  package init(_ key: VerificationKey) throws(SignatureRefusal) {
    guard case .rsa(let rsa) = key.material, let numbers = try? rsa.getKeyPrimitives() else {
      throw SignatureRefusal(.keyInvalid, "a \(key.kind.rawValue) key cannot wrap: RSA is needed")
    }
    self.init(material: .rsa(modulus: Array(numbers.modulus), exponent: Array(numbers.publicExponent)))
  }

  /// A shared secret, for `dir` and the key wraps.
  package static func secret(_ bytes: [UInt8]) -> EncryptionKey { EncryptionKey(material: .secret(bytes)) }

  /// Reads a JWK of kty RSA, EC, OKP (X25519) or oct; `use`, `key_ops` and `alg` are obeyed.
  package init(jwk: JSON) throws(SignatureRefusal) {
    let permission = try KeyPermission(jwk: jwk)
    switch jwk["kty"]?.text {
    case "RSA":
      let key = try Self(try VerificationKey.rsa(n: try VerificationKey.bytes(jwk, "n"), e: try VerificationKey.bytes(jwk, "e")))
      self.init(material: key.material, permission)
    case "oct": self.init(material: .secret(try VerificationKey.bytes(jwk, "k")), permission)
    default: self.init(material: .agreement(try AgreementKey(jwk: jwk)), permission)
    }
    try permission.demand(use: "enc", operations: ["encrypt", "wrapKey", "deriveKey", "deriveBits"])
  }

  /// RSA-OAEP with SHA-256 for label and mask. The 32 bytes of `seed` are all the randomness there is: the same seed gives the same
  /// text, so that a simulated run repeats byte for byte. Towards a real peer the seed must be random and used once.
  package func wrap(_ secret: [UInt8], seed: [UInt8]) throws(SignatureRefusal) -> [UInt8] { try wrap(secret, seed: seed, .sha256) }

  func wrap(_ secret: [UInt8], seed: [UInt8], _ hash: HashFunction) throws(SignatureRefusal) -> [UInt8] {
    guard case .rsa(let modulus, let exponent) = material else {
      throw SignatureRefusal(.algorithmMismatch, "only an RSA key wraps with OAEP")
    }
    let size = modulus.drop { $0 == 0 }.count
    guard let block = OAEP.pad(secret, seed: seed, size: size, hash) else {
      let most = size - 2 * hash.size - 2
      throw SignatureRefusal(.cannotOpen, "wrapping needs a seed of \(hash.size) bytes and at most \(most) bytes to wrap")
    }
    return Array(ModularPower.raise(block, to: exponent, modulo: modulus).suffix(size))
  }
}
