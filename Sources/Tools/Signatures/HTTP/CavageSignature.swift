/// The `Signature` header before RFC 9421 (draft-cavage-http-signatures-12), which DCI's documents quote:
/// `keyId="...",algorithm="...",created=...,expires=...,headers="(request-target) host digest",signature="base64"`.
package struct CavageSignature: Hashable, Sendable {
  package let keyID: String
  package let algorithm: String
  package let created: Int64?
  package let expires: Int64?
  /// What is covered, in order: fields in lower case, `(request-target)`, `(created)`, `(expires)`.
  package let covered: [String]
  package let signature: [UInt8]

  /// Names in use, and what they are with each kind of key. `hs2019` leaves it to the key.
  private static let algorithms: [(name: String, algorithm: SignatureAlgorithm)] = [
    ("rsa-sha256", .rs256), ("rsa-sha512", .rs512), ("hmac-sha256", .hs256), ("ecdsa-sha256", .es256), ("ed25519", .edDSA),
    ("hs2019", .edDSA), ("hs2019", .ps512), ("hs2019", .es256), ("hs2019", .es384), ("hs2019", .es512), ("hs2019", .hs512),
  ]

  /// Reads the header's value, `keyId` or `kidId`, with or without `Signature` before it.
  package init(_ text: String) throws(SignatureRefusal) {
    let values = try SignatureParameters(text.hasPrefix("Signature ") ? String(text.dropFirst(10)) : text)
    keyID = try values.required("keyId", or: "kidId")
    algorithm = values["algorithm"] ?? "hs2019"
    created = try Self.instant(values, "created")
    expires = try Self.instant(values, "expires")
    covered = (values["headers"] ?? "(created)").split(separator: " ").map(String.init)
    guard (1...64).contains(covered.count), Set(covered).count == covered.count, covered.allSatisfy({ $0 == $0.lowercased() }) else {
      throw SignatureRefusal(.malformed, "headers must list from 1 to 64 different names in lower case")
    }
    guard let signature = Base64.standard.decode(try values.required("signature")) else {
      throw SignatureRefusal(.malformed, "signature must be base64")
    }
    self.signature = signature
  }

  private static func instant(_ values: SignatureParameters, _ name: String) throws(SignatureRefusal) -> Int64? {
    guard let text = values[name] else { return nil }
    guard let value = Int64(text), 0...253_402_300_799 ~= value else {
      throw SignatureRefusal(.malformed, "\(name) must be whole seconds since 1970")
    }
    return value
  }

  /// The header's value over these parts of the message.
  package static func sign(
    _ message: HTTPMessage, covering covered: [String], with key: SigningKey, keyID: String, algorithm: String,
    created: Int64? = nil, expires: Int64? = nil
  ) throws(SignatureRefusal) -> String {
    let base = try base(message, covered, created, expires)
    let signature = try key.sign(Array(base.utf8), try named(algorithm, key.verificationKey))
    var parameters = ["keyId=\"\(keyID)\"", "algorithm=\"\(algorithm)\""]
    if let created { parameters.append("created=\(created)") }
    if let expires { parameters.append("expires=\(expires)") }
    parameters += ["headers=\"\(covered.joined(separator: " "))\"", "signature=\"\(Base64.standard.encode(signature))\""]
    return parameters.joined(separator: ",")
  }

  /// Refuses a signature that covers less than `covered`, is not of now, or is not the key's over this message.
  /// - Returns: what the signature says; the body is for `ContentDigest.verifyLegacy`.
  @discardableResult
  package static func verify(
    _ text: String?, of message: HTTPMessage, covering covered: [String], with keys: KeyStore, at now: Int64, skew: Int64 = 60
  ) throws(SignatureRefusal) -> CavageSignature {
    guard let text, !text.isEmpty else { throw SignatureRefusal(.unsigned, "the message has no Signature") }
    let value = try CavageSignature(text)
    if let missing = covered.first(where: { !value.covered.contains($0) }) {
      throw SignatureRefusal(.coverageMissing, "the signature does not cover \(missing): name it in headers and sign it too")
    }
    if let created = value.created, created > now + skew {
      throw SignatureRefusal(.notYetValid, "created \(created) lies after now, \(now)")
    }
    if let expires = value.expires, expires <= now - skew { throw SignatureRefusal(.expired, "expired at \(expires), it is \(now)") }
    let key = try keys.key(named: value.keyID)
    let base = try base(message, value.covered, value.created, value.expires)
    guard try key.isValid(value.signature, of: Array(base.utf8), try named(value.algorithm, key)) else {
      throw SignatureRefusal(.signatureWrong, "the signature is not that of the key over \(value.covered.joined(separator: ", "))")
    }
    return value
  }

  private static func named(_ name: String, _ key: VerificationKey) throws(SignatureRefusal) -> SignatureAlgorithm {
    let meant = algorithms.filter { $0.name == name.lowercased() }
    guard let first = meant.first else {
      throw SignatureRefusal(
        .algorithmUnknown,
        "algorithm \"\(name.prefix(40))\" is not one of rsa-sha256, rsa-sha512, hmac-sha256, ecdsa-sha256, ed25519, hs2019")
    }
    guard let fit = meant.first(where: { key.algorithms.contains($0.algorithm) }) else { throw .mismatch(first.algorithm, key) }
    return fit.algorithm
  }

  private static func base(_ message: HTTPMessage, _ covered: [String], _ created: Int64?, _ expires: Int64?) throws(SignatureRefusal)
    -> String
  {
    var lines: [String] = []
    for name in covered {
      switch (name, message.start) {
      case ("(request-target)", .request(let method, let target)): lines.append("\(name): \(method.lowercased()) \(target.origin)")
      case ("(created)", _), ("(expires)", _):
        guard let instant = name == "(created)" ? created : expires else {
          throw SignatureRefusal(.componentMissing, "headers names \(name), which the signature does not say")
        }
        lines.append("\(name): \(instant)")
      default:
        guard let value = message.joined(name) else {
          throw SignatureRefusal(.componentMissing, "the message has no \(name), which the signature covers")
        }
        lines.append("\(name): \(value)")
      }
    }
    return lines.joined(separator: "\n")
  }
}
