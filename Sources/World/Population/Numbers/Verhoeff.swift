/// The check digit of J. Verhoeff (1969), over the dihedral group of order ten.
///
/// It finds every single wrong digit and every swap of neighbours.
package enum Verhoeff {
  /// The digit that makes `digits` valid when it is written behind them; nil unless all are decimal digits.
  package static func checkDigit(of digits: some StringProtocol) -> Int? {
    product(of: digits, from: 1).map { inverse[$0] }
  }
  /// Whether the last digit is the check digit of those before it.
  package static func isValid(_ number: some StringProtocol) -> Bool {
    number.utf8.count > 1 && product(of: number, from: 0) == 0
  }

  private static func product(of digits: some StringProtocol, from first: Int) -> Int? {
    var c = 0
    for (i, byte) in digits.utf8.reversed().enumerated() {
      guard (48...57).contains(byte) else { return nil }
      c = times(c, permuted(Int(byte - 48), at: i + first))
    }
    return c
  }

  /// The group: 0 to 4 are rotations of a pentagon, 5 to 9 its reflections.
  static func times(_ a: Int, _ b: Int) -> Int {
    switch (a < 5, b < 5) {
    case (true, true): (a + b) % 5
    case (true, false): 5 + (a + b) % 5
    case (false, true): 5 + (a - b) % 5
    case (false, false): (a - b + 5) % 5
    }
  }
  static let inverse = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9]
  /// What a digit counts for, at a place counted from the right.
  static func permuted(_ digit: Int, at place: Int) -> Int { powers[place % 8][digit] }

  private static let powers: [[Int]] = {
    let step = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
    var rows = [Array(0...9)]
    for _ in 1..<8 { rows.append(rows[rows.count - 1].map { step[$0] }) }
    return rows
  }()
}
