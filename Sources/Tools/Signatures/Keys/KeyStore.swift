package import Documents

/// The keys that somebody trusts, by `kid`, in the order in which they were added.
package struct KeyStore: Sendable {
  package private(set) var entries: [(keyID: String, key: VerificationKey)] = []

  package init() {}

  package init(_ entries: [(keyID: String, key: VerificationKey)]) { self.entries = entries }

  /// Reads a JWK set. Keys for encryption, without `kid`, or of a kind not known here are left out, as RFC 7517 asks.
  package init(jwks: JSON) throws(SignatureRefusal) {
    guard let keys = jwks["keys"]?.items else { throw SignatureRefusal(.malformed, "a JWK set has a list called keys") }
    for jwk in keys where jwk["use"]?.text != "enc" {
      guard let keyID = jwk["kid"]?.text, let key = try? VerificationKey(jwk: jwk), key.kind != .secret else { continue }
      add(key, keyID: keyID)
    }
  }

  /// Adds a key, or replaces the one of that name.
  package mutating func add(_ key: VerificationKey, keyID: String) {
    entries.removeAll { $0.keyID == keyID }
    entries.append((keyID, key))
  }

  package mutating func remove(_ keyID: String) { entries.removeAll { $0.keyID == keyID } }

  package subscript(_ keyID: String) -> VerificationKey? { entries.first { $0.keyID == keyID }?.key }

  /// The key of that name; where no name is given, the only key there is.
  package func key(named keyID: String?) throws(SignatureRefusal) -> VerificationKey {
    if let keyID {
      guard let key = self[keyID] else { throw SignatureRefusal(.keyUnknown, "no key is known as \(keyID)") }
      return key
    }
    guard entries.count == 1 else {
      throw SignatureRefusal(.keyUnknown, "the signature names no key (kid), and \(entries.count) are known")
    }
    return entries[0].key
  }

  /// The public keys as a JWK set.
  package var jwks: JSON { ["keys": .array(entries.compactMap { $0.key.jwk(keyID: $0.keyID) })] }
}
