/// Cuts one line into tokens. What is open at its end is the state with which the next one begins.
struct LineScan {
  struct State: Equatable {
    var flow = 0
    var quote: Unicode.Scalar?
    /// The line ends in a plain scalar, which deeper lines continue.
    var plain = false
    /// The head of a block scalar stands at the end of the line.
    var block: String?
  }

  private let line: [Unicode.Scalar]
  private var at: Int
  private(set) var state: State
  private(set) var tokens: [LineToken] = []
  private var hasKey = false

  init(_ line: [Unicode.Scalar], from start: Int, _ state: State) {
    (self.line, at) = (line, start)
    self.state = State(flow: state.flow, quote: state.quote)
    if state.quote != nil { quoted(from: start) }
    while skipSpaces() { self.state.flow > 0 ? flow() : value() }
  }

  private mutating func skipSpaces() -> Bool {
    while at < line.count, line[at] == " " || line[at] == "\t" { at += 1 }
    return at < line.count
  }

  private var isComment: Bool { line[at] == "#" && (at == 0 || line[at - 1] == " " || line[at - 1] == "\t") }

  private mutating func add(_ kind: LineToken.Kind, from start: Int) {
    var end = at
    while end > start, line[end - 1] == " " || line[end - 1] == "\t" { end -= 1 }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: line[start..<end])
    tokens.append(LineToken(kind: kind, text: String(text), column: start, length: end - start))
  }

  private func ends(_ index: Int) -> Bool { index >= line.count || line[index] == " " || line[index] == "\t" }

  private static let signs: Set<Unicode.Scalar> = ["{", "}", "[", "]", ","]

  /// A key or a value outside braces: only the first colon makes a key.
  private mutating func value() {
    state.plain = false
    switch line[at] {
    case _ where isComment: comment()
    case "{", "[": flow()
    case "\"", "'": quoted(from: at)
    case "|" where tokens.isEmpty || hasKey, ">" where tokens.isEmpty || hasKey: blockHead()
    case ":" where ends(at + 1) && !tokens.isEmpty && !hasKey: colon()
    default: plain()
    }
  }

  private mutating func comment() {
    let start = at
    at = line.count
    add(.comment, from: start)
  }

  private mutating func blockHead() {
    let start = at
    while !ends(at) { at += 1 }
    add(.block, from: start)
    state.block = tokens.last?.text
  }

  private mutating func plain() {
    let start = at
    while at < line.count, !isComment {
      if line[at] == ":", ends(at + 1), !hasKey { break }
      at += 1
    }
    add(.word, from: start)
    if at < line.count, line[at] == ":" { colon() } else { state.plain = true }
  }

  /// The colon belongs to what stands before it, whatever spaces are between.
  private mutating func colon() {
    at += 1
    if state.flow == 0 { hasKey = true }
    guard let last = tokens.indices.last else { return add(.key, from: at - 1) }
    tokens[last].text += ":"
    tokens[last].length += 1
    tokens[last].kind = tokens[last].kind == .close ? .close : .key
  }

  private mutating func flow() {
    let start = at
    switch line[at] {
    case _ where isComment: comment()
    case "{", "[":
      at += 1
      state.flow += 1
      add(.open, from: start)
    case "}", "]":
      at += 1
      state.flow -= 1
      add(.close, from: start)
    case ",":
      at += 1
      add(.comma, from: start)
    case "\"", "'": quoted(from: at)
    case ":" where !tokens.isEmpty && tokens.last?.kind != .comma && tokens.last?.kind != .open: colon()
    default: flowPlain()
    }
  }

  private mutating func flowPlain() {
    let start = at
    while at < line.count, !Self.signs.contains(line[at]), !isComment {
      if line[at] == ":", ends(at + 1) || Self.signs.contains(line[at + 1]) { break }
      at += 1
    }
    if at == start { at += 1 }
    add(.word, from: start)
  }

  /// `start` is the opening quote, or the first column where an earlier line opened it.
  private mutating func quoted(from start: Int) {
    let quote = state.quote ?? line[start]
    at = state.quote == nil ? start + 1 : start
    state.quote = quote
    while at < line.count {
      defer { at += 1 }
      if line[at] == "\\", quote == "\"" {
        at += 1
      } else if line[at] == quote {
        guard quote == "'", at + 1 < line.count, line[at + 1] == "'" else {
          state.quote = nil
          break
        }
        at += 1
      }
    }
    at = min(at, line.count)
    if state.quote == nil { return add(.word, from: start) }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: line[min(start, line.count)...])
    tokens.append(LineToken(kind: .word, text: String(text), column: start, length: line.count - start))
  }
}
