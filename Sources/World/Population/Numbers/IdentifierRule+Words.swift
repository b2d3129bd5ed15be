extension IdentifierRule: CustomStringConvertible {
  /// As a vendor's administrator reads it.
  package var description: String {
    switch self {
    case .digits(let rule):
      "\(rule.length) digits" + (rule.prefix.isEmpty ? "" : ", beginning with \(rule.prefix)")
        + (rule.verhoeff ? ", the last a check digit after Verhoeff" : "")
    case .pattern(let parts): parts.map(\.description).joined()
    }
  }
}

extension IdentifierRule.Part: CustomStringConvertible {
  package var description: String {
    switch self {
    case .text(let text): text
    case .run: "{run}"
    case .year: "{year}"
    case .number(nil): "{number}"
    case .number(let width?): "{\(width) digits}"
    }
  }
}
