package import Documents

/// The `signature` of a DCI message as a compact JWS whose payload is `{header, message}` over again: what the OpenCRVS bridge does.
package enum DCIToken {
  /// RS256 where the key is RSA; `kid` is the key's thumbprint.
  package static func sign(header: JSON, message: JSON, with key: SigningKey) throws(SignatureRefusal) -> String {
    let payload = JSON.object(["header": header, "message": message]).encoded()
    return try JWS.sign(payload, with: key, JWS.Options(keyID: key.verificationKey.thumbprint))
  }

  /// Refuses a token that is not signed by one of the sender's keys, or whose payload means something else than the message beside it.
  package static func verify(_ text: String?, header: JSON, message: JSON, with keys: KeyStore) throws(SignatureRefusal) {
    guard let text, !text.isEmpty else { throw SignatureRefusal(.unsigned, "the message has no signature") }
    let jws = try JWS(text)
    try jws.verify(with: keys)
    guard let signed = try? JSON(parsing: jws.payload, bounds: JSONBounds(bytes: 4 << 20)), let members = signed.members else {
      throw SignatureRefusal(.malformed, "the signed payload is not a JSON object")
    }
    guard members.count == 2, signed["header"]?.isEquivalent(to: header) == true, signed["message"]?.isEquivalent(to: message) == true
    else {
      throw SignatureRefusal(.contentDiffers, "what was signed is not the header and message that stand beside it")
    }
  }
}
