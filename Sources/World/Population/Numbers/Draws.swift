/// Numbers that follow from a seed and a place, the same in every run and on every machine (splitmix64 of S. Vigna).
struct Draws: RandomNumberGenerator, Hashable, Sendable {
  private var state: UInt64

  init(_ seed: UInt64, _ places: UInt64...) {
    state = seed
    for place in places {
      state = Draws.mixed(state ^ place)
      state &+= 0x9E37_79B9_7F4A_7C15
    }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Draws.mixed(state)
  }
  /// 0 ..< bound. The tiny preference for low numbers does not matter here.
  mutating func below(_ bound: Int) -> Int { bound < 2 ? 0 : Int(next() % UInt64(bound)) }
  mutating func among(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }
  /// nil only from nothing.
  mutating func pick<T>(_ items: [T]) -> T? { items.isEmpty ? nil : items[below(items.count)] }

  /// A text as a place (FNV-1a).
  static func place(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
  private static func mixed(_ n: UInt64) -> UInt64 {
    var z = n
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
