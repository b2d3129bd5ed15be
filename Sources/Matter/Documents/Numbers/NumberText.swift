/// A number as JSON writes it, taken apart: sign, digits, exponent. The one reader of that grammar for text outside a document.
///
/// Compares by value, exactly, at any number of digits. Only an exponent beyond 18 digits is clamped.
struct NumberText: Hashable, Comparable, Sendable {
  /// Never set for zero.
  private(set) var isNegative = false
  /// Values 0...9 without leading or trailing zeros; empty for zero.
  private(set) var digits: [UInt8] = []
  /// The value is 0.DIGITS times ten to this power; 0 for zero.
  private(set) var power = 0
  /// Digits after the point as written, less the exponent: what a decimal keeps as its scale.
  private(set) var writtenScale = 0

  /// Nil when the text is not a JSON number.
  init?(_ text: some StringProtocol) {
    var rest = text.utf8.makeIterator()
    var next = rest.next()
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 &- 0x30 < 10 } ?? false }
    if next == 0x2D {
      isNegative = true
      next = rest.next()
    }
    guard isDigit(next) else { return nil }
    let zeroFirst = next == 0x30
    var whole = 0
    while let byte = next, isDigit(byte) {
      digits.append(byte &- 0x30)
      whole += 1
      next = rest.next()
    }
    if zeroFirst, whole > 1 { return nil }
    if next == 0x2E {
      next = rest.next()
      guard isDigit(next) else { return nil }
      while let byte = next, isDigit(byte) {
        digits.append(byte &- 0x30)
        next = rest.next()
      }
    }
    var exponent = 0
    if let byte = next, byte | 0x20 == 0x65 {
      next = rest.next()
      let down = next == 0x2D
      if down || next == 0x2B { next = rest.next() }
      guard isDigit(next) else { return nil }
      while let byte = next, isDigit(byte) {
        exponent = min(exponent * 10 + Int(byte &- 0x30), 100_000_000_000_000_000)
        next = rest.next()
      }
      if down { exponent = -exponent }
    }
    guard next == nil else { return nil }
    writtenScale = digits.count - whole - exponent
    power = whole + exponent
    trim()
  }

  init(whole: Int) {
    isNegative = whole < 0
    digits = String(whole.magnitude).utf8.map { $0 &- 0x30 }
    power = digits.count
    trim()
  }

  private mutating func trim() {
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    power -= leading
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { (isNegative, power) = (false, 0) }
  }

  static func == (a: NumberText, b: NumberText) -> Bool {
    a.isNegative == b.isNegative && a.power == b.power && a.digits == b.digits
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(isNegative)
    hasher.combine(power)
    hasher.combine(digits)
  }

  static func < (a: NumberText, b: NumberText) -> Bool {
    if a.isNegative != b.isNegative { return a.isNegative }
    return a.isNegative ? b.magnitudePrecedes(a) : a.magnitudePrecedes(b)
  }

  private func magnitudePrecedes(_ other: NumberText) -> Bool {
    if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
    return power != other.power ? power < other.power : digits.lexicographicallyPrecedes(other.digits)
  }
}

extension ExactDecimal {
  /// A number as JSON writes it, exponent included: no plus sign, no bare point, no leading zero, no space.
  ///
  /// Nil for anything else, and for a number that needs more than `digitLimit` digits on paper.
  package init?(_ text: some StringProtocol) {
    guard let number = NumberText(text) else { return nil }
    let scale = max(0, number.writtenScale)
    guard scale <= Self.digitLimit, number.power <= Self.digitLimit - scale else { return nil }
    var value: Int128 = 0
    for digit in number.digits { value = value * 10 + Int128(digit) }
    // Digits were trimmed at both ends; what stands after the last one belongs to the written scale.
    let zeros = number.digits.isEmpty ? 0 : scale - (number.digits.count - number.power)
    for _ in 0..<zeros { value *= 10 }
    self.init(units: .small(number.isNegative ? -value : value), scale: scale)
  }
}
