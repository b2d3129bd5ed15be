import Crypto
import CryptoExtras
package import Documents

/// The private half that opens what was sealed to it: an RSA key, a scalar to agree with, or a shared secret.
package struct DecryptionKey: Sendable {
  enum Material: Sendable {
    /// Kept as bytes: the library's own type may not cross tasks.
    case rsa(der: [UInt8])
    case agreement(Curve, scalar: [UInt8])
    case secret([UInt8])
  }

  let material: Material
  let permission: KeyPermission

  init(material: Material, _ permission: KeyPermission = .any) {
    self.material = material
    self.permission = permission
  }

  package init(pem: String) throws(SignatureRefusal) {
    guard let key = try? _RSA.Encryption.PrivateKey(pemRepresentation: pem) else {
      throw SignatureRefusal(.keyInvalid, "not a PEM of an RSA private key of 2048 bits or more")
    }
    self.init(material: .rsa(der: Array(key.derRepresentation)))
  }

  /// A shared secret, for `dir` and the key wraps.
  package static func secret(_ bytes: [UInt8]) -> DecryptionKey { DecryptionKey(material: .secret(bytes)) }

  /// Reads a private JWK of kty RSA, EC, OKP (X25519) or oct; `use`, `key_ops` and `alg` are obeyed.
  package init(jwk: JSON) throws(SignatureRefusal) {
    func part(_ name: String) throws(SignatureRefusal) -> [UInt8] { try VerificationKey.bytes(jwk, name) }
    let permission = try KeyPermission(jwk: jwk)
    switch jwk["kty"]?.text {
    case "RSA":
      let key = try SigningKey.rsa(n: try part("n"), e: try part("e"), d: try part("d"), p: try part("p"), q: try part("q"))
      self.init(material: try Self(pem: key.pem ?? "").material, permission)
    case "oct": self.init(material: .secret(try part("k")), permission)
    default:
      let point = try AgreementKey(jwk: jwk)
      let scalar = try part("d")
      guard try AgreementKey(point.curve, scalar: scalar) == point else {
        throw SignatureRefusal(.keyInvalid, "the point of the JWK is not that of its private key d: make the key anew")
      }
      self.init(material: .agreement(point.curve, scalar: scalar), permission)
    }
    try permission.demand(use: "enc", operations: ["decrypt", "unwrapKey", "deriveKey", "deriveBits"])
  }

  /// RSA-OAEP with SHA-256 for label and mask.
  package func unwrap(_ wrapped: [UInt8]) throws(SignatureRefusal) -> [UInt8] {
    guard let secret = unwrap(wrapped, .sha256) else {
      throw SignatureRefusal(.cannotOpen, "the session key was not wrapped with RSA-OAEP-SHA256 to this certificate")
    }
    return secret
  }

  /// nil for whatever reason: telling them apart would help only an attacker.
  func unwrap(_ wrapped: [UInt8], _ hash: HashFunction) -> [UInt8]? {
    guard case .rsa(let der) = material, let key = try? _RSA.Encryption.PrivateKey(derRepresentation: der),
      let secret = try? key.decrypt(wrapped, padding: hash == .sha1 ? .PKCS1_OAEP : .PKCS1_OAEP_SHA256)
    else { return nil }
    return Array(secret)
  }
}
