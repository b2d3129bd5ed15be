package import Documents

/// The protected header of a JWS (RFC 7515), read and judged: an algorithm of ours, nothing critical that is not understood.
package struct JOSEHeader: Hashable, Sendable {
  package let algorithm: SignatureAlgorithm
  package let keyID: String?
  package let type: String?
  /// The entries of `x5c` as written.
  package let certificates: [String]
  /// RFC 7797: false when the payload stands in the signing input as it is.
  package let encodesPayload: Bool
  package let json: JSON

  /// Refuses names used twice, `none`, unknown algorithms and unknown critical members.
  package init(parsing bytes: [UInt8]) throws(SignatureRefusal) {
    guard let document = try? Document(parsing: bytes, bounds: JSONBounds(depth: 16, bytes: 1 << 16, nodes: 4096)),
      document.root.kind == .object
    else { throw SignatureRefusal(.malformed, "the protected header is not a JSON object of at most 64 KiB") }
    guard document.duplicateNames.isEmpty else {
      throw SignatureRefusal(.malformed, "the protected header names \(document.duplicateNames[0].text) twice")
    }
    let json = document.root.json
    guard let name = json["alg"]?.text else { throw SignatureRefusal(.malformed, "the protected header has no alg") }
    algorithm = try SignatureAlgorithm(name: name)
    keyID = json["kid"]?.text
    type = json["typ"]?.text
    certificates = json["x5c"]?.items?.compactMap(\.text) ?? []
    encodesPayload = try Self.encoding(json)
    self.json = json
  }

  private static func encoding(_ json: JSON) throws(SignatureRefusal) -> Bool {
    let critical = json["crit"].map { $0.items?.compactMap(\.text) ?? [] }
    if let critical {
      guard !critical.isEmpty else { throw SignatureRefusal(.malformed, "crit must be a list of names, and not empty") }
      if let unknown = critical.first(where: { $0 != "b64" }) {
        throw SignatureRefusal(.criticalUnknown, "the header says that \"\(unknown)\" must be understood; it is not")
      }
      guard json["b64"]?.bool != nil else { throw SignatureRefusal(.malformed, "crit names b64, which is not true or false") }
    }
    guard let encodes = json["b64"]?.bool, !encodes else { return true }
    guard critical != nil else { throw SignatureRefusal(.malformed, "b64 false must be named in crit (RFC 7797 section 6)") }
    return false
  }
}
