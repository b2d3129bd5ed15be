import Documents

/// What the owner of a JWK allows it to be used for: `alg`, `use` and `key_ops` (RFC 7517 section 4), obeyed whoever asks.
struct KeyPermission: Hashable, Sendable {
  /// The one algorithm the key is for; nil: any of its kind.
  var algorithm: String?
  private var use: String?
  private var operations: [String]?

  /// Everything that the kind of key can do.
  static let any = KeyPermission()

  private init() {}

  /// Refuses members that are not texts, or an operation listed twice (RFC 7517 section 4.3).
  init(jwk: JSON) throws(SignatureRefusal) {
    algorithm = try Self.text(jwk, "alg")
    use = try Self.text(jwk, "use")
    guard let listed = jwk["key_ops"] else { return }
    guard let items = listed.items, items.allSatisfy({ $0.text != nil }) else {
      throw SignatureRefusal(.keyInvalid, "key_ops must be a list of texts")
    }
    let names = items.compactMap(\.text)
    guard Set(names).count == names.count else { throw SignatureRefusal(.keyInvalid, "key_ops names an operation twice") }
    operations = names
  }

  /// Refuses a key that is not for this: `use` is `sig` or `enc`, one of `operations` must be listed where `key_ops` stands.
  func demand(use wanted: String, operations any: [String]) throws(SignatureRefusal) {
    if let use, use != wanted {
      throw SignatureRefusal(.keyUseWrong, "the JWK says use \"\(use)\": give one whose use is \"\(wanted)\"")
    }
    if let operations, !operations.contains(where: { any.contains($0) }) {
      throw SignatureRefusal(
        .keyUseWrong,
        "key_ops of the JWK allows \(operations.joined(separator: ", ")): give one that allows \(any.joined(separator: " or "))")
    }
  }

  private static func text(_ jwk: JSON, _ name: String) throws(SignatureRefusal) -> String? {
    guard let value = jwk[name] else { return nil }
    guard let text = value.text else { throw SignatureRefusal(.keyInvalid, "\(name) of a JWK must be a text") }
    return text
  }
}
