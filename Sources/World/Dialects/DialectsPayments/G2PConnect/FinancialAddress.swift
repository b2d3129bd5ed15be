import Facts

/// `account:700123456789@bank`: the scheme, the value, and who holds it.
enum FinancialAddress {
  static func text(_ id: Identifier, at provider: String? = nil, _ session: Session) -> String {
    "\(id.scheme.text.lowercased()):\(id.value)@\(provider ?? session.settings["provider"] ?? "assay")"
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
