import Documents
import Facts

/// `account:700123456789@bank`: the scheme, the value, and who holds it.
enum FinancialAddress {
  static func text(_ id: Identifier, at provider: String? = nil, _ session: Session) -> String {
    let scheme = id.scheme == none ? "" : id.scheme.text.lowercased() + ":"
    return "\(scheme)\(id.value)@\(provider ?? own(session))"
  }
  /// Of an address that has none: `joeuser@bank`.
  private static let none: IdentifierScheme = "ADDRESS"
  private static func own(_ session: Session) -> String { session.settings["provider"] ?? "assay" }

  /// Who holds an account, by name and code: nothing else is known of a provider.
  static func holder(_ provider: String?, _ session: Session) -> JSON {
    ["name": .string(provider ?? own(session)), "code": .string(provider ?? own(session))]
  }

  /// What follows the @, where it is not the usual provider of accounts, or of ids.
  static func otherProvider(_ text: String, ofID isID: Bool = false, _ session: Session) -> String? {
    provider(text).flatMap { $0.lowercased() == (isID ? idProvider(session) : own(session)).lowercased() ? nil : $0 }
  }
  private static func idProvider(_ session: Session) -> String { session.settings["id-provider"] ?? own(session) }
  /// `uin:2987654326@nid`: a person, as an account.
  static func person(_ id: Identifier, _ session: Session) -> String { text(id, at: idProvider(session), session) }
  /// The address of an account; nil where it is none: neither a scheme nor a provider is named.
  static func account(_ text: String) -> Identifier? {
    if text.contains(":") { return identifier(text) }
    let name = text.prefix { $0 != "@" }
    return provider(text) == nil || name.isEmpty ? nil : Identifier(none, String(name))
  }
  /// What follows the @; nil where nothing does.
  static func provider(_ text: String) -> String? {
    text.lastIndex(of: "@").map { String(text[text.index(after: $0)...]) }.flatMap { $0.isEmpty ? nil : $0 }
  }
  static func payer(_ session: Session) -> String {
    session.settings["payer-account"] ?? text(Identifier(.account, "treasury"), session)
  }
  /// What follows the @ is the provider's, and the number stands without it. A text without a scheme is an id.
  static func identifier(_ text: String) -> Identifier {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return Identifier(.uin, String(text.prefix { $0 != "@" })) }
    return Identifier(IdentifierScheme(parts[0].uppercased()), String(parts[1].prefix { $0 != "@" }))
  }
}
