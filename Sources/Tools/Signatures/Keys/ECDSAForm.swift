import Crypto

/// The two ways in which an ECDSA signature is written: JOSE puts the numbers side by side, the tools around DSSE use DER (RFC 3279 2.2.3).
enum ECDSAForm {
  /// In DER where the key is of a curve; as it is for any other.
  static func der(_ signature: [UInt8], of kind: KeyKind) throws(SignatureRefusal) -> [UInt8] {
    do {
      switch kind {
      case .p256: return Array(try P256.Signing.ECDSASignature(rawRepresentation: signature).derRepresentation)
      case .p384: return Array(try P384.Signing.ECDSASignature(rawRepresentation: signature).derRepresentation)
      case .p521: return Array(try P521.Signing.ECDSASignature(rawRepresentation: signature).derRepresentation)
      case .ed25519, .rsa, .secret: return signature
      }
    } catch { throw SignatureRefusal(.malformed, "the two numbers of an ECDSA signature stand side by side") }
  }
}

extension KeyKind {
  var isCurve: Bool { self == .p256 || self == .p384 || self == .p521 }
}
