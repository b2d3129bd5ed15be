package import Documents

/// The header of a JWS (RFC 7515), read and judged: an algorithm of ours, nothing critical that is not understood.
package struct JOSEHeader: Hashable, Sendable {
  package let algorithm: SignatureAlgorithm
  package let keyID: String?
  package let type: String?
  /// The entries of `x5c` as written.
  package let certificates: [String]
  /// RFC 7797: false when the payload stands in the signing input as it is.
  package let encodesPayload: Bool
  /// All members, protected first.
  package let json: JSON

  /// Refuses names used twice, `none`, unknown algorithms and unknown critical members.
  package init(parsing bytes: [UInt8]) throws(SignatureRefusal) { try self.init(protected: try HeaderReading.object(bytes), other: nil) }

  /// The protected header together with the unprotected one of a JSON form. What is critical must be protected.
  init(protected: Members, other: JSON?) throws(SignatureRefusal) {
    let all = try HeaderReading.joined([.object(protected), other])
    guard let name = all["alg"]?.text else { throw SignatureRefusal(.malformed, "the protected header has no alg") }
    algorithm = try SignatureAlgorithm(name: name)
    keyID = try Self.text(all, "kid")
    type = try Self.text(all, "typ")
    certificates = all["x5c"]?.items?.compactMap(\.text) ?? []
    guard other?["crit"] == nil, other?["b64"] == nil else {
      throw SignatureRefusal(.malformed, "crit and b64 must stand in the protected header")
    }
    encodesPayload = try Self.encoding(protected)
    json = .object(all)
  }

  private static func text(_ header: Members, _ name: String) throws(SignatureRefusal) -> String? {
    guard let value = header[name] else { return nil }
    guard let text = value.text else { throw SignatureRefusal(.malformed, "\(name) of the header must be a text") }
    return text
  }

  private static func encoding(_ header: Members) throws(SignatureRefusal) -> Bool {
    let critical = try HeaderReading.critical(header, understood: ["b64"])
    guard let value = header["b64"] else { return true }
    guard let encodes = value.bool else { throw SignatureRefusal(.malformed, "b64 must be true or false") }
    guard encodes || !critical.isEmpty else { throw SignatureRefusal(.malformed, "b64 false must be named in crit (RFC 7797 section 6)") }
    return encodes
  }
}
