/// A set of characters: ranges and Unicode general categories, perhaps turned round.
struct ScalarSet: Hashable, Sendable {
  private var ranges: [ClosedRange<UInt32>] = []
  /// A bit for each general category.
  private var categories: UInt32 = 0
  private var isNegated = false

  init(_ ranges: [ClosedRange<UInt32>] = []) { self.ranges = ranges }
  init(_ scalar: Unicode.Scalar) { ranges = [scalar.value...scalar.value] }
  init(categories: UInt32) { self.categories = categories }

  static let lineEnds = ScalarSet([0x0A...0x0A, 0x0D...0x0D])
  static let lineEndsOfECMAScript = ScalarSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])
  static let digits = ScalarSet([0x30...0x39])
  static let wordCharacters = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let spaces = ScalarSet([
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F, 0x205F...0x205F,
    0x3000...0x3000, 0xFEFF...0xFEFF,
  ])

  /// Everything else. Only for sets of ranges alone or of categories alone; a class is turned round as a whole, at its end.
  var inverted: ScalarSet {
    var result = self
    result.isNegated.toggle()
    return result
  }

  /// The one character of the set, if it is one.
  var single: Unicode.Scalar? {
    guard !isNegated, categories == 0, ranges.count == 1, ranges[0].count == 1 else { return nil }
    return Unicode.Scalar(ranges[0].lowerBound)
  }

  mutating func insert(_ range: ClosedRange<UInt32>) { ranges.append(range) }

  /// Adds a set that is not of ranges and categories mixed.
  mutating func formUnion(_ other: ScalarSet) {
    guard other.isNegated else {
      ranges += other.ranges
      categories |= other.categories
      return
    }
    if other.ranges.isEmpty { return categories |= ~other.categories }
    var next: UInt32 = 0
    for range in other.ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { ranges.append(next...range.lowerBound - 1) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { ranges.append(next...0x10FFFF) }
  }

  /// Ready for use: sorted and merged.
  var sealed: ScalarSet {
    var result = self
    result.ranges = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.ranges.last, range.lowerBound <= last.upperBound + 1 {
        result.ranges[result.ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        result.ranges.append(range)
      }
    }
    return result
  }

  var usesCategories: Bool { categories != 0 }

  /// Where ranges begin, and the characters after their ends.
  var edges: [UInt32] { ranges.flatMap { [$0.lowerBound, $0.upperBound + 1] } }

  /// Whether a character of that category (a bit) is in it. Only after `sealed`.
  func contains(_ value: UInt32, _ category: UInt32) -> Bool {
    var (from, to) = (0, ranges.count)
    while from < to {
      let middle = (from + to) / 2
      if ranges[middle].upperBound < value { from = middle + 1 } else { to = middle }
    }
    let found = categories & category != 0 || (from < ranges.count && ranges[from].contains(value))
    return found != isNegated
  }
}
