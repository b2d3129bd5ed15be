/// Numbers of a fixed length that a register may issue, counted: the n-th of them is found without trying the ones before it.
///
/// Restricted patterns are three equal digits in a row, and three in a row that go up or down by one.
package struct DigitRule: Hashable, Sendable {
  package let length: Int
  package let prefix: String
  package let verhoeff: Bool
  /// Without restricted patterns, and not led by 0 or 1.
  package let restricted: Bool
  /// Ways to end a number, by digits to go, the two digits before, and what the check digit still has to make up for.
  private let ways: [Int]
  private let start: State
  /// What the check digit still has to make up for after a digit, by digits to go, what it had to before, and the digit: looked up for
  /// every digit that might stand in a number.
  private let weights: [Int]

  private struct State: Hashable {
    var left: Int
    /// The digit before the last and the last one; 10 where there is none.
    var a = 10
    var b = 10
    var need = 0
    var index: Int { ((left * 11 + a) * 11 + b) * 10 + need }
  }

  /// nil where the length is not 1 to 18, the prefix is no number shorter than it, or no number is left.
  package init?(length: Int, prefix: String = "", verhoeff: Bool, restricted: Bool) {
    guard (1...18).contains(length), prefix.utf8.count < length, prefix.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    self.length = length
    self.prefix = prefix
    self.verhoeff = verhoeff
    self.restricted = restricted
    let weights = Self.weights(length, verhoeff)
    var start = State(left: length)
    ways = weights.withUnsafeBufferPointer { weights in
      for byte in prefix.utf8 { start = Self.after(start, Int(byte - 48), weights) }
      return Self.count(upTo: start.left, total: length, weights, verhoeff, restricted)
    }
    self.start = start
    self.weights = weights
    guard count > 0 else { return nil }
  }

  /// How many numbers the rule allows.
  package var count: Int { ways[start.index] }

  /// The number with this place in the order of the rule, 0 up to `count`.
  package func number(at place: Int) -> String {
    // A populace has no numbers but those that are made here when somebody is asked for.
    String(unsafeUninitializedCapacity: length) { digits in
      _ = digits.update(fromContentsOf: prefix.utf8)
      ways.withUnsafeBufferPointer { ways in
        weights.withUnsafeBufferPointer { weights in
          var (state, rest) = (start, place)
          while state.left > 0 {
            let digit = digit(after: state, &rest, ways, weights)
            digits[length - state.left] = UInt8(48 + digit)
            state = Self.after(state, digit, weights)
          }
        }
      }
      return length
    }
  }

  /// The digit with which the number at `rest`, among those that begin so, goes on. Takes from `rest` the numbers before it.
  private func digit(after state: State, _ rest: inout Int, _ ways: UnsafeBufferPointer<Int>, _ weights: UnsafeBufferPointer<Int>) -> Int {
    let (first, need) = (State(left: state.left - 1, a: state.b, b: 0).index, state.left * 100 + state.need * 10)
    for x in 0..<10 where Self.allows(state, x, total: length, restricted) {
      let count = ways[first + x * 10 + (weights.isEmpty ? 0 : weights[need + x])]
      if rest < count { return x }
      rest -= count
    }
    return 9
  }

  /// The place of a number; nil where the rule does not allow it.
  package func place(of number: some StringProtocol) -> Int? {
    guard number.utf8.count == length, number.hasPrefix(prefix) else { return nil }
    return weights.withUnsafeBufferPointer { weights in
      var state = start
      var place = 0
      for byte in number.utf8.dropFirst(prefix.utf8.count) {
        guard (48...57).contains(byte) else { return nil }
        let digit = Int(byte - 48)
        guard Self.allows(state, digit, total: length, restricted) else { return nil }
        var x = 0
        while x < digit {
          if Self.allows(state, x, total: length, restricted) { place += ways[Self.after(state, x, weights).index] }
          x += 1
        }
        state = Self.after(state, digit, weights)
      }
      return state.need == 0 ? place : nil
    }
  }

  package func allows(_ number: some StringProtocol) -> Bool { place(of: number) != nil }

  private static func allows(_ s: State, _ x: Int, total: Int, _ restricted: Bool) -> Bool {
    guard restricted else { return true }
    if s.left == total { return x >= 2 }
    guard s.a < 10 else { return true }
    return !(s.a == s.b && s.b == x) && !(s.b == s.a + 1 && x == s.b + 1) && !(s.b == s.a - 1 && x == s.b - 1)
  }

  private static func after(_ s: State, _ x: Int, _ weights: UnsafeBufferPointer<Int>) -> State {
    State(left: s.left - 1, a: s.b, b: x, need: weights.isEmpty ? 0 : weights[s.left * 100 + s.need * 10 + x])
  }
  /// Empty where no digit is checked.
  private static func weights(_ length: Int, _ verhoeff: Bool) -> [Int] {
    guard verhoeff else { return [] }
    return Array(repeating: 0, count: 100)
      + (1...length).flatMap { left in
        (0..<100).map { Verhoeff.times($0 / 10, Verhoeff.inverse[Verhoeff.permuted($0 % 10, at: left - 1)]) }
      }
  }

  private static func count(upTo left: Int, total: Int, _ weights: UnsafeBufferPointer<Int>, _ verhoeff: Bool, _ restricted: Bool) -> [Int]
  {
    var ways = [Int](repeating: 0, count: (left + 1) * 1210)
    for a in 0...10 { for b in 0...10 { ways[State(left: 0, a: a, b: b).index] = 1 } }
    guard left > 0 else { return ways }
    for n in 1...left {
      for a in 0...10 {
        for b in 0...10 {
          for need in 0..<(verhoeff ? 10 : 1) {
            let s = State(left: n, a: a, b: b, need: need)
            var sum = 0
            for x in 0...9 where allows(s, x, total: total, restricted) { sum += ways[after(s, x, weights).index] }
            ways[s.index] = sum
          }
        }
      }
    }
    return ways
  }
}
