package import Facts

/// How identifiers of one scheme look. Read from text: `verhoeff 10, prefix 29`, `digits 12`, `B-{run}-{n}`.
package enum IdentifierRule: Hashable, Sendable {
  case digits(DigitRule)
  case pattern([Part])

  package enum Part: Hashable, Sendable {
    case text(String)
    case run
    case year
    /// The number of the identifier within the run. With a width: scattered over so many digits.
    case number(width: Int?)
  }

  /// A rule that cannot be read, with what to write instead.
  package struct Unreadable: Error, Hashable, Sendable, CustomStringConvertible {
    package let rule: String
    package let why: String
    package var description: String {
      "the rule \"\(rule)\" \(why); write for example \"verhoeff 10, prefix 29\", \"digits 12\" or \"B-{run}-{n}\""
    }
  }

  package init(_ text: String) throws(Unreadable) {
    self = text.contains("{") ? .pattern(try IdentifierRule.parts(text)) : .digits(try IdentifierRule.digits(text))
  }

  private static func digits(_ text: String) throws(Unreadable) -> DigitRule {
    var length: Int?
    var (prefix, verhoeff, restricted) = ("", false, false)
    for clause in text.split(separator: ",") {
      let words = clause.split(separator: " ")
      switch (words.first, words.count) {
      case ("verhoeff", 2): (length, verhoeff, restricted) = (Int(words[1]), true, true)
      case ("digits", 2): length = Int(words[1])
      case ("prefix", 2): prefix = String(words[1])
      case ("any", 2) where words[1] == "pattern": restricted = false
      default: throw Unreadable(rule: text, why: "has a part that is not known: \"\(clause)\"")
      }
    }
    guard let length else { throw Unreadable(rule: text, why: "does not say how many digits") }
    guard let rule = DigitRule(length: length, prefix: prefix, verhoeff: verhoeff, restricted: restricted) else {
      throw Unreadable(rule: text, why: "leaves no number to issue: 1 to 18 digits, and a shorter prefix of digits")
    }
    return rule
  }

  private static func parts(_ text: String) throws(Unreadable) -> [Part] {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { throw Unreadable(rule: text, why: "opens a brace and does not close it") }
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      let word = rest[rest.index(after: open)..<close]
      switch word {
      case "run": parts.append(.run)
      case "year": parts.append(.year)
      case "n": parts.append(.number(width: nil))
      default:
        guard word.hasPrefix("n"), let width = Int(word.dropFirst()), (4...18).contains(width) else {
          throw Unreadable(rule: text, why: "has {\(word)}, which is none of {n}, {n4} to {n18}, {run}, {year}")
        }
        parts.append(.number(width: width))
      }
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    guard parts.contains(where: { if case .number = $0 { true } else { false } }) else {
      throw Unreadable(rule: text, why: "has no {n}, so that everybody would get the same identifier")
    }
    return parts
  }
}

/// The rules of all schemes, each settable for a target.
package struct IdentifierRules: Hashable, Sendable {
  package private(set) var entries: [Entry]
  package struct Entry: Hashable, Sendable {
    package let scheme: IdentifierScheme
    package var rule: IdentifierRule
  }

  private init(_ texts: [(IdentifierScheme, String)]) {
    entries = texts.compactMap { scheme, text in (try? IdentifierRule(text)).map { Entry(scheme: scheme, rule: $0) } }
  }

  package subscript(_ scheme: IdentifierScheme) -> IdentifierRule? { entries.first { $0.scheme == scheme }?.rule }

  package mutating func set(_ scheme: IdentifierScheme, _ text: String) throws(IdentifierRule.Unreadable) {
    let rule = try IdentifierRule(text)
    if let i = entries.firstIndex(where: { $0.scheme == scheme }) {
      entries[i].rule = rule
    } else {
      entries.append(Entry(scheme: scheme, rule: rule))
    }
  }

  /// The reference's own. +000 is no country's code, and an IBAN begins with letters: nobody is reached by accident.
  package static let standard = IdentifierRules([
    (.uin, "verhoeff 10"), (.vid, "verhoeff 16"), (.brn, "B-{year}-{n8}"), (.drn, "D-{year}-{n8}"), (.mrn, "M-{year}-{n8}"),
    (.frn, "F-{year}-{n8}"), (.phone, "+0007{n8}"), (.account, "digits 12, prefix 70"), (.functional, "FN-{n8}"), (.org, "ORG-{n8}"),
  ])
}

extension Name where Kind == SchemeKind {
  /// The registration number of a fetal death.
  package static var frn: Self { "FRN" }
  /// An organisation's number.
  package static var org: Self { "ORG" }
}
