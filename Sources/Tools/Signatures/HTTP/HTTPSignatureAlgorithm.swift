/// A signature algorithm by its name in the HTTP registry (RFC 9421 section 3.3).
package enum HTTPSignatureAlgorithm: String, Hashable, Sendable, CaseIterable {
  case rsaPSSSHA512 = "rsa-pss-sha512"
  case rsaSHA256 = "rsa-v1_5-sha256"
  case hmacSHA256 = "hmac-sha256"
  case ecdsaP256 = "ecdsa-p256-sha256"
  case ecdsaP384 = "ecdsa-p384-sha384"
  case ed25519 = "ed25519"

  init(name: String) throws(SignatureRefusal) {
    guard let found = Self(rawValue: name) else {
      let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw SignatureRefusal(.algorithmUnknown, "alg \"\(name.prefix(40))\" is not one of \(known)")
    }
    self = found
  }

  /// The same by its JOSE name.
  package var jose: SignatureAlgorithm {
    switch self {
    case .rsaPSSSHA512: .ps512
    case .rsaSHA256: .rs256
    case .hmacSHA256: .hs256
    case .ecdsaP256: .es256
    case .ecdsaP384: .es384
    case .ed25519: .edDSA
    }
  }
}
