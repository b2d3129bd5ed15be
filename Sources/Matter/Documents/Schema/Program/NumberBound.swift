/// A number that a schema compares with: as a machine word where that is exact, and as digits always.
struct NumberBound: Hashable, Sendable {
  let text: NumberText
  /// The value, when it is whole and has at most 18 digits.
  let small: Int64?

  init(_ text: NumberText) {
    self.text = text
    guard text.isWhole, text.power <= 18 else {
      small = nil
      return
    }
    var value: Int64 = 0
    for place in 0..<max(0, text.power) { value = value * 10 + (place < text.digits.count ? Int64(text.digits[place]) : 0) }
    small = text.isNegative ? -value : value
  }
}

extension NumberText {
  /// The most digits a divisor may have.
  static let divisorDigits = 18

  /// Whether this is a whole multiple of a divisor above 0 with at most `divisorDigits` digits. Exact.
  func isMultiple(of divisor: NumberText) -> Bool {
    if digits.isEmpty { return true }
    // Both without trailing zeros: value = digits * 10^(power - count).
    let shift = (power - digits.count) - (divisor.power - divisor.digits.count)
    // A divisor with more decimal places than the value has can divide it only if the value ends in 0, and it does not.
    if shift < 0 { return false }
    let modulus = divisor.digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
    let rest = digits.reduce(UInt64(0)) { Self.multiply($0, 10, modulus, plus: UInt64($1)) }
    return Self.multiply(rest, Self.power(of: 10, shift, modulus), modulus) == 0
  }

  private static func multiply(_ a: UInt64, _ b: UInt64, _ modulus: UInt64, plus c: UInt64 = 0) -> UInt64 {
    UInt64((UInt128(a) * UInt128(b) + UInt128(c)) % UInt128(modulus))
  }

  private static func power(of base: UInt64, _ exponent: Int, _ modulus: UInt64) -> UInt64 {
    var (result, base, exponent) = (1 % modulus, base % modulus, exponent)
    while exponent > 0 {
      if exponent & 1 == 1 { result = multiply(result, base, modulus) }
      base = multiply(base, base, modulus)
      exponent >>= 1
    }
    return result
  }
}
