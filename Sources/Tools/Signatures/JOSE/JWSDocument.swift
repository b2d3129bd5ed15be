package import Documents

/// A JWS in a JSON form (RFC 7515 section 7.2), flattened with one signature or general with several. Read first, then verified.
package struct JWSDocument: Sendable {
  package let payload: [UInt8]
  package let signatures: [JWS]

  /// Reads either form, with the payload that was sent beside it when `payload` is not among the members (appendix F).
  /// Members not known here are ignored, as the standard asks; a form that is both is refused.
  package init(_ json: JSON, detached: [UInt8]? = nil) throws(SignatureRefusal) {
    guard let members = json.members, Set(members.names).count == members.count else {
      throw SignatureRefusal(.malformed, "a JWS in JSON form is an object with no name twice")
    }
    guard (json["payload"] == nil) == (detached != nil) else {
      throw SignatureRefusal(.malformed, "a JWS in JSON form has a payload, inside or detached: give one of the two")
    }
    let isFlat = json["signature"] != nil
    guard isFlat != (json["signatures"] != nil), isFlat || (json["protected"] == nil && json["header"] == nil) else {
      throw SignatureRefusal(.malformed, "a JWS in JSON form has either signature (flattened) or signatures (general)")
    }
    let entries = isFlat ? [json] : json["signatures"]?.items ?? []
    guard (1...100).contains(entries.count) else {
      throw SignatureRefusal(entries.isEmpty ? .unsigned : .tooLong, "a JWS has from 1 to 100 signatures, this has \(entries.count)")
    }
    var read: [JWS] = []
    for entry in entries { read.append(try Self.signature(entry, json["payload"], detached)) }
    guard Set(read.map(\.header.encodesPayload)).count == 1 else {
      throw SignatureRefusal(.malformed, "b64 must be the same in all signatures (RFC 7797 section 3)")
    }
    payload = read[0].payload
    signatures = read
  }

  package init(parsing bytes: [UInt8], detached: [UInt8]? = nil) throws(SignatureRefusal) {
    guard let document = try? Document(parsing: bytes, bounds: JSONBounds(bytes: JWS.limit)), document.duplicateNames.isEmpty else {
      throw SignatureRefusal(.malformed, "not a JSON object of at most 4 MiB with no name twice")
    }
    try self.init(document.root.json, detached: detached)
  }

  private static func signature(_ entry: JSON, _ payload: JSON?, _ detached: [UInt8]?) throws(SignatureRefusal) -> JWS {
    guard let signature = entry["signature"]?.text, let protected = (entry["protected"] ?? "").text, let payload = (payload ?? "").text
    else {
      throw SignatureRefusal(.malformed, "payload, protected and signature must be texts")
    }
    guard payload.utf8.count <= JWS.limit else { throw SignatureRefusal(.tooLong, "a payload of more than 4 MiB") }
    // RFC 7797: a payload that is not encoded stands in the member as it is.
    let head = Base64.url.decode(protected).flatMap { try? HeaderReading.object($0) }
    let raw = head?["b64"]?.bool == false && detached == nil ? Array(payload.utf8) : detached
    return try JWS(protected: protected, other: entry["header"], payload: payload, detached: raw, signature: signature)
  }

  /// The first signature that is this key's; refused, with the reason of the last, when there is none.
  @discardableResult
  package func verify(with key: VerificationKey) throws(SignatureRefusal) -> JWS {
    try first { jws throws(SignatureRefusal) in try jws.verify(with: key) }
  }

  /// The first signature by a key of the store.
  @discardableResult
  package func verify(with keys: KeyStore) throws(SignatureRefusal) -> JWS {
    try first { jws throws(SignatureRefusal) in try jws.verify(with: keys) }
  }

  /// Refuses unless every signature is there by a key of the store.
  package func verifyAll(with keys: KeyStore) throws(SignatureRefusal) {
    for signature in signatures { try signature.verify(with: keys) }
  }

  private func first(_ check: (JWS) throws(SignatureRefusal) -> Void) throws(SignatureRefusal) -> JWS {
    var last = SignatureRefusal(.unsigned, "there is no signature")
    for signature in signatures {
      do throws(SignatureRefusal) {
        try check(signature)
        return signature
      } catch { last = error }
    }
    throw last
  }
}

extension JWSDocument {
  /// One signer: a key, what it says in its protected header, and what it says unprotected.
  package struct Signer: Sendable {
    package var key: SigningKey
    package var options: JWS.Options
    package var header: JSON?

    package init(_ key: SigningKey, _ options: JWS.Options = JWS.Options(), header: JSON? = nil) {
      self.key = key
      self.options = options
      self.header = header
    }
  }

  /// The JSON form: flattened for one signer, general for several. The payload is left out when the first signer detaches it.
  package static func sign(_ payload: [UInt8], by signers: [Signer]) throws(SignatureRefusal) -> JSON {
    guard let first = signers.first, signers.allSatisfy({ $0.options.encodesPayload == first.options.encodesPayload }) else {
      throw SignatureRefusal(.malformed, "a JWS needs a signer, and all must agree whether the payload is encoded")
    }
    var entries: [Members] = []
    for signer in signers {
      let parts = try JWS.parts(payload, with: signer.key, signer.options)
      var entry: Members = ["protected": .string(parts.protected)]
      if let header = signer.header { entry["header"] = header }
      entry["signature"] = .string(parts.signature)
      entries.append(entry)
    }
    var out = Members()
    if !first.options.isDetached {
      out["payload"] = .string(first.options.encodesPayload ? Base64.url.encode(payload) : String(decoding: payload, as: UTF8.self))
    }
    if signers.count == 1 {
      for member in entries[0] { out[member.name] = member.value }
    } else {
      out["signatures"] = .array(entries.map { .object($0) })
    }
    return .object(out)
  }
}
