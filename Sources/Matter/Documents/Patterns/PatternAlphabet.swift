/// The characters a pattern tells apart. Those that all its sets treat alike are one symbol.
struct PatternAlphabet: Sendable {
  /// The most answers that are worked out for one pattern.
  static let most = 1 << 22

  private(set) var count = 1
  private(set) var ascii: [UInt16] = []
  /// Where a stretch of characters begins that no range divides.
  private let starts: [UInt32]
  /// One, or one for each general category.
  private let slots: Int
  /// By stretch and slot.
  private var symbols: [UInt16]
  /// By set and symbol.
  private var accepted: [Bool] = []

  init(_ sets: [ScalarSet]) throws(PatternRefusal) {
    var edges: [UInt32] = [0]
    for set in sets { edges += set.edges }
    edges.sort()
    starts = edges.reduce(into: []) { if $0.last != $1, $1 <= 0x10FFFF { $0.append($1) } }
    slots = sets.contains { $0.usesCategories } ? UnicodeCategories.count : 1
    symbols = [UInt16](repeating: 0, count: starts.count * slots)
    guard symbols.count < Int(UInt16.max), symbols.count * max(1, sets.count) <= Self.most else {
      throw PatternRefusal(column: 1, why: "the pattern tells too many characters apart", next: "use ranges and fewer classes")
    }
    for set in sets { divide(by: set) }
    accepted = [Bool](repeating: false, count: sets.count * count)
    for (place, set) in sets.enumerated() {
      forEachCell { cell, value, category in
        if set.contains(value, category) { accepted[place * count + Int(symbols[cell])] = true }
      }
    }
    ascii = (0..<128 as Range<UInt32>).map { UInt16(symbol(of: $0)) }
  }

  func accepts(_ set: Int, _ symbol: Int) -> Bool { accepted[set * count + symbol] }

  /// The symbol at a place of the text, and steps over it.
  @inline(__always) func symbol(_ utf8: UnsafeBufferPointer<UInt8>, _ i: inout Int) -> Int {
    let byte = utf8[i]
    if byte < 0x80 {
      i += 1
      return Int(ascii[Int(byte)])
    }
    return symbol(of: Self.scalar(utf8, &i))
  }

  /// A byte that begins no character is U+FFFD.
  private static func scalar(_ utf8: UnsafeBufferPointer<UInt8>, _ i: inout Int) -> UInt32 {
    let lead = UInt32(utf8[i])
    let more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1
    i += 1
    guard lead >= 0xC2, i + more <= utf8.count else { return 0xFFFD }
    var value = lead & (0x3F >> UInt32(more))
    for place in i..<i + more {
      guard utf8[place] & 0xC0 == 0x80 else { return 0xFFFD }
      value = value << 6 | UInt32(utf8[place] & 0x3F)
    }
    guard Unicode.Scalar(value) != nil else { return 0xFFFD }
    i += more
    return value
  }

  private func symbol(of value: UInt32) -> Int {
    var (from, to) = (0, starts.count)
    while to - from > 1 {
      let middle = (from + to) / 2
      if starts[middle] <= value { from = middle } else { to = middle }
    }
    guard slots > 1, let scalar = Unicode.Scalar(value) else { return Int(symbols[from * slots]) }
    return Int(symbols[from * slots + UnicodeCategories.index(of: scalar)])
  }

  private mutating func divide(by set: ScalarSet) {
    var renamed = [UInt16](repeating: .max, count: count * 2)
    var next = 0
    var divided = symbols
    forEachCell { cell, value, category in
      let old = Int(symbols[cell]) * 2 + (set.contains(value, category) ? 1 : 0)
      if renamed[old] == .max {
        renamed[old] = UInt16(next)
        next += 1
      }
      divided[cell] = renamed[old]
    }
    (symbols, count) = (divided, next)
  }

  private func forEachCell(_ body: (_ cell: Int, _ value: UInt32, _ category: UInt32) -> Void) {
    for (place, start) in starts.enumerated() {
      for slot in 0..<slots { body(place * slots + slot, start, slots > 1 ? 1 << UInt32(slot) : 0) }
    }
  }
}
