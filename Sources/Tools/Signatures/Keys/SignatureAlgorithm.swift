/// A signature algorithm by its JOSE name (RFC 7518, RFC 8037).
package enum SignatureAlgorithm: String, Hashable, Sendable, CaseIterable {
  case edDSA = "EdDSA"
  case rs256 = "RS256"
  case ps256 = "PS256"
  case es256 = "ES256"
  case hs256 = "HS256"

  /// The algorithm of that name. `none` and names not known here are refused.
  package init(name: String) throws(SignatureRefusal) {
    guard name.lowercased() != "none" else { throw SignatureRefusal(.algorithmNone, "alg \"none\" is never taken: sign the message") }
    guard let algorithm = Self(rawValue: name) else {
      let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw SignatureRefusal(.algorithmUnknown, "alg \"\(name)\" is not one of \(known)")
    }
    self = algorithm
  }
}

/// The kinds of key, by what they are made of.
package enum KeyKind: String, Hashable, Sendable, CaseIterable {
  case ed25519, rsa, p256, secret

  /// What a key of this kind may be used for, its usual algorithm first. One kind never serves another's algorithm: no confusion.
  package var algorithms: [SignatureAlgorithm] {
    switch self {
    case .ed25519: [.edDSA]
    case .rsa: [.rs256, .ps256]
    case .p256: [.es256]
    case .secret: [.hs256]
    }
  }

  package var usual: SignatureAlgorithm {
    switch self {
    case .ed25519: .edDSA
    case .rsa: .rs256
    case .p256: .es256
    case .secret: .hs256
    }
  }
}
