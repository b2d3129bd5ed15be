/// One label of an international host name: RFC 5891 and the tables of RFC 5892, worked out from Unicode's properties.
enum InternationalLabel {
  static func isAllowed(_ label: [Unicode.Scalar]) -> Bool {
    guard let first = label.first, let last = label.last, first != "-", last != "-" else { return false }
    if label.count >= 4, label[2] == "-", label[3] == "-" { return false }
    if isMark(first) { return false }
    guard String(String.UnicodeScalarView(label)).isNormalized else { return false }
    return label.indices.allSatisfy { place in
      isInContext(place, label) ?? isLetterDigit(label[place])
    }
  }

  /// Appendix A of RFC 5892; nil for characters that need no context.
  private static func isInContext(_ place: Int, _ label: [Unicode.Scalar]) -> Bool? {
    let before = place > 0 ? label[place - 1] : nil
    let after = place + 1 < label.count ? label[place + 1] : nil
    switch label[place].value {
    case 0xB7: return before == "l" && after == "l"
    case 0x375: return after.map(isGreek) ?? false
    case 0x5F3, 0x5F4: return before.map { (0x591...0x5F4).contains($0.value) } ?? false
    case 0x30FB: return label.contains(where: isJapanese)
    case 0x660...0x669: return !label.contains { (0x6F0...0x6F9).contains($0.value) }
    case 0x6F0...0x6F9: return !label.contains { (0x660...0x669).contains($0.value) }
    case 0x200C: return isVirama(before) || joins(place, label)
    case 0x200D: return isVirama(before)
    default: return nil
    }
  }

  private static func isVirama(_ scalar: Unicode.Scalar?) -> Bool { scalar?.properties.canonicalCombiningClass.rawValue == 9 }

  /// Whether a joiner stands between letters that join. Unicode's joining types are not at hand; Arabic and Syriac letters join.
  private static func joins(_ place: Int, _ label: [Unicode.Scalar]) -> Bool {
    let before = label[..<place].last { !isMark($0) }
    let after = label[(place + 1)...].first { !isMark($0) }
    guard let before, let after else { return false }
    return joinsLeft.contains(before.value) && isJoiningLetter(after)
  }

  private static func isJoiningLetter(_ scalar: Unicode.Scalar) -> Bool {
    (0x620...0x74F).contains(scalar.value) && scalar.properties.generalCategory == .otherLetter
  }

  /// The Arabic letters that join with what follows.
  private static let joinsLeft: Set<UInt32> = Set(
    [0x626, 0x628] + Array(0x62A...0x62E) + Array(0x633...0x63F) + Array(0x641...0x647) + [0x649, 0x64A, 0x6A9, 0x6AF, 0x6CC])

  private static func isGreek(_ scalar: Unicode.Scalar) -> Bool {
    (0x370...0x3FF).contains(scalar.value) || (0x1F00...0x1FFF).contains(scalar.value)
  }

  /// Hiragana, Katakana or Han.
  private static func isJapanese(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FD...0x30FF, 0x31F0...0x31FF, 0x3005, 0x3007, 0x3400...0x4DBF,
      0x4E00...0x9FFF,
      0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    [.nonspacingMark, .spacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
  }

  /// Section 3 of RFC 5892: exceptions first, then what is stable under case folding and a letter, digit or mark.
  private static func isLetterDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007: return true
    case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: return false
    case 0x2D, 0x30...0x39, 0x61...0x7A: return true
    case 0x1100...0x11FF, 0xA960...0xA97F, 0xD7B0...0xD7FF: return false
    case 0x20D0...0x20FF, 0x1D100...0x1D1FF, 0x1D200...0x1D24F: return false
    default: break
    }
    let properties = scalar.properties
    guard !properties.changesWhenNFKCCaseFolded, !properties.isDefaultIgnorableCodePoint, !properties.isNoncharacterCodePoint,
      !properties.isWhitespace
    else { return false }
    switch properties.generalCategory {
    case .lowercaseLetter, .uppercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber: return true
    default: return false
    }
  }
}

extension String {
  /// Whether the text is in Unicode's normalization form C, as far as single characters tell: none of them falls apart into others.
  fileprivate var isNormalized: Bool { unicodeScalars.allSatisfy { !$0.properties.isFullCompositionExclusion } }
}
