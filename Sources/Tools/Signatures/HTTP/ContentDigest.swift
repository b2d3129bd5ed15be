/// The digest of a body in a field (RFC 9530 `Content-Digest`, and RFC 3230 `Digest` as the older signatures have it).
package enum ContentDigest {
  /// `sha-256=:...:`, or with SHA-512.
  package static func field(_ body: [UInt8], _ hash: HashFunction = .sha256) -> String {
    "\(hash.rawValue)=:\(Base64.standard.encode(hash.digest(body))):"
  }

  /// Refuses unless the field has a digest by SHA-256 or SHA-512 and every such digest is the body's. Others are not looked at.
  package static func verify(_ field: String?, of body: [UInt8]) throws(SignatureRefusal) {
    guard let field else {
      throw SignatureRefusal(.digestWrong, "the message has no Content-Digest: send \(Self.field([]).prefix(8))...: of the body")
    }
    guard case .dictionary(let entries) = try StructuredField(parsing: field, as: .dictionary) else { return }
    var seen = 0
    for entry in entries {
      guard entry.name == "sha-256" || entry.name == "sha-512", let hash = HashFunction(rawValue: entry.name) else { continue }
      guard case .item(let item) = entry.value, case .bytes(let digest) = item.value else {
        throw SignatureRefusal(.malformed, "\(entry.name) of Content-Digest must be base64 between colons")
      }
      try check(digest, hash, body, "Content-Digest")
      seen += 1
    }
    guard seen > 0 else { throw SignatureRefusal(.algorithmUnknown, "Content-Digest has neither sha-256 nor sha-512: send one of them") }
  }

  /// The older `Digest: SHA-256=base64`.
  package static func legacyField(_ body: [UInt8], _ hash: HashFunction = .sha256) -> String {
    "\(hash.rawValue.uppercased())=\(Base64.standard.encode(hash.digest(body)))"
  }

  package static func verifyLegacy(_ field: String?, of body: [UInt8]) throws(SignatureRefusal) {
    guard let field else { throw SignatureRefusal(.digestWrong, "the message has no Digest: send SHA-256= and base64") }
    var seen = 0
    for part in field.split(separator: ",") {
      let sides = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, let hash = [HashFunction.sha256, .sha512].first(where: { $0.rawValue == sides[0].lowercased() }) else {
        continue
      }
      guard let digest = Base64.standard.decode(sides[1]) else {
        throw SignatureRefusal(.malformed, "\(sides[0]) of Digest must be base64")
      }
      try check(digest, hash, body, "Digest")
      seen += 1
    }
    guard seen > 0 else { throw SignatureRefusal(.algorithmUnknown, "Digest has neither SHA-256 nor SHA-512: send one of them") }
  }

  private static func check(_ digest: [UInt8], _ hash: HashFunction, _ body: [UInt8], _ name: String) throws(SignatureRefusal) {
    guard ConstantTime.equal(digest, hash.digest(body)) else {
      throw SignatureRefusal(.digestWrong, "\(name) is not the \(hash.rawValue) of the body as it arrived (\(body.count) bytes)")
    }
  }
}
