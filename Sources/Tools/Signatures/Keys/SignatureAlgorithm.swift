/// A signature algorithm by its JOSE name (RFC 7518, RFC 8037).
package enum SignatureAlgorithm: String, Hashable, Sendable, CaseIterable {
  case edDSA = "EdDSA"
  case rs256 = "RS256"
  case rs384 = "RS384"
  case rs512 = "RS512"
  case ps256 = "PS256"
  case ps384 = "PS384"
  case ps512 = "PS512"
  case es256 = "ES256"
  case es384 = "ES384"
  case es512 = "ES512"
  case hs256 = "HS256"
  case hs384 = "HS384"
  case hs512 = "HS512"

  /// The algorithm of that name. `none` and names not known here are refused.
  package init(name: String) throws(SignatureRefusal) {
    guard name.lowercased() != "none" else { throw SignatureRefusal(.algorithmNone, "alg \"none\" is never taken: sign the message") }
    guard let algorithm = Self(rawValue: name) else {
      let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw SignatureRefusal(.algorithmUnknown, "alg \"\(name.prefix(40))\" is not one of \(known)")
    }
    self = algorithm
  }

  /// The digest under the signature.
  package var hash: HashFunction {
    switch self {
    case .rs256, .ps256, .es256, .hs256: .sha256
    case .rs384, .ps384, .es384, .hs384: .sha384
    case .rs512, .ps512, .es512, .hs512, .edDSA: .sha512
    }
  }

  /// RSA with the salted padding (RFC 8017 8.1) rather than the older one.
  var isPSS: Bool { self == .ps256 || self == .ps384 || self == .ps512 }
}

/// The kinds of key, by what they are made of.
package enum KeyKind: String, Hashable, Sendable, CaseIterable {
  case ed25519, rsa, p256, p384, p521, secret

  /// What a key of this kind may be used for, its usual algorithm first. One kind never serves another's algorithm: no confusion.
  package var algorithms: [SignatureAlgorithm] {
    switch self {
    case .ed25519: [.edDSA]
    case .rsa: [.rs256, .rs384, .rs512, .ps256, .ps384, .ps512]
    case .p256: [.es256]
    case .p384: [.es384]
    case .p521: [.es512]
    case .secret: [.hs256, .hs384, .hs512]
    }
  }

  package var usual: SignatureAlgorithm { algorithms[0] }
}
