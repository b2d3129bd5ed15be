/// RFC 8259, strictly, from bytes to a tape. No recursion: what is open is kept in the tape itself, and its depth is bounded.
struct TapeParser: ~Copyable {
  private let bytes: UnsafePointer<UInt8>
  private let count: Int
  private let bounds: JSONBounds
  private var nodes: GrowingBuffer<Tape.Node>
  /// The marks of the names of all open objects, outermost first.
  private var marks: GrowingBuffer<UInt64>
  private var depth = 0
  /// The innermost open array or object. Until it is closed, its `next` is the one around it and its `length` where the marks of its names begin.
  private var top = 0
  /// Whether that is an object: its values follow names.
  private var isInObject = false
  private var repeated: [Int] = []

  static func parse(_ bytes: [UInt8], _ bounds: JSONBounds) throws(JSONRefusal) -> Tape {
    guard bytes.count <= bounds.bytes else {
      throw JSONRefusal(Flaw(fault: .bytes(bytes.count), offset: bounds.bytes), in: bytes, bounds)
    }
    var flaw: Flaw?
    var (overflow, repeated): ([Tape.Node]?, [Int]) = (nil, [])
    // Both are filled in place, and only what is larger than foreseen is moved: for a message of a kilobyte, room is a good part of the time.
    let nodes = [Tape.Node](unsafeUninitializedCapacity: max(16, bytes.count / 8)) { room, count in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 64) { marks in
        bytes.withUnsafeBufferPointer { bytes in
          guard let base = bytes.baseAddress, bytes.count > 0 else { return flaw = Flaw(fault: .noValue, offset: 0) }
          var parser = TapeParser(base, bytes.count, bounds, GrowingBuffer(lent: room, most: bounds.nodes), GrowingBuffer(lent: marks))
          do throws(Flaw) { try parser.run() } catch { flaw = error }
          if parser.nodes.isLent { count = parser.nodes.count } else { overflow = parser.nodes.array }
          repeated = parser.repeated
        }
      }
    }
    if let flaw { throw JSONRefusal(flaw, in: bytes, bounds) }
    return Tape(bytes: bytes, nodes: overflow ?? nodes, repeatedNames: repeated)
  }

  private init(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ bounds: JSONBounds, _ nodes: consuming GrowingBuffer<Tape.Node>,
    _ marks: consuming GrowingBuffer<UInt64>
  ) {
    (self.bytes, self.count, self.bounds) = (bytes, count, bounds)
    self.nodes = nodes
    self.marks = marks
  }

  // MARK: the machine

  /// The place in the text is a local, handed on and returned: kept in `self` it would go through memory at each byte.
  private mutating func run() throws(Flaw) {
    if count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      throw Flaw(fault: .byteOrderMark, offset: 0)
    }
    var i = 0
    var isNamed = false
    while true {
      i = try token(from: i)
      if isNamed { i = try token(from: try name(at: i)) }
      isNamed = false
      switch bytes[i] {
      case 0x22: i = try string(as: .string, at: i)
      case 0x7B:
        i = try token(from: try openContainer(.object, at: i))
        isNamed = bytes[i] != 0x7D
        if isNamed { continue }
        i = close(at: i)
      case 0x5B:
        i = try token(from: try openContainer(.array, at: i))
        if bytes[i] != 0x5D { continue }
        i = close(at: i)
      case 0x2D, 0x30...0x39: i = try number(at: i)
      case 0x74: i = try word(.yes, 4, 0x6575_7274, at: i)
      case 0x66: i = try word(.no, 5, 0x6573_6C61, at: i)
      case 0x6E: i = try word(.null, 4, 0x6C6C_756E, at: i)
      default:
        throw Flaw(fault: .value, offset: i)
      }
      guard let next = try afterValue(at: i) else { return }
      (i, isNamed) = (next, isInObject)
    }
  }

  /// Closes what ends here, and says where the next name or value begins; nil after the last one.
  @inline(__always) private mutating func afterValue(at place: Int) throws(Flaw) -> Int? {
    var i = place
    while depth > 0 {
      i = try token(from: i)
      switch bytes[i] {
      case 0x2C: return i &+ 1
      case isInObject ? 0x7D : 0x5D: i = close(at: i)
      default:
        throw isInObject
          ? Flaw(fault: .comma(.object), offset: i)
          : Flaw(fault: .comma(.array), offset: i)
      }
    }
    i = space(from: i)
    guard i == count else { throw Flaw(fault: .more, offset: i) }
    return nil
  }

  /// Steps over a name and its colon.
  @inline(__always) private mutating func name(at start: Int) throws(Flaw) -> Int {
    guard bytes[start] == 0x22 else { throw Flaw(fault: .name, offset: start) }
    let i = try string(as: .name, at: start)
    return i < count && bytes[i] == 0x3A ? i &+ 1 : try Self.colon(bytes, count, after: i)
  }

  @inline(never) private static func colon(_ bytes: UnsafePointer<UInt8>, _ count: Int, after name: Int) throws(Flaw) -> Int {
    let i = space(bytes, count, from: name)
    guard i < count, bytes[i] == 0x3A else { throw Flaw(fault: .colon, offset: i) }
    return i &+ 1
  }

  @inline(never) private mutating func openContainer(_ kind: Tape.Kind, at i: Int) throws(Flaw) -> Int {
    guard depth < bounds.depth else {
      throw Flaw(fault: .depth, offset: i)
    }
    let place = nodes.count
    try add(kind, i, marks.count)
    nodes[place].next = UInt32(truncatingIfNeeded: top)
    (top, depth, isInObject) = (place, depth &+ 1, kind == .object)
    return i &+ 1
  }

  @inline(never) private mutating func close(at i: Int) -> Int {
    let place = top
    let closed = nodes[place]
    (top, depth) = (Int(closed.next), depth &- 1)
    isInObject = nodes[top].kind == .object
    nodes[place].length = UInt32(truncatingIfNeeded: i &+ 1) &- closed.offset
    nodes[place].next = UInt32(truncatingIfNeeded: nodes.count)
    if closed.kind == .object {
      if mayRepeat(from: Int(closed.length)) { findRepeatedNames(in: place) }
      marks.cut(to: Int(closed.length))
    }
    return i &+ 1
  }

  @inline(__always) private mutating func add(_ kind: Tape.Kind, _ offset: Int, _ length: Int, _ traits: Tape.Traits = []) throws(Flaw) {
    // No document has more bytes than an Int32 counts.
    let node = Tape.Node(
      offset: UInt32(truncatingIfNeeded: offset), length: UInt32(truncatingIfNeeded: length),
      next: UInt32(truncatingIfNeeded: nodes.count &+ 1), kind: kind, traits: traits)
    guard nodes.append(node) else { throw Flaw(fault: .nodes, offset: offset) }
  }

  /// Where the next token begins; the text may not end before it.
  @inline(__always) private func token(from place: Int) throws(Flaw) -> Int {
    let i = space(from: place)
    guard i < count else {
      throw nodes.count == 0
        ? Flaw(fault: .noValue, offset: i) : Flaw(fault: .endsEarly, offset: i)
    }
    return i
  }

  @inline(__always) private func space(from place: Int) -> Int { Self.space(bytes, count, from: place) }

  @inline(__always) private static func space(_ bytes: UnsafePointer<UInt8>, _ count: Int, from place: Int) -> Int {
    var i = place
    while i < count, bytes[i] <= 0x20 {
      guard bytes[i] == 0x20 || bytes[i] == 0x0A || bytes[i] == 0x0D || bytes[i] == 0x09 else { break }
      i &+= 1
    }
    return i
  }

  // MARK: scalars

  /// true, false or null, of which the first letter is known: so long, and `end` are its last four letters, the first of them lowest.
  @inline(__always) private mutating func word(_ kind: Tape.Kind, _ length: Int, _ end: UInt32, at i: Int) throws(Flaw) -> Int {
    let after = i &+ length
    guard after <= count, UnsafeRawPointer(bytes + (after &- 4)).loadUnaligned(as: UInt32.self).littleEndian == end else {
      throw Flaw(fault: .word, offset: i)
    }
    try add(kind, i, length)
    return after
  }

  @inline(never) private mutating func number(at start: Int) throws(Flaw) -> Int {
    var i = start
    if bytes[i] == 0x2D { i &+= 1 }
    if i < count, bytes[i] == 0x30 {
      i &+= 1
      if i < count, bytes[i] &- 0x30 < 10 {
        throw Flaw(fault: .leadingZero, offset: i)
      }
    } else {
      i = try digits(at: i)
    }
    if i < count, bytes[i] == 0x2E { i = try digits(at: i &+ 1) }
    if i < count, bytes[i] | 0x20 == 0x65 {
      i &+= 1
      if i < count, bytes[i] == 0x2B || bytes[i] == 0x2D { i &+= 1 }
      i = try digits(at: i)
    }
    try add(.number, start, i &- start)
    return i
  }

  @inline(__always) private func digits(at start: Int) throws(Flaw) -> Int {
    var i = start
    while i < count, bytes[i] &- 0x30 < 10 { i &+= 1 }
    if i == start { throw Flaw(fault: .digit, offset: i) }
    return i
  }

  /// Steps over a text and its quotes.
  @inline(__always) private mutating func string(as kind: Tape.Kind, at quote: Int) throws(Flaw) -> Int {
    let start = quote &+ 1
    let end = endOfPlainText(from: start)
    guard end < count, bytes[end] == 0x22 else { return try oddString(as: kind, start, end) }
    if kind == .name { marks.append(mark(start, end)) }
    try add(kind, start, end &- start)
    return end &+ 1
  }

  /// With escapes, characters outside ASCII, or a flaw; plain so far.
  @inline(never) private mutating func oddString(as kind: Tape.Kind, _ start: Int, _ plain: Int) throws(Flaw) -> Int {
    var traits: Tape.Traits = []
    var isASCII = true
    var i = plain
    scan: while true {
      i = endOfPlainText(from: i)
      guard i < count else { throw Flaw(fault: .openText, offset: start - 1) }
      switch bytes[i] {
      case 0x22: break scan
      case 0x5C:
        traits.insert(.escaped)
        if try escapeIsHalfCharacter(&i) { traits.insert(.halfCharacter) }
      case 0..<0x20: throw Flaw(fault: .control, offset: i)
      default:
        isASCII = false
        i += 1
      }
    }
    if !isASCII { try checkUTF8(start..<i) }
    if kind == .name { marks.append(traits.isEmpty ? mark(start, i) : Self.unknownMark) }
    try add(kind, start, i - start, traits)
    return i + 1
  }

  /// Eight bytes at a time, over all that is neither quote, backslash, control nor outside ASCII.
  @inline(__always) private func endOfPlainText(from start: Int) -> Int {
    let raw = UnsafeRawPointer(bytes)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var place = start
    while place &+ 8 <= count {
      let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      let quote = word ^ (ones &* 0x22)
      let slash = word ^ (ones &* 0x5C)
      let control = word &- (ones &* 0x20)
      let odd = (((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | control | word) & (ones &* 0x80)
      // A borrow may mark a byte after the first odd one, never before it: the first mark is true.
      if odd != 0 { return place &+ (odd.trailingZeroBitCount >> 3) }
      place &+= 8
    }
    return Self.endOfLastText(bytes, count, from: place)
  }

  /// The same within the last eight bytes.
  @inline(never) private static func endOfLastText(_ bytes: UnsafePointer<UInt8>, _ count: Int, from start: Int) -> Int {
    var place = start
    while place < count {
      switch bytes[place] {
      case 0x22, 0x5C, 0..<0x20, 0x80...: return place
      default: place &+= 1
      }
    }
    return place
  }

  /// Steps over one escape, or over a surrogate pair.
  private func escapeIsHalfCharacter(_ i: inout Int) throws(Flaw) -> Bool {
    guard i + 1 < count else { throw Flaw(fault: .endsEarly, offset: i) }
    switch bytes[i + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74:
      i += 2
      return false
    case 0x75:
      let unit = try escapedUnit(&i)
      if unit & 0xFC00 == 0xDC00 { return true }
      guard unit & 0xFC00 == 0xD800 else { return false }
      guard i + 1 < count, bytes[i] == 0x5C, bytes[i + 1] == 0x75 else { return true }
      let mark = i
      if try escapedUnit(&i) & 0xFC00 == 0xDC00 { return false }
      i = mark
      return true
    default: throw Flaw(fault: .escape, offset: i)
    }
  }

  private func escapedUnit(_ i: inout Int) throws(Flaw) -> UInt32 {
    var unit: UInt32 = 0
    for place in i + 2..<i + 6 {
      guard place < count, let value = JSONText.hexValue(bytes[place]) else {
        throw Flaw(fault: .hexDigits, offset: i)
      }
      unit = unit << 4 | UInt32(value)
    }
    i += 6
    return unit
  }

  private func checkUTF8(_ range: Range<Int>) throws(Flaw) {
    do throws(UTF8Flaw) { try UTF8Check.check(text(range)) } catch {
      throw Flaw(fault: .utf8, offset: range.lowerBound + error.offset)
    }
  }

  // MARK: names

  /// The mark of a name with escapes: it may be like any other.
  private static let unknownMark: UInt64 = 0

  /// Equal for equal names, and for few others: the last eight bytes and the length.
  @inline(__always) private func mark(_ start: Int, _ end: Int) -> UInt64 {
    let length = end &- start
    var last: UInt64 = 0
    if end >= 8 {
      last = UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self).littleEndian
      // Of a shorter name only its own bytes count.
      if length < 8 { last >>= UInt64(truncatingIfNeeded: 64 &- length &* 8) }
    } else {
      last = Self.letters(bytes, start, end)
    }
    return (last &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: length)) | 1
  }

  /// Those of a name at the very beginning, where eight bytes before its end would lie outside.
  @inline(never) private static func letters(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    (start..<end).reversed().reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
  }

  /// Whether two of an object's names may be the same. For few names all pairs are compared; many are sorted anyhow.
  @inline(__always) private func mayRepeat(from start: Int) -> Bool {
    let count = marks.count &- start
    guard count > 1 else { return false }
    guard count <= 32 else { return true }
    var seen: UInt64 = 0
    for b in start..<marks.count {
      let mark = marks[b]
      if mark == Self.unknownMark { return true }
      // Most names are new by six bits of their mark already.
      let bit: UInt64 = 1 &<< (mark &>> 58)
      if seen & bit != 0 { for a in start..<b where marks[a] == mark { return true } }
      seen |= bit
    }
    return false
  }

  /// Few names are compared in pairs, many are sorted.
  @inline(never) private mutating func findRepeatedNames(in object: Int) {
    var names: [Int] = []
    var node = object + 1
    while node < nodes.count {
      names.append(node)
      node = Int(nodes[node + 1].next)
    }
    guard names.count > 1 else { return }
    var found: [Int] = []
    if names.count <= 8 {
      for (place, name) in names.enumerated() where names[..<place].contains(where: { order($0, name) == 0 }) { found.append(name) }
    } else {
      let sorted = names.sorted { a, b in
        let order = order(a, b)
        return order == 0 ? a < b : order < 0
      }
      for (a, b) in zip(sorted, sorted.dropFirst()) where order(a, b) == 0 { found.append(b) }
      found.sort()
    }
    repeated += found
  }

  /// Below, at or above 0, by length and then bytes of what the names mean.
  private func order(_ a: Int, _ b: Int) -> Int {
    let (x, y) = (nodes[a], nodes[b])
    if x.traits.isEmpty, y.traits.isEmpty {
      if x.length != y.length { return x.length < y.length ? -1 : 1 }
      for (p, q) in zip(text(x.range), text(y.range)) where p != q { return p < q ? -1 : 1 }
      return 0
    }
    let (p, q) = (meaning(x), meaning(y))
    if p.count != q.count { return p.count < q.count ? -1 : 1 }
    return p == q ? 0 : p.lexicographicallyPrecedes(q) ? -1 : 1
  }

  private func text(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
  }

  private func meaning(_ name: Tape.Node) -> [UInt8] {
    let text = Array(text(name.range))
    return name.traits.contains(.escaped) ? Array(JSONText.unescaped(text[...]).utf8) : text
  }
}
