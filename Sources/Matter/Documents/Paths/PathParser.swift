/// Reads a JSONPath: queries, segments and selectors. What stands in filters is in `PathParser+Filters`.
struct PathParser {
  static let deepest = 64
  /// The largest whole number of I-JSON.
  static let largest = 9_007_199_254_740_991

  let text: [Unicode.Scalar]
  var i = 0
  var depth = 0

  static func parse(_ text: String) throws(PathRefusal) -> PathQuery {
    var parser = PathParser(text: Array(text.unicodeScalars))
    guard parser.eat("$") else { throw parser.refusal("a path begins with $", "write $ for the root") }
    let query = try parser.segments(fromRoot: true)
    guard parser.i == parser.text.count else {
      throw parser.refusal("more text after the path", "end it there, or continue with . or [")
    }
    return query
  }

  private init(text: [Unicode.Scalar]) { self.text = text }

  var peek: Unicode.Scalar? { i < text.count ? text[i] : nil }

  mutating func eat(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    i += 1
    return true
  }

  mutating func eat(word: String) -> Bool {
    guard text[i...].starts(with: word.unicodeScalars) else { return false }
    i += word.unicodeScalars.count
    return true
  }

  mutating func skipSpace() {
    while let scalar = peek, scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" { i += 1 }
  }

  func refusal(_ why: String, _ next: String, at place: Int? = nil) -> PathRefusal {
    PathRefusal(column: (place ?? i) + 1, why: why, next: next)
  }

  // MARK: queries

  mutating func segments(fromRoot: Bool) throws(PathRefusal) -> PathQuery {
    var segments: [PathSegment] = []
    while true {
      let mark = i
      skipSpace()
      guard let segment = try segment() else {
        i = mark
        return PathQuery(fromRoot: fromRoot, segments: segments)
      }
      segments.append(segment)
    }
  }

  private mutating func segment() throws(PathRefusal) -> PathSegment? {
    if peek == "[" { return PathSegment(isDescendant: false, selectors: try bracketed()) }
    guard eat(".") else { return nil }
    let isDescendant = eat(".")
    if isDescendant, peek == "[" { return PathSegment(isDescendant: true, selectors: try bracketed()) }
    if eat("*") { return PathSegment(isDescendant: isDescendant, selectors: [.wildcard]) }
    return PathSegment(isDescendant: isDescendant, selectors: [.name(PathName(try shorthand()))])
  }

  private mutating func shorthand() throws(PathRefusal) -> String {
    var name = String.UnicodeScalarView()
    while let scalar = peek, Self.isNameCharacter(scalar, first: name.isEmpty) {
      name.append(scalar)
      i += 1
    }
    guard !name.isEmpty else { throw refusal("a name or * was expected", "quote unusual names in brackets: ['first-name']") }
    return String(name)
  }

  private static func isNameCharacter(_ scalar: Unicode.Scalar, first: Bool) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "_", "\u{80}"..."\u{10FFFF}": true
    case "0"..."9": !first
    default: false
    }
  }

  private mutating func bracketed() throws(PathRefusal) -> [PathSelector] {
    let start = i
    i += 1
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw refusal("nested deeper than \(Self.deepest)", "write a simpler path", at: start) }
    var selectors: [PathSelector] = []
    repeat {
      skipSpace()
      selectors.append(try selector())
      skipSpace()
    } while eat(",")
    guard eat("]") else { throw refusal("a comma or ] was expected", "close the bracket that opens in column \(start + 1)") }
    return selectors
  }

  private mutating func selector() throws(PathRefusal) -> PathSelector {
    switch peek {
    case "'", "\"": return .name(PathName(try quoted()))
    case "*":
      i += 1
      return .wildcard
    case "?":
      i += 1
      skipSpace()
      return .filter(try test())
    default: return try indexOrSlice()
    }
  }

  private mutating func indexOrSlice() throws(PathRefusal) -> PathSelector {
    let start = try integer()
    let mark = i
    skipSpace()
    guard eat(":") else {
      i = mark
      guard let start else {
        throw refusal("a selector was expected", "write a quoted name, a place, *, a slice such as 0:2, or a filter such as ?@.id")
      }
      return .index(start)
    }
    skipSpace()
    let end = try integer()
    let afterEnd = i
    skipSpace()
    guard eat(":") else {
      i = afterEnd
      return .slice(start: start, end: end, step: nil)
    }
    skipSpace()
    return .slice(start: start, end: end, step: try integer())
  }

  private mutating func integer() throws(PathRefusal) -> Int? {
    let start = i
    let isNegative = eat("-")
    var (value, digits) = (0, 0)
    let first = peek
    while let scalar = peek, ("0"..."9").contains(scalar) {
      value = min(value * 10 + Int(scalar.value - 0x30), Self.largest + 1)
      digits += 1
      i += 1
    }
    if digits == 0 {
      if isNegative { throw refusal("a digit was expected after -", "write a place such as -1", at: start) }
      return nil
    }
    if first == "0", digits > 1 || isNegative {
      throw refusal("a number with a needless 0 or minus", "write 0, or drop the leading zero", at: start)
    }
    guard value <= Self.largest else { throw refusal("a number beyond 2^53 - 1", "use a smaller one", at: start) }
    return isNegative ? -value : value
  }

  // MARK: quoted text

  mutating func quoted() throws(PathRefusal) -> String {
    let start = i
    let quote = text[i]
    i += 1
    var out = String.UnicodeScalarView()
    while let scalar = peek {
      i += 1
      switch scalar {
      case quote: return String(out)
      case "\\": out.append(try escape(in: quote))
      case _ where scalar.value < 0x20: throw refusal("a control character stands in text", "escape it, such as \\n", at: i - 1)
      default: out.append(scalar)
      }
    }
    throw refusal("text that is not closed", "close it with \(quote)", at: start)
  }

  private mutating func escape(in quote: Unicode.Scalar) throws(PathRefusal) -> Unicode.Scalar {
    let start = i - 1
    guard let scalar = peek else { throw refusal("a backslash at the end", "write \\\\ for the character", at: start) }
    i += 1
    switch scalar {
    case quote, "\\", "/": return scalar
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      var unit = try hex(from: start)
      if unit & 0xFC00 == 0xD800, eat("\\"), eat("u") {
        let low = try hex(from: start)
        if low & 0xFC00 == 0xDC00 { unit = 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF) } else { unit = 0xD800 }
      }
      guard let result = Unicode.Scalar(unit) else {
        throw refusal("half a character: a surrogate without its other half", "write the character itself, or both halves", at: start)
      }
      return result
    default:
      throw refusal("an unknown escape", "after a backslash write one of \(quote) \\ / b f n r t, or u and four hex digits", at: start)
    }
  }

  private mutating func hex(from start: Int) throws(PathRefusal) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let scalar = peek, scalar.isASCII, let value = JSONText.hexValue(UInt8(scalar.value)) else {
        throw refusal("\\u without four hex digits", "write \\u and four hex digits", at: start)
      }
      unit = unit << 4 | UInt32(value)
      i += 1
    }
    return unit
  }
}
