/// RFC 8259, strictly, from bytes to a tape. No recursion: nesting costs an entry of a stack that is bounded.
struct TapeParser: ~Copyable {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let bounds: JSONBounds
  private var i = 0
  private var nodes: GrowingBuffer<Tape.Node>
  /// Open arrays and objects, outermost first.
  private var open = GrowingBuffer<Opened>(room: 16)
  /// The marks of the names of all open objects, outermost first.
  private var marks = GrowingBuffer<UInt64>(room: 48)
  private var state = State.value
  private var repeated: [Int] = []

  private struct Opened {
    let node: Int
    let isObject: Bool
    /// Where the marks of its own names begin.
    let marks: Int
  }

  private enum State { case value, afterValue, nameOrEnd, valueOrEnd, name }

  static func parse(_ bytes: [UInt8], _ bounds: JSONBounds) throws(JSONRefusal) -> Tape {
    do throws(Flaw) {
      guard bytes.count <= bounds.bytes else {
        throw Flaw(
          kind: .bound, offset: bounds.bytes, why: "\(bytes.count) bytes, and at most \(bounds.bytes) are read here",
          next: "send less at once, or allow more")
      }
      return try bytes.withUnsafeBufferPointer { buffer throws(Flaw) in
        var parser = TapeParser(buffer, bounds)
        try parser.run()
        return Tape(bytes: bytes, nodes: parser.nodes.array, repeatedNames: parser.repeated)
      }
    } catch {
      throw JSONRefusal(error, in: bytes)
    }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, _ bounds: JSONBounds) {
    (self.bytes, self.bounds) = (bytes, bounds)
    nodes = GrowingBuffer(room: max(16, bytes.count / 8))
  }

  // MARK: the machine

  private mutating func run() throws(Flaw) {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      throw flaw("a byte order mark stands before the document", "send UTF-8 without it")
    }
    while true {
      skipSpace()
      guard i < bytes.count else {
        if state == .afterValue, open.count == 0 { return }
        throw nodes.count == 0
          ? flaw("no value at all", "send a JSON document") : flaw("ends early", "check that the whole document was sent")
      }
      switch state {
      case .value: try value()
      case .afterValue: try afterValue()
      case .valueOrEnd: if bytes[i] == 0x5D { close() } else { try value() }
      case .nameOrEnd: if bytes[i] == 0x7D { close() } else { try name() }
      case .name: try name()
      }
    }
  }

  @inline(__always) private mutating func afterValue() throws(Flaw) {
    guard open.count > 0 else { throw flaw("more text after the value", "send one value only") }
    let isObject = open[open.count - 1].isObject
    switch bytes[i] {
    case 0x2C:
      i += 1
      state = isObject ? .name : .value
    case isObject ? 0x7D : 0x5D: close()
    default:
      throw isObject
        ? flaw("a comma or } was expected", "separate members with commas and close the object")
        : flaw("a comma or ] was expected", "separate elements with commas and close the array")
    }
  }

  @inline(__always) private mutating func value() throws(Flaw) {
    state = .afterValue
    switch bytes[i] {
    case 0x22: try string(as: .string)
    case 0x7B: try openContainer(.object, then: .nameOrEnd)
    case 0x5B: try openContainer(.array, then: .valueOrEnd)
    case 0x74: try word("true", .yes)
    case 0x66: try word("false", .no)
    case 0x6E: try word("null", .null)
    case 0x2D, 0x30...0x39: try number()
    default: throw flaw("a value was expected", "begin it with { [ \" - a digit, or true, false, null; no comma stands before an end")
    }
  }

  @inline(__always) private mutating func name() throws(Flaw) {
    guard bytes[i] == 0x22 else { throw flaw("a name in double quotes was expected", "quote it, and leave no comma before }") }
    try string(as: .name)
    skipSpace()
    guard i < bytes.count, bytes[i] == 0x3A else { throw flaw("a colon was expected after the name", "write \"name\": value") }
    i += 1
    state = .value
  }

  private mutating func openContainer(_ kind: Tape.Kind, then next: State) throws(Flaw) {
    guard open.count < bounds.depth else {
      throw flaw("nested deeper than \(bounds.depth)", "flatten the document, or allow more depth", .bound)
    }
    open.append(Opened(node: nodes.count, isObject: kind == .object, marks: marks.count))
    try add(kind, i, 0)
    i += 1
    state = next
  }

  @inline(__always) private mutating func close() {
    guard open.count > 0 else { return }
    let top = open[open.count - 1]
    open.cut(to: open.count - 1)
    i += 1
    nodes[top.node].length = UInt32(truncatingIfNeeded: i) &- nodes[top.node].offset
    nodes[top.node].next = UInt32(truncatingIfNeeded: nodes.count)
    if top.isObject {
      if mayRepeat(from: top.marks) { findRepeatedNames(in: top.node) }
      marks.cut(to: top.marks)
    }
    state = .afterValue
  }

  @inline(__always) private mutating func add(_ kind: Tape.Kind, _ offset: Int, _ length: Int, _ traits: Tape.Traits = []) throws(Flaw) {
    guard nodes.count < bounds.nodes else {
      throw flaw("more than \(bounds.nodes) values and names", "send less at once, or allow more", .bound)
    }
    nodes.append(
      // No document has more bytes than an Int32 counts.
      Tape.Node(
        offset: UInt32(truncatingIfNeeded: offset), length: UInt32(truncatingIfNeeded: length),
        next: UInt32(truncatingIfNeeded: nodes.count + 1), kind: kind, traits: traits))
  }

  // MARK: scalars

  @inline(__always) private mutating func skipSpace() {
    while i < bytes.count {
      switch bytes[i] {
      case 0x20, 0x0A, 0x0D, 0x09: i += 1
      default: return
      }
    }
  }

  private mutating func word(_ word: StaticString, _ kind: Tape.Kind) throws(Flaw) {
    let count = word.utf8CodeUnitCount
    guard i + count <= bytes.count, (0..<count).allSatisfy({ bytes[i + $0] == word.utf8Start[$0] }) else {
      throw flaw("an unknown word", "only true, false and null stand without quotes")
    }
    try add(kind, i, count)
    i += count
  }

  private mutating func number() throws(Flaw) {
    let start = i
    if bytes[i] == 0x2D { i += 1 }
    if i < bytes.count, bytes[i] == 0x30 {
      i += 1
      if i < bytes.count, bytes[i] &- 0x30 < 10 { throw flaw("a number begins with 0", "drop the leading zero, or quote it as text") }
    } else {
      try digits()
    }
    if i < bytes.count, bytes[i] == 0x2E {
      i += 1
      try digits()
    }
    if i < bytes.count, bytes[i] | 0x20 == 0x65 {
      i += 1
      if i < bytes.count, bytes[i] == 0x2B || bytes[i] == 0x2D { i += 1 }
      try digits()
    }
    try add(.number, start, i - start)
  }

  private mutating func digits() throws(Flaw) {
    let start = i
    while i < bytes.count, bytes[i] &- 0x30 < 10 { i += 1 }
    if i == start { throw flaw("a digit was expected", "write the number as JSON does, such as -1, 0.5 or 1e3") }
  }

  @inline(__always) private mutating func string(as kind: Tape.Kind) throws(Flaw) {
    let start = i + 1
    i = endOfPlainText(from: start)
    if i < bytes.count, bytes[i] == 0x22 {
      if kind == .name { marks.append(mark(start, i - start)) }
      try add(kind, start, i - start)
      i += 1
    } else {
      try oddString(as: kind, start)
    }
  }

  /// With escapes, characters outside ASCII, or a flaw.
  @inline(never) private mutating func oddString(as kind: Tape.Kind, _ start: Int) throws(Flaw) {
    var traits: Tape.Traits = []
    var isASCII = true
    scan: while true {
      i = endOfPlainText(from: i)
      guard i < bytes.count else { throw flaw("the text that began here is not closed", "close it with a double quote", at: start - 1) }
      switch bytes[i] {
      case 0x22: break scan
      case 0x5C:
        traits.insert(.escaped)
        if try escapeIsHalfCharacter() { traits.insert(.halfCharacter) }
      case 0..<0x20: throw flaw("a control character stands in text", "escape it, such as \\n or \\u0000")
      default:
        isASCII = false
        i += 1
      }
    }
    if !isASCII { try checkUTF8(start..<i) }
    if kind == .name { marks.append(traits.isEmpty ? mark(start, i - start) : Self.unknownMark) }
    try add(kind, start, i - start, traits)
    i += 1
  }

  /// Eight bytes at a time, over all that is neither quote, backslash, control nor outside ASCII.
  @inline(__always) private func endOfPlainText(from start: Int) -> Int {
    guard let base = bytes.baseAddress else { return start }
    let raw = UnsafeRawPointer(base)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var place = start
    while place &+ 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      let quote = word ^ (ones &* 0x22)
      let slash = word ^ (ones &* 0x5C)
      let control = word &- (ones &* 0x20)
      let odd = (((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | control | word) & (ones &* 0x80)
      // A borrow may mark a byte after the first odd one, never before it: the first mark is true.
      if odd != 0 { return place &+ (odd.trailingZeroBitCount >> 3) }
      place &+= 8
    }
    while place < bytes.count {
      switch bytes[place] {
      case 0x22, 0x5C, 0..<0x20, 0x80...: return place
      default: place &+= 1
      }
    }
    return place
  }

  /// Steps over one escape, or over a surrogate pair.
  private mutating func escapeIsHalfCharacter() throws(Flaw) -> Bool {
    guard i + 1 < bytes.count else { throw flaw("ends early", "check that the whole document was sent") }
    switch bytes[i + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74:
      i += 2
      return false
    case 0x75:
      let unit = try escapedUnit()
      if unit & 0xFC00 == 0xDC00 { return true }
      guard unit & 0xFC00 == 0xD800 else { return false }
      guard i + 1 < bytes.count, bytes[i] == 0x5C, bytes[i + 1] == 0x75 else { return true }
      let mark = i
      if try escapedUnit() & 0xFC00 == 0xDC00 { return false }
      i = mark
      return true
    default: throw flaw("an unknown escape", "after a backslash write one of \" \\ / b f n r t, or u and four hex digits")
    }
  }

  private mutating func escapedUnit() throws(Flaw) -> UInt32 {
    var unit: UInt32 = 0
    for place in i + 2..<i + 6 {
      guard place < bytes.count, let value = JSONText.hexValue(bytes[place]) else {
        throw flaw("\\u without four hex digits", "write \\u and four hex digits")
      }
      unit = unit << 4 | UInt32(value)
    }
    i += 6
    return unit
  }

  private func checkUTF8(_ range: Range<Int>) throws(Flaw) {
    do throws(UTF8Flaw) { try UTF8Check.check(UnsafeBufferPointer(rebasing: bytes[range])) } catch {
      throw flaw("bytes that are not UTF-8", "encode the document as UTF-8", .encoding, at: range.lowerBound + error.offset)
    }
  }

  // MARK: names

  /// The mark of a name with escapes: it may be like any other.
  private static let unknownMark: UInt64 = 0

  /// Equal for equal names, and for few others: the first and the last eight bytes and the length.
  @inline(__always) private func mark(_ start: Int, _ length: Int) -> UInt64 {
    var (first, last): (UInt64, UInt64) = (0, 0)
    if length >= 8, let base = bytes.baseAddress {
      let raw = UnsafeRawPointer(base)
      first = raw.loadUnaligned(fromByteOffset: start, as: UInt64.self)
      last = raw.loadUnaligned(fromByteOffset: start + length - 8, as: UInt64.self)
    } else {
      for place in start..<start + length { first = first << 8 | UInt64(bytes[place]) }
    }
    return first &* 0x9E37_79B9_7F4A_7C15 ^ last &* 0xC2B2_AE3D_27D4_EB4F ^ UInt64(truncatingIfNeeded: length) | 1
  }

  /// Whether two of an object's names may be the same. For few names all pairs are compared; many are sorted anyhow.
  @inline(__always) private func mayRepeat(from start: Int) -> Bool {
    let count = marks.count - start
    guard count > 1 else { return false }
    guard count <= 32 else { return true }
    for b in start..<marks.count {
      let mark = marks[b]
      if mark == Self.unknownMark { return true }
      for a in start..<b where marks[a] == mark { return true }
    }
    return false
  }

  /// Few names are compared in pairs, many are sorted.
  private mutating func findRepeatedNames(in object: Int) {
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
      for (p, q) in zip(bytes[x.range], bytes[y.range]) where p != q { return p < q ? -1 : 1 }
      return 0
    }
    let (p, q) = (meaning(x), meaning(y))
    if p.count != q.count { return p.count < q.count ? -1 : 1 }
    return p == q ? 0 : p.lexicographicallyPrecedes(q) ? -1 : 1
  }

  private func meaning(_ name: Tape.Node) -> [UInt8] {
    let text = Array(bytes[name.range])
    return name.traits.contains(.escaped) ? Array(JSONText.unescaped(text[...]).utf8) : text
  }

  private func flaw(_ why: String, _ next: String, _ kind: JSONRefusal.Kind = .grammar, at offset: Int? = nil) -> Flaw {
    Flaw(kind: kind, offset: offset ?? i, why: why, next: next)
  }
}
