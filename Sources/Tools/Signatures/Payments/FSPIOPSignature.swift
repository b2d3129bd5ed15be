import Documents

/// The `FSPIOP-Signature` of a Mojaloop request or callback: a JWS over the exact body, its parts in a JSON object, its protected
/// header repeating the fields that route the request. Responses are not signed.
package struct FSPIOPSignature: Hashable, Sendable {
  /// What of the request goes into the protected header, and must be the same in its fields.
  package struct Route: Hashable, Sendable {
    /// From the service on, such as `/quotes`.
    package var uri: String
    package var method: String
    package var source: String
    /// nil only where the recipient is not known yet.
    package var destination: String?
    /// The `Date` field; signed where given.
    package var date: String?

    package init(uri: String, method: String, source: String, destination: String? = nil, date: String? = nil) {
      self.uri = uri
      self.method = method
      self.source = source
      self.destination = destination
      self.date = date
    }
  }

  private static let algorithms: [SignatureAlgorithm] = [.rs256, .rs384, .rs512]

  /// The header's value. The key is RSA.
  package static func sign(
    _ body: [UInt8], route: Route, with key: SigningKey, _ algorithm: SignatureAlgorithm = .rs256
  ) throws(SignatureRefusal) -> String {
    guard algorithms.contains(algorithm) else { throw SignatureRefusal(.algorithmUnknown, "FSPIOP signs with RS256, RS384 or RS512") }
    var header: Members = [
      "FSPIOP-URI": .string(route.uri), "FSPIOP-HTTP-Method": .string(route.method), "FSPIOP-Source": .string(route.source),
    ]
    if let destination = route.destination { header["FSPIOP-Destination"] = .string(destination) }
    if let date = route.date { header["Date"] = .string(date) }
    let parts = try JWS.parts(body, with: key, JWS.Options(algorithm: algorithm, more: header))
    return String(
      decoding: JSON.object(["signature": .string(parts.signature), "protectedHeader": .string(parts.protected)]).encoded(), as: UTF8.self)
  }

  /// Refuses a signature that is not the key's over this body, and one whose protected header tells of another request than this.
  /// A name that the header protects must be among the fields; `alg`, URI, method and source must be protected, the destination if known.
  package static func verify(_ text: String?, of body: [UInt8], route: Route, with key: VerificationKey) throws(SignatureRefusal) {
    guard let text, !text.isEmpty else { throw SignatureRefusal(.unsigned, "the request has no FSPIOP-Signature") }
    guard let document = try? Document(parsing: Array(text.utf8), bounds: JSONBounds(depth: 4, bytes: 1 << 16, nodes: 64)),
      document.duplicateNames.isEmpty, let signature = document.root.json["signature"]?.text,
      let protected = document.root.json["protectedHeader"]?.text
    else {
      throw SignatureRefusal(.malformed, "FSPIOP-Signature must be a JSON object with the texts signature and protectedHeader")
    }
    let jws = try JWS(protected: protected, other: nil, payload: "", detached: body, signature: signature)
    guard algorithms.contains(jws.header.algorithm) else {
      throw SignatureRefusal(.algorithmUnknown, "alg \(jws.header.algorithm.rawValue): FSPIOP signs with RS256, RS384 or RS512")
    }
    try jws.verify(with: key)
    let said = jws.header.json
    let due: [(name: String, value: String?, isNeeded: Bool)] = [
      ("FSPIOP-URI", route.uri, true), ("FSPIOP-HTTP-Method", route.method, true), ("FSPIOP-Source", route.source, true),
      ("FSPIOP-Destination", route.destination, route.destination != nil), ("Date", route.date, false),
    ]
    for field in due {
      guard let value = said[field.name]?.text else {
        guard !field.isNeeded, said[field.name] == nil else {
          throw SignatureRefusal(.claimMissing, "the protected header has no \(field.name): put it in and sign it")
        }
        continue
      }
      guard value == field.value else {
        throw SignatureRefusal(
          .contentDiffers, "\(field.name) is signed as \(value.prefix(80)), the request says \(field.value?.prefix(80) ?? "nothing")")
      }
    }
  }
}
