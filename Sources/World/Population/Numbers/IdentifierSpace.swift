import Facts

/// The identifiers of one scheme, run and seed by serial number, both ways: no two serials share one.
final class IdentifierSpace: Sendable {
  let scheme: IdentifierScheme
  private let rule: IdentifierRule
  private let run: String
  private let spread: Spread

  init(_ scheme: IdentifierScheme, _ rule: IdentifierRule, seed: UInt64, run: String) {
    self.scheme = scheme
    self.rule = rule
    self.run = run
    let count =
      switch rule {
      case .digits(let digits): digits.count
      case .pattern(let parts): parts.compactMap(\.numbers).min() ?? 1
      }
    spread = Spread(count, Draws(seed, Draws.place(run), Draws.place(scheme.text)))
  }

  /// Whether one serial has several texts, by the year of birth.
  var tellsYears: Bool {
    guard case .pattern(let parts) = rule else { return false }
    return parts.contains(.year)
  }

  /// How many identifiers there are.
  var count: Int { spread.count }

  func identifier(_ serial: Int, year: Int) -> Identifier {
    let text =
      switch rule {
      case .digits(let digits): digits.number(at: spread(serial))
      case .pattern(let parts): parts.map { write($0, serial, year) }.joined()
      }
    return Identifier(scheme, text)
  }

  /// The serial of an identifier's text, of whatever year; nil where it is not of this space.
  func serial(of text: String) -> Int? {
    switch rule {
    case .digits(let digits): return digits.place(of: text).map { spread.origin(of: $0) }
    case .pattern(let parts):
      var rest = text[...]
      var serial: Int?
      for part in parts {
        guard let taken = part.taken(from: rest, run: run) else { return nil }
        if case .number(let width) = part, let n = Int(taken), n >= 0, n < count { serial = width == nil ? n : spread.origin(of: n) }
        rest = rest[taken.endIndex...]
      }
      return rest.isEmpty ? serial : nil
    }
  }

  private func write(_ part: IdentifierRule.Part, _ serial: Int, _ year: Int) -> String {
    switch part {
    case .text(let t): t
    case .run: run
    case .year: String(year)
    case .number(nil): String(serial)
    case .number(let width?): padded(spread(serial), width)
    }
  }
}

extension IdentifierRule.Part {
  /// How many numbers the part can tell apart.
  fileprivate var numbers: Int? {
    guard case .number(let width) = self else { return nil }
    return (0..<(width ?? 18)).reduce(1) { n, _ in n * 10 }
  }

  fileprivate func taken(from rest: Substring, run: String) -> Substring? {
    switch self {
    case .text(let t): rest.hasPrefix(t) ? rest.prefix(t.count) : nil
    case .run: rest.hasPrefix(run) ? rest.prefix(run.count) : nil
    case .year: rest.prefix(4).allSatisfy(\.isNumber) && rest.count >= 4 ? rest.prefix(4) : nil
    case .number(nil): rest.prefix { $0.isNumber }
    case .number(let width?): rest.count >= width ? rest.prefix(width) : nil
    }
  }
}
