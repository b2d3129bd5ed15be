package import Documents

extension JWE {
  /// To whom, and how the content key is sent.
  package struct Addressee: Sendable {
    package var key: EncryptionKey
    package var algorithm: KeyManagement
    package var keyID: String?

    package init(_ key: EncryptionKey, _ algorithm: KeyManagement, keyID: String? = nil) {
      self.key = key
      self.algorithm = algorithm
      self.keyID = keyID
    }
  }

  /// What stands in the header beside the algorithms, and where.
  package struct Options: Sendable {
    package var type: String?
    package var contentType: String?
    /// Bytes that are authenticated beside the content; only a JSON form has them.
    package var authenticated: [UInt8]?
    /// False puts all members into the recipient's own header, unprotected: what some registries do. Only a JSON form has one.
    package var protectsHeader = true

    package init(type: String? = nil, contentType: String? = nil, authenticated: [UInt8]? = nil, protectsHeader: Bool = true) {
      self.type = type
      self.contentType = contentType
      self.authenticated = authenticated
      self.protectsHeader = protectsHeader
    }
  }

  /// The compact form, for one recipient.
  package static func seal(
    _ plain: [UInt8], to addressee: Addressee, _ encryption: ContentEncryption, _ random: SeededBytes, _ options: Options = Options()
  ) throws(SignatureRefusal) -> String {
    guard options.authenticated == nil, options.protectsHeader else {
      throw SignatureRefusal(.malformed, "a compact JWE has a protected header and nothing authenticated beside: take the JSON form")
    }
    let json = try sealJSON(plain, to: [addressee], encryption, random, options)
    return ["protected", "encrypted_key", "iv", "ciphertext", "tag"].map { json[$0]?.text ?? "" }.joined(separator: ".")
  }

  /// The JSON form: flattened for one recipient, general for several, to whom `dir` and `ECDH-ES` alone cannot go.
  package static func sealJSON(
    _ plain: [UInt8], to addressees: [Addressee], _ encryption: ContentEncryption, _ random: SeededBytes, _ options: Options = Options()
  ) throws(SignatureRefusal) -> JSON {
    guard let first = addressees.first, addressees.count == 1 || addressees.allSatisfy({ !$0.algorithm.isDirect }) else {
      throw SignatureRefusal(.algorithmMismatch, "a JWE needs a recipient; to several, each needs an algorithm that wraps the key")
    }
    var contentKey = random.bytes(encryption.keySize, for: "content key")
    var shared: Members = ["enc": .string(encryption.rawValue)]
    if let type = options.type { shared["typ"] = .string(type) }
    if let contentType = options.contentType { shared["cty"] = .string(contentType) }
    var entries: [(header: Members, key: [UInt8])] = []
    for (n, addressee) in addressees.enumerated() {
      let wrapped = try addressee.algorithm.wrap(contentKey, to: addressee.key, encryption, random, String(n))
      if addressees.count == 1 { contentKey = wrapped.contentKey }
      var header: Members = ["alg": .string(addressee.algorithm.rawValue)]
      if let keyID = addressee.keyID { header["kid"] = .string(keyID) }
      for member in wrapped.header { header[member.name] = member.value }
      entries.append((header, wrapped.encryptedKey))
    }
    let isSingle = addressees.count == 1
    let protected = !options.protectsHeader ? Members() : isSingle ? Members(Array(entries[0].header) + Array(shared)) : shared
    var out = try content(plain, contentKey, encryption, random, protected, options.authenticated)
    if isSingle {
      if !options.protectsHeader { out["header"] = .object(Members(Array(entries[0].header) + Array(shared))) }
      if !first.algorithm.isDirect { out["encrypted_key"] = .string(Base64.url.encode(entries[0].key)) }
    } else {
      if !options.protectsHeader { out["unprotected"] = .object(shared) }
      out["recipients"] = .array(entries.map { ["header": .object($0.header), "encrypted_key": .string(Base64.url.encode($0.key))] })
    }
    return .object(out)
  }

  private static func content(
    _ plain: [UInt8], _ key: [UInt8], _ encryption: ContentEncryption, _ random: SeededBytes, _ protected: Members, _ data: [UInt8]?
  ) throws(SignatureRefusal) -> Members {
    let head = protected.isEmpty ? "" : Base64.url.encode(JSON.object(protected).encoded())
    let beside = data.map { Base64.url.encode($0) }
    let nonce = random.bytes(encryption.nonceSize, for: "nonce")
    let authenticated = Array((head + (beside.map { "." + $0 } ?? "")).utf8)
    let box = try encryption.seal(plain, key: key, nonce: nonce, authenticating: authenticated)
    var out = Members()
    if !head.isEmpty { out["protected"] = .string(head) }
    if let beside { out["aad"] = .string(beside) }
    out["iv"] = .string(Base64.url.encode(nonce))
    out["ciphertext"] = .string(Base64.url.encode(box.ciphertext))
    out["tag"] = .string(Base64.url.encode(box.tag))
    return out
  }
}
