/// A whole number of any size: an `Int128` while it fits, limbs beyond. Arithmetic is exact and cannot overflow.
enum WholeNumber: Hashable, Sendable {
  case small(Int128)
  /// Least significant limb first, no leading zero limb; only for what `Int128` cannot hold, so equal numbers are equal cases.
  case large(negative: Bool, magnitude: [UInt32])

  var isZero: Bool { self == .small(0) }

  var isNegative: Bool {
    switch self {
    case .small(let value): value < 0
    case .large(let negative, _): negative
    }
  }

  /// Decimal digits without a sign.
  var digits: String {
    switch self {
    case .small(let value): return String(value.magnitude)
    case .large(_, var limbs):
      var groups: [String] = []
      while !limbs.isEmpty {
        let group = String(Self.divide(&limbs, by: 1_000_000_000))
        groups.append(limbs.isEmpty ? group : String(repeating: "0", count: 9 - group.utf8.count) + group)
      }
      return groups.reversed().joined()
    }
  }

  static func + (a: WholeNumber, b: WholeNumber) -> WholeNumber {
    if case .small(let x) = a, case .small(let y) = b {
      let (sum, overflow) = x.addingReportingOverflow(y)
      if !overflow { return .small(sum) }
    }
    let (x, y) = (a.limbs, b.limbs)
    if a.isNegative == b.isNegative { return WholeNumber(negative: a.isNegative, limbs: add(x, y)) }
    return precedes(x, y)
      ? WholeNumber(negative: b.isNegative, limbs: subtract(y, x)) : WholeNumber(negative: a.isNegative, limbs: subtract(x, y))
  }

  static prefix func - (a: WholeNumber) -> WholeNumber {
    if case .small(let value) = a, value != .min { return .small(-value) }
    return WholeNumber(negative: !a.isNegative, limbs: a.limbs)
  }

  static func * (a: WholeNumber, b: WholeNumber) -> WholeNumber {
    if case .small(let x) = a, case .small(let y) = b {
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      if !overflow { return .small(product) }
    }
    return WholeNumber(negative: a.isNegative != b.isNegative, limbs: multiply(a.limbs, b.limbs))
  }

  static func < (a: WholeNumber, b: WholeNumber) -> Bool {
    if case .small(let x) = a, case .small(let y) = b { return x < y }
    if a.isNegative != b.isNegative { return a.isNegative }
    return a.isNegative ? precedes(b.limbs, a.limbs) : precedes(a.limbs, b.limbs)
  }

  func timesTen(toThe power: Int) -> WholeNumber {
    var result = self
    var left = power
    while left > 0 {
      let step = min(left, 18)
      var factor: Int128 = 1
      for _ in 0..<step { factor *= 10 }
      result = result * .small(factor)
      left -= step
    }
    return result
  }

  /// A tenth, and the digit that was cut off (without sign).
  func tenth() -> (WholeNumber, digit: UInt32) {
    switch self {
    case .small(let value):
      let (quotient, rest) = value.quotientAndRemainder(dividingBy: 10)
      return (.small(quotient), UInt32(truncatingIfNeeded: rest.magnitude))
    case .large(let negative, var limbs):
      let digit = Self.divide(&limbs, by: 10)
      return (WholeNumber(negative: negative, limbs: limbs), digit)
    }
  }
}

// Magnitudes: schoolbook arithmetic on 32-bit limbs, in 64-bit steps that cannot overflow.
extension WholeNumber {
  private init(negative: Bool, limbs: [UInt32]) {
    var limbs = limbs
    while limbs.last == 0 { limbs.removeLast() }
    if limbs.count <= 4 {
      var value: UInt128 = 0
      for limb in limbs.reversed() { value = value << 32 | UInt128(limb) }
      if value <= Int128.max.magnitude {
        self = .small(negative ? -Int128(value) : Int128(value))
        return
      }
      if negative, value == Int128.min.magnitude {
        self = .small(.min)
        return
      }
    }
    self = .large(negative: negative, magnitude: limbs)
  }

  private var limbs: [UInt32] {
    switch self {
    case .large(_, let magnitude): return magnitude
    case .small(let value):
      var rest = value.magnitude
      var limbs: [UInt32] = []
      while rest != 0 {
        limbs.append(UInt32(truncatingIfNeeded: rest))
        rest >>= 32
      }
      return limbs
    }
  }

  private static func add(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    var sum: [UInt32] = []
    var carry: UInt64 = 0
    for place in 0..<max(a.count, b.count) {
      let total = carry + (place < a.count ? UInt64(a[place]) : 0) + (place < b.count ? UInt64(b[place]) : 0)
      sum.append(UInt32(truncatingIfNeeded: total))
      carry = total >> 32
    }
    if carry != 0 { sum.append(UInt32(carry)) }
    return sum
  }

  /// `a` is not smaller than `b`.
  private static func subtract(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    var difference: [UInt32] = []
    var borrow: Int64 = 0
    for place in 0..<a.count {
      let total = Int64(a[place]) - (place < b.count ? Int64(b[place]) : 0) - borrow
      borrow = total < 0 ? 1 : 0
      difference.append(UInt32(truncatingIfNeeded: total))
    }
    return difference
  }

  private static func multiply(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    var product = [UInt32](repeating: 0, count: a.count + b.count)
    for (i, x) in a.enumerated() {
      var carry: UInt64 = 0
      for (j, y) in b.enumerated() {
        let total = UInt64(x) * UInt64(y) + UInt64(product[i + j]) + carry
        product[i + j] = UInt32(truncatingIfNeeded: total)
        carry = total >> 32
      }
      product[i + b.count] = UInt32(carry)
    }
    return product
  }

  private static func precedes(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    a.count != b.count ? a.count < b.count : a.reversed().lexicographicallyPrecedes(b.reversed())
  }

  /// Divides in place and returns the remainder.
  private static func divide(_ limbs: inout [UInt32], by divisor: UInt64) -> UInt32 {
    var rest: UInt64 = 0
    for place in limbs.indices.reversed() {
      let total = rest << 32 | UInt64(limbs[place])
      limbs[place] = UInt32(total / divisor)
      rest = total % divisor
    }
    while limbs.last == 0 { limbs.removeLast() }
    return UInt32(rest)
  }
}
