/// Unicode's general categories by their codes, as bits.
enum UnicodeCategories {
  /// For `L`, `Lu` and so on; nil for what Unicode does not know.
  static func bits(_ code: String) -> UInt32? {
    let matching = codes.filter { $0.code == code || (code.count == 1 && $0.code.hasPrefix(code)) }
    return matching.isEmpty ? nil : matching.reduce(0) { $0 | bit(of: $1.category) }
  }

  static func bit(of scalar: Unicode.Scalar) -> UInt32 { bit(of: scalar.properties.generalCategory) }

  private static func bit(of category: Unicode.GeneralCategory) -> UInt32 {
    codes.firstIndex { $0.category == category }.map { 1 << UInt32($0) } ?? 0
  }

  private static let codes: [(code: String, category: Unicode.GeneralCategory)] = [
    ("Ll", .lowercaseLetter), ("Lu", .uppercaseLetter), ("Lo", .otherLetter), ("Lm", .modifierLetter), ("Lt", .titlecaseLetter),
    ("Mn", .nonspacingMark), ("Mc", .spacingMark), ("Me", .enclosingMark),
    ("Nd", .decimalNumber), ("Nl", .letterNumber), ("No", .otherNumber),
    ("Pc", .connectorPunctuation), ("Pd", .dashPunctuation), ("Ps", .openPunctuation), ("Pe", .closePunctuation),
    ("Pi", .initialPunctuation), ("Pf", .finalPunctuation), ("Po", .otherPunctuation),
    ("Sm", .mathSymbol), ("Sc", .currencySymbol), ("Sk", .modifierSymbol), ("So", .otherSymbol),
    ("Zs", .spaceSeparator), ("Zl", .lineSeparator), ("Zp", .paragraphSeparator),
    ("Cc", .control), ("Cf", .format), ("Co", .privateUse), ("Cn", .unassigned), ("Cs", .surrogate),
  ]
}
