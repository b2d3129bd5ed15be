package import Documents

extension SDJWT {
  /// Claims of a verifiable credential that its holder cannot hide (SD-JWT VC section 2.2.2.2), and those of the format.
  static let open = ["iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status", "_sd", "_sd_alg", "..."]

  /// A new credential. `hidden` points at the members and elements that the holder may keep to himself, whole branches or leaves of
  /// others; `holder` is the key that must sign presentations.
  package static func issue(
    _ claims: JSON, hiding hidden: [JSONPointer], to holder: VerificationKey? = nil, with key: SigningKey, keyID: String? = nil,
    type: String = "dc+sd-jwt", _ random: SeededBytes
  ) throws(SignatureRefusal) -> String {
    guard claims.members != nil else { throw SignatureRefusal(.malformed, "the claims of a credential are an object") }
    var claims = claims
    var disclosures: [Disclosure] = []
    // The deepest first, so that a branch takes its leaves' digests with it; in a list the last first, so that places stay.
    let order = hidden.enumerated().sorted { ($0.element.tokens.count, $0.offset) > ($1.element.tokens.count, $1.offset) }
    for (n, pointer) in order {
      if pointer.tokens.count == 1, let name = pointer.last, Self.open.contains(name) {
        throw SignatureRefusal(.disclosureWrong, "\(name) must be open to every verifier: do not hide it")
      }
      disclosures.append(try hide(&claims, pointer, random.bytes(16, for: "salt \(n)")))
    }
    if !disclosures.isEmpty { claims["_sd_alg"] = "sha-256" }
    if let holder {
      guard let jwk = holder.bareJWK else { throw SignatureRefusal(.keyInvalid, "a holder's key is public, not a shared secret") }
      claims["cnf"] = ["jwk": jwk]
    }
    let token = try JWS.sign(claims.encoded(), with: key, JWS.Options(keyID: keyID, type: type))
    return ([token] + disclosures.map(\.encoded)).joined(separator: "~") + "~"
  }

  private static func hide(_ claims: inout JSON, _ pointer: JSONPointer, _ salt: [UInt8]) throws(SignatureRefusal) -> Disclosure {
    guard let last = pointer.last, let parent = pointer.parent, let value = claims[pointer], let place = claims[parent] else {
      throw SignatureRefusal(.disclosureWrong, "there is no claim at \(pointer.text)")
    }
    do {
      guard place.kind == .object else {
        let disclosure = Disclosure(salt: salt, name: nil, value: value)
        try claims.set(at: pointer, ["...": .string(disclosure.digest)])
        return disclosure
      }
      let disclosure = Disclosure(salt: salt, name: last, value: value)
      var members = place
      members[last] = nil
      // Sorted, so that the order of digests does not tell which is which.
      let digests = ((place["_sd"]?.items ?? []).compactMap(\.text) + [disclosure.digest]).sorted()
      members["_sd"] = .array(digests.map { .string($0) })
      if parent.tokens.isEmpty { claims = members } else { try claims.set(at: parent, members) }
      return disclosure
    } catch { throw SignatureRefusal(.disclosureWrong, "the claim at \(pointer.text) cannot be hidden") }
  }
}
