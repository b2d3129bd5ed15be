package import Documents

/// The keys that somebody trusts, by `kid`, in the order in which they were added.
package struct KeyStore: Sendable {
  package private(set) var entries: [(keyID: String, key: VerificationKey)] = []
  /// Names that a set gives to two keys for signatures, be they readable or not: nobody can say which is meant.
  private var ambiguous: Set<String> = []

  package init() {}

  package init(_ entries: [(keyID: String, key: VerificationKey)]) { self.entries = entries }

  /// Reads a JWK set. Keys for encryption, without `kid`, or of a kind not known here are left out, as RFC 7517 asks, and so are
  /// secrets: a published set has none. With `secrets`, for a set that two sides share, they are read, but not beside public keys.
  package init(jwks: JSON, secrets: Bool = false) throws(SignatureRefusal) {
    guard let keys = jwks["keys"]?.items else { throw SignatureRefusal(.malformed, "a JWK set has a list called keys") }
    guard keys.count <= 1000 else { throw SignatureRefusal(.tooLong, "a JWK set of \(keys.count) keys: publish at most 1000") }
    if secrets, Set(keys.map { $0["kty"]?.text == "oct" }).count > 1 {
      throw SignatureRefusal(.keyInvalid, "a JWK set that holds secrets beside public keys: keep them in two")
    }
    var seen: Set<String> = []
    for jwk in keys where jwk["use"]?.text != "enc" {
      guard let keyID = jwk["kid"]?.text else { continue }
      if !seen.insert(keyID).inserted { ambiguous.insert(keyID) }
      guard let key = try? VerificationKey(jwk: jwk), secrets || key.kind != .secret else { continue }
      entries.append((keyID, key))
    }
  }

  /// Adds a key, or replaces the one of that name.
  package mutating func add(_ key: VerificationKey, keyID: String) {
    remove(keyID)
    entries.append((keyID, key))
  }

  package mutating func remove(_ keyID: String) {
    entries.removeAll { $0.keyID == keyID }
    ambiguous.remove(keyID)
  }

  /// The only key of that name; nil when there is none, or two.
  package subscript(_ keyID: String) -> VerificationKey? { try? key(named: keyID) }

  /// The key of that name; where no name is given, the only key there is. A name that two keys bear is refused.
  package func key(named keyID: String?) throws(SignatureRefusal) -> VerificationKey {
    guard let keyID else {
      guard entries.count == 1 else {
        throw SignatureRefusal(.keyUnknown, "the signature names no key (kid), and \(entries.count) are known")
      }
      return entries[0].key
    }
    guard !ambiguous.contains(keyID) else {
      throw SignatureRefusal(.keyAmbiguous, "two keys of the set are called \(keyID): give each a kid of its own")
    }
    guard let entry = entries.first(where: { $0.keyID == keyID }) else {
      throw SignatureRefusal(.keyUnknown, "no key is known as \(keyID)")
    }
    return entry.key
  }

  /// The public keys as a JWK set.
  package var jwks: JSON { ["keys": .array(entries.compactMap { $0.key.jwk(keyID: $0.keyID) })] }
}
