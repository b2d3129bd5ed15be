import Crypto
import CryptoExtras

extension SigningKey {
  /// A new random key of a kind that is made at once; nil for RSA and shared secrets. From the machine's own chance, so never in a run.
  package static func generate(_ kind: KeyKind) -> SigningKey? {
    let pem: String? =
      switch kind {
      case .ed25519: Curve25519.Signing.PrivateKey().pemRepresentation
      case .p256: P256.Signing.PrivateKey().pemRepresentation
      case .p384: P384.Signing.PrivateKey().pemRepresentation
      case .p521: P521.Signing.PrivateKey().pemRepresentation
      case .rsa, .secret: nil
      }
    return pem.flatMap { try? SigningKey(pem: $0) }
  }
}
