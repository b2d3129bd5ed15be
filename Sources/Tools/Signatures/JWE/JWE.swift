package import Documents

/// An encrypted message (RFC 7516), read from either form. Nothing of it is known until `open` returns.
///
/// `zip` is refused: what a few bytes unpack to is for their sender to decide. Nothing critical is understood.
package struct JWE: Sendable {
  /// Somebody to whom the content key is sent.
  package struct Recipient: Sendable {
    package let algorithm: KeyManagement
    package let encryption: ContentEncryption
    package let keyID: String?
    /// All members that are for this recipient: protected, shared, its own.
    package let header: JSON
    let encryptedKey: [UInt8]
  }

  /// Those whose algorithms are known here.
  package let recipients: [Recipient]
  let protected: String
  let nonce: [UInt8]
  let ciphertext: [UInt8]
  let tag: [UInt8]
  /// The `aad` member as written; nil in compact form.
  let data: String?

  static let limit = 8 << 20

  /// Reads `header.encrypted key.nonce.ciphertext.tag`.
  package init(_ compact: String) throws(SignatureRefusal) {
    guard compact.utf8.count <= Self.limit else { throw SignatureRefusal(.tooLong, "a JWE of more than 8 MiB") }
    let parts = compact.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5, !parts[0].isEmpty else {
      throw SignatureRefusal(.malformed, "a compact JWE has five parts divided by dots, this has \(parts.count)")
    }
    let head = try HeaderReading.object(try Self.bytes(parts[0], "the protected header"))
    protected = parts[0]
    recipients = [try Self.recipient(head, [], try Self.bytes(parts[1], "the encrypted key"))]
    nonce = try Self.bytes(parts[2], "the initialization vector")
    ciphertext = try Self.bytes(parts[3], "the ciphertext")
    tag = try Self.bytes(parts[4], "the tag")
    data = nil
  }

  /// Reads the flattened or the general JSON form (RFC 7516 section 7.2).
  package init(_ json: JSON) throws(SignatureRefusal) {
    guard let members = json.members, Set(members.names).count == members.count else {
      throw SignatureRefusal(.malformed, "a JWE in JSON form is an object with no name twice")
    }
    guard json["recipients"] == nil || (json["header"] == nil && json["encrypted_key"] == nil) else {
      throw SignatureRefusal(.malformed, "a JWE in JSON form has either recipients (general) or header and encrypted_key (flattened)")
    }
    let entries = json["recipients"].map { $0.items ?? [] } ?? [json]
    guard (1...100).contains(entries.count) else {
      throw SignatureRefusal(entries.isEmpty ? .malformed : .tooLong, "a JWE has from 1 to 100 recipients, this has \(entries.count)")
    }
    protected = try Self.text(json, "protected") ?? ""
    let head = protected.isEmpty ? Members() : try HeaderReading.object(try Self.bytes(protected, "protected"))
    var read: [Recipient] = []
    for entry in entries {
      let key = try Self.bytes(try Self.text(entry, "encrypted_key") ?? "", "encrypted_key")
      do throws(SignatureRefusal) {
        read.append(try Self.recipient(head, [json["unprotected"], entry["header"]], key))
      } catch {
        // What is for somebody else, in a way not known here, is theirs to read.
        guard error.reason == .algorithmUnknown, entries.count > 1 else { throw error }
      }
    }
    guard !read.isEmpty else {
      throw SignatureRefusal(.algorithmUnknown, "no recipient's alg and enc are known here: use RSA-OAEP-256 and A256GCM")
    }
    guard Set(read.map(\.encryption)).count == 1 else { throw SignatureRefusal(.malformed, "enc must be the same for all recipients") }
    recipients = read
    nonce = try Self.bytes(try Self.text(json, "iv") ?? "", "iv")
    guard let ciphertext = try Self.text(json, "ciphertext") else { throw SignatureRefusal(.malformed, "a JWE has a ciphertext") }
    self.ciphertext = try Self.bytes(ciphertext, "ciphertext")
    tag = try Self.bytes(try Self.text(json, "tag") ?? "", "tag")
    data = try Self.text(json, "aad")
    if let data { _ = try Self.bytes(data, "aad") }
  }

  package init(parsing bytes: [UInt8]) throws(SignatureRefusal) {
    guard let document = try? Document(parsing: bytes, bounds: JSONBounds(bytes: Self.limit)), document.duplicateNames.isEmpty else {
      throw SignatureRefusal(.malformed, "not a JSON object of at most 8 MiB with no name twice")
    }
    try self.init(document.root.json)
  }

  /// Opens with the first recipient's entry that this key fits. Every way in which opening fails looks the same (`cannotOpen`), but
  /// an entry for another kind of key, or for another use of this one, is named.
  package func open(with key: DecryptionKey) throws(SignatureRefusal) -> [UInt8] {
    var last = SignatureRefusal(.cannotOpen, "does not open: sealed to another key, or changed on the way")
    for recipient in recipients {
      do throws(SignatureRefusal) {
        let members = recipient.header.members ?? Members()
        let contentKey = try recipient.algorithm.unwrap(recipient.encryptedKey, with: key, recipient.encryption, members)
        let authenticated = Array((protected + (data.map { "." + $0 } ?? "")).utf8)
        guard let contentKey,
          let plain = recipient.encryption.open(ciphertext, tag: tag, key: contentKey, nonce: nonce, authenticating: authenticated)
        else { continue }
        return plain
      } catch {
        if recipients.count == 1 { last = error }
      }
    }
    throw last
  }

  /// Opens what was sealed with this randomness, where the content key was wrapped: for its own sender, who has no key of the recipient's.
  package func open(sealedWith random: SeededBytes) throws(SignatureRefusal) -> [UInt8] {
    let authenticated = Array((protected + (data.map { "." + $0 } ?? "")).utf8)
    guard recipients.count == 1, let recipient = recipients.first, !recipient.algorithm.isDirect,
      let plain = recipient.encryption.open(
        ciphertext, tag: tag, key: random.bytes(recipient.encryption.keySize, for: "content key"), nonce: nonce,
        authenticating: authenticated)
    else { throw SignatureRefusal(.cannotOpen, "does not open: sealed with other randomness, or changed on the way") }
    return plain
  }

  private static func recipient(_ protected: Members, _ others: [JSON?], _ key: [UInt8]) throws(SignatureRefusal) -> Recipient {
    let all = try HeaderReading.joined([.object(protected)] + others)
    guard all["crit"] == nil || protected["crit"] != nil else { throw SignatureRefusal(.malformed, "crit must be protected") }
    _ = try HeaderReading.critical(protected, understood: [])
    guard all["zip"] == nil else {
      throw SignatureRefusal(.compressed, "compressed content (zip) is not taken, a few bytes could unpack to many: send it as it is")
    }
    return Recipient(
      algorithm: try KeyManagement(name: all["alg"]?.text), encryption: try ContentEncryption(name: all["enc"]?.text),
      keyID: all["kid"]?.text, header: .object(all), encryptedKey: key)
  }

  private static func text(_ json: JSON, _ name: String) throws(SignatureRefusal) -> String? {
    guard let value = json[name] else { return nil }
    guard let text = value.text else { throw SignatureRefusal(.malformed, "\(name) of a JWE must be a text") }
    return text
  }

  private static func bytes(_ text: String, _ name: String) throws(SignatureRefusal) -> [UInt8] {
    guard let bytes = Base64.url.decode(text, limit: limit) else {
      throw SignatureRefusal(.malformed, "\(name) must be base64url without padding")
    }
    return bytes
  }
}
