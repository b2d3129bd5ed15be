/// The curves on which keys are agreed (RFC 7518 section 6.2, RFC 8037), by their JWK names. The first three sign as well.
package enum Curve: String, Hashable, Sendable, CaseIterable {
  case p256 = "P-256"
  case p384 = "P-384"
  case p521 = "P-521"
  case x25519 = "X25519"

  /// Bytes of a coordinate, a private scalar, and an agreed secret.
  package var size: Int {
    switch self {
    case .p256, .x25519: 32
    case .p384: 48
    case .p521: 66
    }
  }
}
