/// Unicode's general categories by their codes, as bits.
enum UnicodeCategories {
  static let count = codes.count

  /// For `L`, `Lu` and so on, as RFC 9485 has them (all but surrogates by name); nil for what it does not know.
  static func bits(_ code: String) -> UInt32? {
    guard code != "Cs" else { return nil }
    let matching = codes.indices.filter { codes[$0].code == code || (code.utf8.count == 1 && codes[$0].code.hasPrefix(code)) }
    return matching.isEmpty ? nil : matching.reduce(0) { $0 | 1 << UInt32($1) }
  }

  /// As ECMAScript has them: long names too, and `gc=` or `General_Category=` before them.
  static func bitsOfECMAScript(_ name: String) -> UInt32? {
    var name = name[...]
    for prefix in ["General_Category=", "gc="] where name.hasPrefix(prefix) { name = name.dropFirst(prefix.count) }
    switch name {
    case "Any": return .max
    case "LC", "Cased_Letter": return bits("Lu").flatMap { a in bits("Ll").flatMap { b in bits("Lt").map { a | b | $0 } } }
    case "Cs", "Surrogate": return codes.firstIndex { $0.code == "Cs" }.map { 1 << UInt32($0) }
    default: return bits(longNames.first { $0.name == name }?.code ?? String(name))
    }
  }

  static func index(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .lowercaseLetter: 0
    case .uppercaseLetter: 1
    case .otherLetter: 2
    case .modifierLetter: 3
    case .titlecaseLetter: 4
    case .nonspacingMark: 5
    case .spacingMark: 6
    case .enclosingMark: 7
    case .decimalNumber: 8
    case .letterNumber: 9
    case .otherNumber: 10
    case .connectorPunctuation: 11
    case .dashPunctuation: 12
    case .openPunctuation: 13
    case .closePunctuation: 14
    case .initialPunctuation: 15
    case .finalPunctuation: 16
    case .otherPunctuation: 17
    case .mathSymbol: 18
    case .currencySymbol: 19
    case .modifierSymbol: 20
    case .otherSymbol: 21
    case .spaceSeparator: 22
    case .lineSeparator: 23
    case .paragraphSeparator: 24
    case .control: 25
    case .format: 26
    case .privateUse: 27
    case .unassigned: 28
    case .surrogate: 29
    @unknown default: 28
    }
  }

  /// In the order of `index(of:)`.
  private static let codes: [(code: String, name: String)] = [
    ("Ll", "Lowercase_Letter"), ("Lu", "Uppercase_Letter"), ("Lo", "Other_Letter"), ("Lm", "Modifier_Letter"), ("Lt", "Titlecase_Letter"),
    ("Mn", "Nonspacing_Mark"), ("Mc", "Spacing_Mark"), ("Me", "Enclosing_Mark"),
    ("Nd", "Decimal_Number"), ("Nl", "Letter_Number"), ("No", "Other_Number"),
    ("Pc", "Connector_Punctuation"), ("Pd", "Dash_Punctuation"), ("Ps", "Open_Punctuation"), ("Pe", "Close_Punctuation"),
    ("Pi", "Initial_Punctuation"), ("Pf", "Final_Punctuation"), ("Po", "Other_Punctuation"),
    ("Sm", "Math_Symbol"), ("Sc", "Currency_Symbol"), ("Sk", "Modifier_Symbol"), ("So", "Other_Symbol"),
    ("Zs", "Space_Separator"), ("Zl", "Line_Separator"), ("Zp", "Paragraph_Separator"),
    ("Cc", "Control"), ("Cf", "Format"), ("Co", "Private_Use"), ("Cn", "Unassigned"), ("Cs", "Surrogate"),
  ]

  private static let longNames: [(code: String, name: String)] =
    codes + [
      ("L", "Letter"), ("M", "Mark"), ("M", "Combining_Mark"), ("N", "Number"), ("P", "Punctuation"), ("P", "punct"), ("S", "Symbol"),
      ("Z", "Separator"), ("C", "Other"), ("Nd", "digit"), ("Cc", "cntrl"),
    ]
}
