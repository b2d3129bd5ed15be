package import Documents

/// The `signature` of a DCI message in the form after draft-cavage: parameters in one text, Ed25519 over created, expires and the
/// digest of the canonical JSON of `{header, message}`.
///
/// The canonical form is RFC 8785's; a peer that writes fractions otherwise should send them as texts.
package struct DCISignature: Hashable, Sendable {
  package var namespace = "dci"
  package var senderID: String
  package var keyID: String
  package var algorithm = "ed25519"
  /// Seconds since 1970.
  package var created: Int64
  package var expires: Int64
  package var signature: [UInt8] = []

  private static let covered = "(created) (expires) digest"
  /// What some write where there is no signature.
  package static let stub = "unsigned-stub"

  package init(senderID: String, keyID: String, created: Int64, expires: Int64) {
    self.senderID = senderID
    self.keyID = keyID
    self.created = created
    self.expires = expires
  }

  package static func sign(
    header: JSON, message: JSON, with key: SigningKey, senderID: String, keyID: String, created: Int64, lifetime: Int64 = 300
  ) throws(SignatureRefusal) -> String {
    var value = DCISignature(senderID: senderID, keyID: keyID, created: created, expires: created + lifetime)
    value.signature = try key.sign(value.signed(header, message), .edDSA)
    return value.text
  }

  package var text: String {
    let parameters = [
      ("namespace", namespace), ("kidId", "\(senderID)|\(keyID)|\(algorithm)"), ("algorithm", algorithm), ("created", String(created)),
      ("expires", String(expires)), ("headers", Self.covered), ("signature", Base64.standard.encode(signature)),
    ]
    return parameters.map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ", ")
  }

  /// Verifies a message's signature at an instant, with the key that `keys` gives for sender and key id.
  /// - Returns: what the signature says of itself; whether its sender is the message's is for the caller to judge.
  package static func verify(
    _ text: String?, header: JSON, message: JSON, at now: Int64, skew: Int64 = 60,
    keys: (_ senderID: String, _ keyID: String) -> VerificationKey?
  ) throws(SignatureRefusal) -> DCISignature {
    guard let text, !text.isEmpty, text != stub else { throw SignatureRefusal(.unsigned, "the message has no signature") }
    let value = try DCISignature(text)
    guard value.created <= now + skew else {
      throw SignatureRefusal(.notYetValid, "created \(value.created) lies after now, \(now), by more than \(skew) s")
    }
    guard value.expires > now - skew, value.expires > value.created else {
      throw SignatureRefusal(.expired, "expired at \(value.expires), it is \(now)")
    }
    guard let key = keys(value.senderID, value.keyID) else {
      throw SignatureRefusal(.keyUnknown, "no key \(value.keyID) of \(value.senderID) is known")
    }
    guard try key.isValid(value.signature, of: value.signed(header, message), .edDSA) else {
      throw SignatureRefusal(.signatureWrong, "the signature is not that of \(value.senderID)'s key over this header and message")
    }
    return value
  }

  private func signed(_ header: JSON, _ message: JSON) -> [UInt8] {
    let digest = Base64.standard.encode(Digest.sha256(JSON.object(["header": header, "message": message]).canonical()))
    return Array("(created): \(created)\n(expires): \(expires)\ndigest: \(digest)".utf8)
  }
}

extension DCISignature {
  /// Reads the parameters in any order, `kidId` or `keyId`, with or without `Signature:` before them.
  package init(_ text: String) throws(SignatureRefusal) {
    let values = try SignatureParameters(text)
    let names = try values.required("kidId", or: "keyId").split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard names.count >= 3 else { throw SignatureRefusal(.malformed, "kidId must be sender|key|algorithm") }
    let algorithm = try values.required("algorithm")
    guard algorithm == "ed25519", names[names.count - 1] == algorithm else {
      let seen = algorithm == names[names.count - 1] ? algorithm : "\(algorithm) and \(names[names.count - 1])"
      throw SignatureRefusal(.algorithmUnknown, "algorithm must be ed25519, here and in kidId; seen: \(seen)")
    }
    guard try values.required("headers") == Self.covered else {
      throw SignatureRefusal(.malformed, "headers must be \"\(Self.covered)\": less would leave something unsigned")
    }
    guard let created = Int64(try values.required("created")), let expires = Int64(try values.required("expires")),
      0...253_402_300_799 ~= created, 0...253_402_300_799 ~= expires
    else { throw SignatureRefusal(.malformed, "created and expires must be whole seconds since 1970") }
    guard let signature = Base64.standard.decode(try values.required("signature")) else {
      throw SignatureRefusal(.malformed, "signature must be base64")
    }
    self.init(senderID: names.dropLast(2).joined(separator: "|"), keyID: names[names.count - 2], created: created, expires: expires)
    self.namespace = values["namespace"] ?? ""
    self.signature = signature
  }
}
