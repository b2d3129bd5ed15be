package import Documents

/// A signed envelope around any payload (DSSE 1.0.2): what is signed is the type together with the bytes, so that neither can be
/// taken for another's.
package struct DSSEEnvelope: Hashable, Sendable {
  package struct Signature: Hashable, Sendable {
    /// A hint only, not signed.
    package let keyID: String?
    package let bytes: [UInt8]
  }

  /// A media type or URI.
  package let payloadType: String
  package let payload: [UInt8]
  package let signatures: [Signature]

  /// Pre-authentication encoding: lengths before each part, so that no two envelopes have the same bytes.
  package static func authenticated(_ type: String, _ payload: [UInt8]) -> [UInt8] {
    Array("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
  }

  /// An envelope that each of these keys signs.
  package init(_ payload: [UInt8], type: String, by signers: [(keyID: String?, key: SigningKey)]) throws(SignatureRefusal) {
    guard !signers.isEmpty else { throw SignatureRefusal(.unsigned, "an envelope needs a signer") }
    let signed = Self.authenticated(type, payload)
    var signatures: [Signature] = []
    for signer in signers {
      signatures.append(Signature(keyID: signer.keyID, bytes: try ECDSAForm.der(try signer.key.sign(signed), of: signer.key.kind)))
    }
    self.payload = payload
    payloadType = type
    self.signatures = signatures
  }

  /// Reads the JSON form; base64 of either alphabet is taken, as the standard asks.
  package init(parsing bytes: [UInt8]) throws(SignatureRefusal) {
    guard let document = try? Document(parsing: bytes, bounds: JSONBounds(bytes: 64 << 20)), document.duplicateNames.isEmpty else {
      throw SignatureRefusal(.malformed, "not a JSON object of at most 64 MiB with no name twice")
    }
    let json = document.root.json
    guard let type = json["payloadType"]?.text, let payload = json["payload"]?.text.flatMap(Self.decoded),
      let entries = json["signatures"]?.items
    else { throw SignatureRefusal(.malformed, "an envelope has payloadType, payload (base64) and signatures") }
    guard (1...100).contains(entries.count) else {
      throw SignatureRefusal(entries.isEmpty ? .unsigned : .tooLong, "an envelope has from 1 to 100 signatures, this has \(entries.count)")
    }
    var signatures: [Signature] = []
    for entry in entries {
      guard let bytes = entry["sig"]?.text.flatMap(Self.decoded) else {
        throw SignatureRefusal(.malformed, "a signature has sig, in base64")
      }
      signatures.append(Signature(keyID: entry["keyid"]?.text, bytes: bytes))
    }
    self.payload = payload
    payloadType = type
    self.signatures = signatures
  }

  private static func decoded(_ text: String) -> [UInt8]? {
    Base64.standard.reading(.either).decode(text) ?? Base64.urlEitherPadding.decode(text)
  }

  package var json: JSON {
    let entries = signatures.map { signature in
      var entry: Members = ["sig": .string(Base64.standard.encode(signature.bytes))]
      if let keyID = signature.keyID { entry["keyid"] = .string(keyID) }
      return JSON.object(entry)
    }
    return ["payloadType": .string(payloadType), "payload": .string(Base64.standard.encode(payload)), "signatures": .array(entries)]
  }

  /// The names of the keys that signed, each counted once whatever `keyid` says. Refuses another type than the wanted one, and fewer
  /// different keys than the threshold.
  @discardableResult
  package func verify(type: String, with keys: KeyStore, threshold: Int = 1) throws(SignatureRefusal) -> [String] {
    guard payloadType == type else { throw SignatureRefusal(.typeWrong, "payloadType is \(payloadType.prefix(80)), it must be \(type)") }
    let signed = Self.authenticated(payloadType, payload)
    var found: [(keyID: String, key: VerificationKey)] = []
    for signature in signatures {
      for entry in keys.entries where !found.contains(where: { $0.key == entry.key }) {
        guard entry.key.algorithms.contains(where: { Self.isValid(signature.bytes, of: signed, entry.key, $0) }) else { continue }
        found.append(entry)
        break
      }
    }
    guard found.count >= max(1, threshold) else {
      throw SignatureRefusal(.signatureWrong, "\(found.count) of the known keys signed this envelope, \(max(1, threshold)) are needed")
    }
    return found.map(\.keyID)
  }

  /// ECDSA in DER, as the tools of the field write it; side by side is read too.
  private static func isValid(_ signature: [UInt8], of signed: [UInt8], _ key: VerificationKey, _ algorithm: SignatureAlgorithm) -> Bool {
    (key.kind.isCurve && (try? key.isValidDER(signature, of: signed, algorithm)) == true)
      || (try? key.isValid(signature, of: signed, algorithm)) == true
  }
}
