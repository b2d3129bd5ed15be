/// Reads a pattern: RFC 9485, and what the wider dialect adds.
struct PatternParser {
  private static let deepest = 100
  private static let longest = 20_000
  private static let mostRepetitions = 1_000
  private static let mostAhead = 16

  private let text: [Unicode.Scalar]
  private let dialect: Pattern.Dialect
  private var i = 0
  private var depth = 0

  /// A pattern, and what is to be looked for ahead of it at the start of the text.
  struct Parsed {
    var node: PatternNode
    var ahead: [(node: PatternNode, isWanted: Bool)] = []
  }

  static func parse(_ text: String, _ dialect: Pattern.Dialect) throws(PatternRefusal) -> Parsed {
    var parser = PatternParser(text: Array(text.unicodeScalars), dialect: dialect)
    guard parser.text.count <= longest else { throw parser.refusal("longer than \(longest) characters", "write a shorter pattern") }
    var parsed = Parsed(node: .sequence([]))
    if dialect == .ecmaScript, parser.peek == "^", parser.lookAhead(at: 1) != nil {
      parsed.ahead = try parser.lookAheads()
      parsed.node = .sequence([.atStart, try parser.branch()])
      if parser.peek == "|" {
        throw parser.refusal("look-ahead in one of several branches", "put all branches after it in brackets: ^(?!a)(?:b|c)")
      }
    } else {
      parsed.node = try parser.choice()
    }
    if parser.i < parser.text.count { throw parser.refusal("a ) without its (", "remove it, or write \\)") }
    return parsed
  }

  /// Whether `(?=` or `(?!` stands there, and whether it wants what it looks for.
  private func lookAhead(at place: Int) -> Bool? {
    guard place + 2 < text.count, text[place] == "(", text[place + 1] == "?" else { return nil }
    return text[place + 2] == "=" ? true : text[place + 2] == "!" ? false : nil
  }

  /// Those that follow the first `^`, one after the other: each is a pattern that begins where the text begins.
  private mutating func lookAheads() throws(PatternRefusal) -> [(node: PatternNode, isWanted: Bool)] {
    i = 1
    var all: [(node: PatternNode, isWanted: Bool)] = []
    while let isWanted = lookAhead(at: i) {
      let start = i
      i += 3
      depth += 1
      let inner = try choice()
      depth -= 1
      guard eat(")") else { throw refusal("( is not closed", "close it, or write \\(", at: start) }
      guard all.count < Self.mostAhead else {
        throw refusal("more than \(Self.mostAhead) times look-ahead", "write a schema for each", at: start)
      }
      all.append((.sequence([.atStart, inner]), isWanted))
    }
    return all
  }

  private init(text: [Unicode.Scalar], dialect: Pattern.Dialect) { (self.text, self.dialect) = (text, dialect) }

  private var peek: Unicode.Scalar? { i < text.count ? text[i] : nil }

  private mutating func eat(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    i += 1
    return true
  }

  private mutating func choice() throws(PatternRefusal) -> PatternNode {
    var branches = [try branch()]
    while eat("|") { branches.append(try branch()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func branch() throws(PatternRefusal) -> PatternNode {
    var pieces: [PatternNode] = []
    while let scalar = peek, scalar != "|", scalar != ")" {
      let atom = try atom()
      pieces.append(try quantified(atom))
    }
    return pieces.count == 1 ? pieces[0] : .sequence(pieces)
  }

  private mutating func quantified(_ atom: PatternNode) throws(PatternRefusal) -> PatternNode {
    let start = i
    let bounds: (Int, Int?)
    switch peek {
    case "*": bounds = (0, nil)
    case "+": bounds = (1, nil)
    case "?": bounds = (0, 1)
    case "{":
      i += 1
      let least = try count()
      var most: Int? = least
      if eat(",") { most = peek == "}" ? nil : try count() }
      guard peek == "}" else { throw refusal("{ is not closed", "write {n}, {n,} or {n,m}, or \\{ for the character") }
      if let most, most < least { throw refusal("{n,m} counts down", "put the smaller number first") }
      bounds = (least, most)
    default: return atom
    }
    i += 1
    if atom == .atStart || atom == .atEnd { throw refusal("a repeated ^ or $", "repeat something that takes a character", at: start) }
    if dialect == .ecmaScript { _ = eat("?") }
    if let scalar = peek, "*+?{".unicodeScalars.contains(scalar) {
      throw refusal("two quantifiers in a row", "put the inner one in brackets: (a+)?")
    }
    return .repeated(atom, least: bounds.0, most: bounds.1)
  }

  private mutating func count() throws(PatternRefusal) -> Int {
    let start = i
    var value = 0
    while let scalar = peek, ("0"..."9").contains(scalar) {
      value = min(value * 10 + Int(scalar.value - 0x30), Self.mostRepetitions + 1)
      i += 1
    }
    if i == start { throw refusal("a number was expected in { }", "write {n}, {n,} or {n,m}, or \\{ for the character") }
    if value > Self.mostRepetitions {
      throw refusal("more than \(Self.mostRepetitions) repetitions", "use * or +, and check the length apart")
    }
    return value
  }

  private mutating func atom() throws(PatternRefusal) -> PatternNode {
    let start = i
    guard let scalar = peek else { return .sequence([]) }
    i += 1
    switch scalar {
    case "(":
      if eat("?") {
        guard dialect == .ecmaScript, eat(":") || eatGroupName() else {
          throw unknownGroup(at: start)
        }
      }
      depth += 1
      defer { depth -= 1 }
      guard depth <= Self.deepest else { throw refusal("nested deeper than \(Self.deepest)", "write a simpler pattern", at: start) }
      let inner = try choice()
      guard eat(")") else { throw refusal("( is not closed", "close it, or write \\(", at: start) }
      return inner
    case ".": return .scalars((dialect == .ecmaScript ? ScalarSet.lineEndsOfECMAScript : .lineEnds).inverted)
    case "^": return .atStart
    case "$": return .atEnd
    case "[": return .scalars(try characterClass(from: start))
    case "\\": return .scalars(try escape())
    case "*", "+", "?", "{":
      throw refusal("nothing stands before \(scalar) to be repeated", "write \\\(scalar) for the character", at: start)
    case "]", "}":
      if dialect == .ecmaScript, scalar == "]" { return .scalars(ScalarSet(scalar)) }
      throw refusal("\(scalar) closes nothing", "write \\\(scalar) for the character", at: start)
    default: return .scalars(ScalarSet(scalar))
    }
  }

  /// What `(?` begins here, told apart: each has another way out.
  private func unknownGroup(at start: Int) -> PatternRefusal {
    guard dialect == .ecmaScript else { return refusal("(? is not known here", "use plain brackets; RFC 9485 has no other", at: start) }
    switch peek {
    case "=":
      return refusal("(?= looks ahead within the pattern", "put it after the first ^, or write `allOf` with a pattern each", at: start)
    case "!":
      return refusal("(?! looks ahead within the pattern", "put it after the first ^, or write `not` with a pattern of its own", at: start)
    case "<": return refusal("(?< looks behind", "write `allOf` or `not` with a pattern of its own, which needs no look-behind", at: start)
    default: return refusal("(? is not known here", "use plain brackets or (?: ; flags are not supported", at: start)
    }
  }

  /// `<name>` after `(?`. A name beginning with `=` or `!` is look-behind.
  private mutating func eatGroupName() -> Bool {
    guard peek == "<", let end = text[i...].firstIndex(of: ">"), end > i + 1, text[i + 1] != "=", text[i + 1] != "!" else { return false }
    i = end + 1
    return true
  }

  private mutating func characterClass(from start: Int) throws(PatternRefusal) -> ScalarSet {
    let isNegated = eat("^")
    var set = ScalarSet()
    var isFirst = true
    while true {
      guard let scalar = peek else { throw refusal("[ is not closed", "close it, or write \\[", at: start) }
      if scalar == "]", !isFirst || dialect == .ecmaScript {
        i += 1
        return isNegated ? set.inverted : set
      }
      isFirst = false
      guard let from = try classCharacter(into: &set) else { continue }
      guard peek == "-", i + 1 < text.count, text[i + 1] != "]" else {
        set.insert(from.value...from.value)
        continue
      }
      i += 1
      let place = i
      guard let to = try classCharacter(into: &set) else {
        throw refusal("a range ends in a class", "write \\- for the character", at: place)
      }
      guard from <= to else { throw refusal("the range \(from)-\(to) counts down", "put the lower character first", at: place) }
      set.insert(from.value...to.value)
    }
  }

  /// One character of a class; nil when it was a class of its own, which is then in the set.
  private mutating func classCharacter(into set: inout ScalarSet) throws(PatternRefusal) -> Unicode.Scalar? {
    let start = i
    guard let scalar = peek else { throw refusal("[ is not closed", "close it") }
    i += 1
    switch scalar {
    case "\\":
      let known = try escape(inClass: true)
      if let single = known.single { return single }
      set.formUnion(known)
      return nil
    case "[" where dialect == .iRegexp, "]" where dialect == .iRegexp:
      throw refusal("a bare \(scalar) in a class", "write \\\(scalar)", at: start)
    case "-" where dialect == .iRegexp && text[start - 1] != "[" && text[start - 1] != "^" && peek != "]":
      throw refusal("a bare - inside a class", "put it first or last, or write \\-", at: start)
    default: return scalar
    }
  }

  /// What stands after a backslash.
  private mutating func escape(inClass: Bool = false) throws(PatternRefusal) -> ScalarSet {
    let start = i - 1
    guard let scalar = peek else { throw refusal("a backslash at the end", "write \\\\ for the character", at: start) }
    i += 1
    switch scalar {
    case "n": return ScalarSet("\n")
    case "r": return ScalarSet("\r")
    case "t": return ScalarSet("\t")
    case "p", "P":
      let set = ScalarSet(categories: try category(from: start))
      return scalar == "P" ? set.inverted : set
    case _ where "()*+-.?[\\]^{|}$".unicodeScalars.contains(scalar): return ScalarSet(scalar)
    case _ where dialect == .ecmaScript: return try escapeOfECMAScript(scalar, inClass: inClass, from: start)
    case "d": throw refusal("\\d is not in RFC 9485", "write [0-9]", at: start)
    case "w": throw refusal("\\w is not in RFC 9485", "write [A-Za-z0-9_]", at: start)
    case "s": throw refusal("\\s is not in RFC 9485", "write [ \\t\\r\\n]", at: start)
    default: throw refusal("\\\(scalar) is not known here", "write the character itself", at: start)
    }
  }

  private mutating func escapeOfECMAScript(
    _ scalar: Unicode.Scalar, inClass: Bool, from start: Int
  ) throws(PatternRefusal) -> ScalarSet {
    switch scalar {
    case "d": return .digits
    case "D": return ScalarSet.digits.inverted
    case "w": return .wordCharacters
    case "W": return ScalarSet.wordCharacters.inverted
    case "s": return .spaces
    case "S": return ScalarSet.spaces.inverted
    case "f": return ScalarSet("\u{C}")
    case "v": return ScalarSet("\u{B}")
    case "0": return ScalarSet("\0")
    case "b" where inClass: return ScalarSet("\u{8}")
    case "c":
      guard let letter = peek, letter.isASCII, letter.properties.isAlphabetic else {
        throw refusal("\\c without a letter", "write \\c and a letter from A to Z, or \\x and two hex digits", at: start)
      }
      i += 1
      return ScalarSet([letter.value & 0x1F...letter.value & 0x1F])
    case _ where "!\"#%&',/:;<=>@`~ ".unicodeScalars.contains(scalar): return ScalarSet(scalar)
    case "x": return ScalarSet(try hex(2, from: start))
    case "u":
      guard eat("{") else { return ScalarSet(try hex(4, from: start)) }
      let digits = text[i...].prefix { $0 != "}" }.count
      let value = try hex(digits, from: start)
      guard eat("}") else { throw refusal("\\u{ is not closed", "close it with }", at: start) }
      return ScalarSet(value)
    default: throw refusal("\\\(scalar) is not supported", "write it without the backslash, or in another way", at: start)
    }
  }

  private mutating func hex(_ count: Int, from start: Int) throws(PatternRefusal) -> Unicode.Scalar {
    let digits = text[i...].prefix(count)
    guard digits.count == count, (1...8).contains(count), digits.allSatisfy(\.properties.isASCIIHexDigit),
      let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16), let scalar = Unicode.Scalar(value)
    else { throw refusal("hex digits of a character were expected", "write \\u and four hex digits", at: start) }
    i += count
    return scalar
  }

  private mutating func category(from start: Int) throws(PatternRefusal) -> UInt32 {
    guard eat("{") else { throw refusal("{ was expected after \\p", "write \\p{Lu}", at: start) }
    let scalars = text[i...].prefix { $0 != "}" }
    i += scalars.count
    let code = String(String.UnicodeScalarView(scalars))
    guard eat("}"), let bits = dialect == .ecmaScript ? UnicodeCategories.bitsOfECMAScript(code) : UnicodeCategories.bits(code) else {
      throw refusal("no such category of characters", "use a Unicode general category such as L, Lu or Nd", at: start)
    }
    return bits
  }

  private func refusal(_ why: String, _ next: String, at place: Int? = nil) -> PatternRefusal {
    PatternRefusal(column: (place ?? i) + 1, why: why, next: next)
  }
}
