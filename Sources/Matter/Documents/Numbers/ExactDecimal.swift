/// A decimal number, exact, for money and counts.
///
/// Text in, text out, no binary fraction between. The scale (digits after the point) is kept, so `20.00` prints as it came;
/// equality, order and hash go by value, so `20.00 == 20.0`. Arithmetic is exact at any size: it cannot overflow and never rounds.
package struct ExactDecimal: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByIntegerLiteral {
  /// The most digits a number may have, before and after the point together, when read from text.
  package static let digitLimit = 38
  package static let zero = ExactDecimal(0)

  let units: WholeNumber
  /// Digits after the point, never negative.
  package let scale: Int

  init(units: WholeNumber, scale: Int) {
    self.units = units
    self.scale = scale
  }

  package init(_ whole: Int) { self.init(units: .small(Int128(whole)), scale: 0) }

  package init(integerLiteral value: Int) { self.init(value) }

  /// So many of the smallest unit: `ExactDecimal(minor: 2000, scale: 2)` is `20.00`. A negative scale counts as 0.
  package init(minor: Int, scale: Int) { self.init(units: .small(Int128(minor)), scale: max(0, scale)) }

  package var isZero: Bool { units.isZero }
  package var isNegative: Bool { units.isNegative }

  /// The number as an `Int`, when it is whole and fits.
  package var int: Int? {
    guard let whole = rescaled(to: 0), case .small(let value) = whole.units else { return nil }
    return Int(exactly: value)
  }

  /// Canonical text with its scale kept: `-0.50`, `20.00`, `7`. There is no `-0`.
  package var text: String {
    var digits = units.digits
    if scale > 0 {
      let missing = scale + 1 - digits.utf8.count
      if missing > 0 { digits = String(repeating: "0", count: missing) + digits }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale))
    }
    return isNegative ? "-" + digits : digits
  }

  package var description: String { text }

  /// The same value with so many digits after the point, or nil when that would lose a digit that is not 0.
  package func rescaled(to scale: Int) -> ExactDecimal? {
    guard scale >= 0 else { return nil }
    if scale >= self.scale { return ExactDecimal(units: units.timesTen(toThe: scale - self.scale), scale: scale) }
    var units = units
    for _ in scale..<self.scale {
      let (tenth, digit) = units.tenth()
      guard digit == 0 else { return nil }
      units = tenth
    }
    return ExactDecimal(units: units, scale: scale)
  }
}

extension ExactDecimal {
  package static func + (a: ExactDecimal, b: ExactDecimal) -> ExactDecimal {
    let (x, y, scale) = aligned(a, b)
    return ExactDecimal(units: x + y, scale: scale)
  }

  package static func - (a: ExactDecimal, b: ExactDecimal) -> ExactDecimal { a + -b }

  package static func * (a: ExactDecimal, b: ExactDecimal) -> ExactDecimal {
    ExactDecimal(units: a.units * b.units, scale: a.scale + b.scale)
  }

  package static prefix func - (a: ExactDecimal) -> ExactDecimal { ExactDecimal(units: -a.units, scale: a.scale) }

  package static func += (a: inout ExactDecimal, b: ExactDecimal) { a = a + b }
  package static func -= (a: inout ExactDecimal, b: ExactDecimal) { a = a - b }

  /// The total, at the largest scale met; 0 for no terms.
  package static func sum(_ terms: some Sequence<ExactDecimal>) -> ExactDecimal { terms.reduce(.zero, +) }

  package static func == (a: ExactDecimal, b: ExactDecimal) -> Bool {
    let (x, y, _) = aligned(a, b)
    return x == y
  }

  package static func < (a: ExactDecimal, b: ExactDecimal) -> Bool {
    let (x, y, _) = aligned(a, b)
    return x < y
  }

  package func hash(into hasher: inout Hasher) {
    var (units, scale) = (units, scale)
    while scale > 0 {
      let (tenth, digit) = units.tenth()
      if digit != 0 { break }
      (units, scale) = (tenth, scale - 1)
    }
    hasher.combine(units)
    hasher.combine(scale)
  }

  private static func aligned(_ a: ExactDecimal, _ b: ExactDecimal) -> (WholeNumber, WholeNumber, scale: Int) {
    if a.scale == b.scale { return (a.units, b.units, a.scale) }
    return a.scale < b.scale
      ? (a.units.timesTen(toThe: b.scale - a.scale), b.units, b.scale) : (a.units, b.units.timesTen(toThe: a.scale - b.scale), a.scale)
  }
}
