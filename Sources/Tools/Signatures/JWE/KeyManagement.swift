/// How the content key of a JWE reaches its recipient: the `alg` of its header (RFC 7518 section 4).
package enum KeyManagement: String, Hashable, Sendable, CaseIterable {
  case rsaOAEP = "RSA-OAEP"
  case rsaOAEP256 = "RSA-OAEP-256"
  case ecdhES = "ECDH-ES"
  case ecdhESA128KW = "ECDH-ES+A128KW"
  case ecdhESA192KW = "ECDH-ES+A192KW"
  case ecdhESA256KW = "ECDH-ES+A256KW"
  case a128kw = "A128KW"
  case a192kw = "A192KW"
  case a256kw = "A256KW"
  case a128gcmkw = "A128GCMKW"
  case a192gcmkw = "A192GCMKW"
  case a256gcmkw = "A256GCMKW"
  case direct = "dir"

  /// The algorithm of that name. RSA1_5 is refused for its padding oracle, PBES2 because its sender chooses how long opening takes.
  init(name: String?) throws(SignatureRefusal) {
    guard let name else { throw SignatureRefusal(.malformed, "the header has no alg") }
    guard name.lowercased() != "none" else { throw SignatureRefusal(.algorithmNone, "alg \"none\" is never taken: encrypt the message") }
    if name == "RSA1_5" {
      throw SignatureRefusal(.algorithmUnknown, "alg RSA1_5 is not taken, its padding gives keys away: use RSA-OAEP-256")
    }
    if name.hasPrefix("PBES2") {
      throw SignatureRefusal(
        .algorithmUnknown, "alg \(name.prefix(40)) is not taken, its sender decides how long opening takes: use A256KW")
    }
    guard let found = Self(rawValue: name) else {
      let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw SignatureRefusal(.algorithmUnknown, "alg \"\(name.prefix(40))\" is not one of \(known)")
    }
    self = found
  }

  /// What carries the content key.
  enum Way: Hashable, Sendable {
    case oaep(HashFunction)
    /// An agreed key; with `wrap` it wraps the content key, without it is the content key.
    case agreement(wrap: Int?)
    case wrap(Int)
    case gcmWrap(Int)
    case direct
  }

  var way: Way {
    switch self {
    case .rsaOAEP: .oaep(.sha1)
    case .rsaOAEP256: .oaep(.sha256)
    case .ecdhES: .agreement(wrap: nil)
    case .ecdhESA128KW: .agreement(wrap: 16)
    case .ecdhESA192KW: .agreement(wrap: 24)
    case .ecdhESA256KW: .agreement(wrap: 32)
    case .a128kw: .wrap(16)
    case .a192kw: .wrap(24)
    case .a256kw: .wrap(32)
    case .a128gcmkw: .gcmWrap(16)
    case .a192gcmkw: .gcmWrap(24)
    case .a256gcmkw: .gcmWrap(32)
    case .direct: .direct
    }
  }

  /// True when nothing is wrapped: the recipient has the content key already, or agrees on it.
  var isDirect: Bool { self == .direct || self == .ecdhES }

  /// Refuses a key whose JWK is for something else. With `dir` a key is for the content, so its `alg` is the `enc`.
  func demand(_ permission: KeyPermission, _ encryption: ContentEncryption) throws(SignatureRefusal) {
    guard let only = permission.algorithm, only != rawValue, !(self == .direct && only == encryption.rawValue) else { return }
    throw SignatureRefusal(
      .algorithmMismatch, "alg \(rawValue) with a key whose JWK says alg \(only): use it for that, or give another key")
  }
}
