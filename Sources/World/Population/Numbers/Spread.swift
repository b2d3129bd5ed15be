/// Scatters 0 ..< count over itself, one to one: neighbours end far apart, and two never meet. The way back is as short.
struct Spread: Hashable, Sendable {
  let count: Int
  private let factor: UInt64
  private let back: UInt64
  private let shift: UInt64

  init(_ count: Int, _ draws: Draws) {
    var draws = draws
    self.count = max(1, count)
    let n = UInt64(self.count)
    var factor = n < 3 ? 1 : draws.next() % (n - 2) + 1
    while Spread.divisor(factor, n) != 1 { factor = factor % n + 1 }
    self.factor = factor
    back = Spread.inverse(of: factor, in: n)
    shift = draws.next() % n
  }

  func callAsFunction(_ i: Int) -> Int {
    let n = UInt64(count)
    return Int((Spread.product(UInt64(i), factor, in: n) + shift) % n)
  }
  func origin(of place: Int) -> Int {
    let n = UInt64(count)
    return Int(Spread.product((UInt64(place) + n - shift) % n, back, in: n))
  }

  private static func product(_ a: UInt64, _ b: UInt64, in n: UInt64) -> UInt64 {
    n.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
  }
  private static func divisor(_ a: UInt64, _ b: UInt64) -> UInt64 { b == 0 ? a : divisor(b, a % b) }

  /// By the extended algorithm of Euclid.
  private static func inverse(of a: UInt64, in n: UInt64) -> UInt64 {
    guard n > 1 else { return 0 }
    var (r, s) = ((Int64(n), Int64(a)), (Int64(0), Int64(1)))
    while r.1 != 0 {
      let q = r.0 / r.1
      r = (r.1, r.0 - q * r.1)
      s = (s.1, s.0 - q * s.1)
    }
    return UInt64(s.0 < 0 ? s.0 + Int64(n) : s.0)
  }
}
