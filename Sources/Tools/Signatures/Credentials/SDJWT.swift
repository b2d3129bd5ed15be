import Documents

/// A credential whose holder shows only some of its claims (SD-JWT, RFC 9901; SD-JWT VC): `JWT~disclosure~...~` and, behind it, the
/// holder's own signature. Read first, then verified.
package struct SDJWT: Sendable {
  package let issuerToken: JWS
  package let disclosures: [Disclosure]
  /// The holder's token over this presentation; nil when there is none.
  package let keyBinding: JWS?
  /// Everything up to and with the last tilde: what the holder's token is bound to.
  let bound: String
  let issuerText: String

  package init(_ text: String) throws(SignatureRefusal) {
    guard text.utf8.count <= 1 << 20 else { throw SignatureRefusal(.tooLong, "an SD-JWT of more than 1 MiB") }
    let parts = text.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2, let last = parts.last else {
      throw SignatureRefusal(.malformed, "an SD-JWT has a tilde behind its token and behind every disclosure")
    }
    guard parts.count <= 1002 else { throw SignatureRefusal(.tooLong, "an SD-JWT of more than 1000 disclosures") }
    issuerText = parts[0]
    issuerToken = try JWS(parts[0])
    var disclosures: [Disclosure] = []
    for part in parts.dropFirst().dropLast() { disclosures.append(try Disclosure(part)) }
    self.disclosures = disclosures
    keyBinding = last.isEmpty ? nil : try JWS(last)
    bound = String(text.dropLast(last.count))
  }

  /// The same credential with these disclosures only, without a holder's signature.
  package func showing(_ wanted: (Disclosure) -> Bool) -> String {
    ([issuerText] + disclosures.filter(wanted).map(\.encoded)).joined(separator: "~") + "~"
  }

  /// A presentation bound to its holder: signed over the text of `showing` for one verifier, at an instant, with its nonce.
  package static func binding(
    _ presentation: String, with key: SigningKey, audience: String, nonce: String, issuedAt: Int64
  ) throws(SignatureRefusal) -> String {
    let claims: JSON = [
      "iat": JSON(Int(issuedAt)), "aud": .string(audience), "nonce": .string(nonce),
      "sd_hash": .string(Base64.url.encode(Digest.sha256(Array(presentation.utf8)))),
    ]
    return presentation + (try JWS.sign(claims.encoded(), with: key, JWS.Options(type: "kb+jwt")))
  }
}
