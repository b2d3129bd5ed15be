package import Documents

/// One claim that its holder may show or keep (RFC 9901 section 4.2): a salt, for a member its name, and the value.
package struct Disclosure: Hashable, Sendable {
  /// As it travels; its digest is over this text.
  package let encoded: String
  /// nil for an element of a list.
  package let name: String?
  package let value: JSON

  init(salt: [UInt8], name: String?, value: JSON) {
    let items: [JSON] = [.string(Base64.url.encode(salt))] + (name.map { [.string($0)] } ?? []) + [value]
    encoded = Base64.url.encode(JSON.array(items).encoded())
    self.name = name
    self.value = value
  }

  /// Refuses what is not a list of two or three, names twice in its value, and the names that the format keeps for itself.
  init(_ encoded: String) throws(SignatureRefusal) {
    guard let bytes = Base64.url.decode(encoded, limit: 1 << 20), let document = try? Document(parsing: bytes),
      document.duplicateNames.isEmpty,
      let items = document.root.json.items, 2...3 ~= items.count, items[0].text != nil
    else { throw SignatureRefusal(.disclosureWrong, "a disclosure must be base64url of [salt, name, value] or [salt, value]") }
    if items.count == 3 {
      guard let name = items[1].text, name != "_sd", name != "..." else {
        throw SignatureRefusal(.disclosureWrong, "a disclosure must name a claim, other than _sd and ...")
      }
      self.name = name
    } else {
      name = nil
    }
    self.encoded = encoded
    value = items[items.count - 1]
  }

  var digest: String { Base64.url.encode(Digest.sha256(Array(encoded.utf8))) }
}
