/// A text as lines that know what they are. Nothing is moved yet.
struct PageLines {
  private(set) var lines: [PageLine] = []
  /// The last block scalar keeps the empty lines at its end (`|+`).
  private(set) var keepsEnd = false

  private var state = LineScan.State()
  private var parent = -1
  private var parents: [Int] = []

  init(_ text: String) {
    let raw = Self.split(text)
    for number in raw.indices { take(raw[number], next: raw[(number + 1)...].first { !Self.isBlank($0) }) }
  }

  private static func isBlank(_ line: [Unicode.Scalar]) -> Bool { line.allSatisfy { $0 == " " || $0 == "\t" } }
  private static func indent(_ line: [Unicode.Scalar]) -> Int { line.prefix { $0 == " " }.count }

  private static func split(_ text: String) -> [[Unicode.Scalar]] {
    var lines: [[Unicode.Scalar]] = [[]]
    var before: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar == "\n", before == "\r" {
        // The break of this line is already counted.
      } else if scalar == "\n" || scalar == "\r" {
        lines.append([])
      } else if scalar != "\u{FEFF}" || before != nil {
        lines[lines.count - 1].append(scalar)
      }
      before = scalar
    }
    return lines
  }

  private mutating func take(_ raw: [Unicode.Scalar], next: [Unicode.Scalar]?) {
    if Self.isBlank(raw) { return blank(raw, next) }
    let indent = Self.indent(raw)
    if state.block != nil, indent > parent { return lines.append(PageLine(kind: .block, raw: raw, indent: indent)) }
    state.block = nil
    keepsEnd = false
    if state.quote != nil || state.flow > 0 || (state.plain && indent > parent && raw[indent] != "#") {
      return continuation(raw, indent)
    }
    if indent == 0, isMarker(raw) {
      (parents, parent, state) = ([], -1, .init())
      return lines.append(PageLine(kind: .marker, raw: raw))
    }
    structure(raw, indent)
  }

  private func isMarker(_ raw: [Unicode.Scalar]) -> Bool {
    if raw[0] == "%" { return true }
    let head = raw.prefix(3)
    return (head.elementsEqual("---".unicodeScalars) || head.elementsEqual("...".unicodeScalars)) && (raw.count == 3 || raw[3] == " ")
  }

  /// An empty line belongs to a scalar only where the scalar goes on behind it.
  private mutating func blank(_ raw: [Unicode.Scalar], _ next: [Unicode.Scalar]?) {
    let goesOn = next.map { Self.indent($0) > parent } ?? false
    if state.block != nil, goesOn || keepsEnd { return lines.append(PageLine(kind: .block, raw: raw, indent: Self.indent(raw))) }
    let isWithin = state.quote != nil || (state.plain && goesOn && next.map { $0[Self.indent($0)] != "#" } ?? false)
    lines.append(PageLine(kind: isWithin ? .continuation : .blank, raw: []))
  }

  private mutating func continuation(_ raw: [Unicode.Scalar], _ indent: Int) {
    let wasPlain = state.plain && state.flow == 0 && state.quote == nil
    var line = PageLine(kind: .continuation, raw: raw, indent: indent)
    if wasPlain {
      // A colon may stand in it: the reader has said that this is text.
      let comment = raw.indices.first { $0 > indent && raw[$0] == "#" && (raw[$0 - 1] == " " || raw[$0 - 1] == "\t") }
      line.tokens = [token(raw, indent, comment ?? raw.count, .word)]
      if let comment {
        line.tokens.append(token(raw, comment, raw.count, .comment))
        state.plain = false
      }
    } else {
      let scan = LineScan(raw, from: indent, state)
      (line.tokens, state) = (scan.tokens, scan.state)
      line.endsOpen = state.quote != nil
    }
    lines.append(line)
  }

  private func token(_ raw: [Unicode.Scalar], _ from: Int, _ to: Int, _ kind: LineToken.Kind) -> LineToken {
    var end = to
    while end > from, raw[end - 1] == " " || raw[end - 1] == "\t" { end -= 1 }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: raw[from..<end])
    return LineToken(kind: kind, text: String(text), column: from, length: end - from)
  }

  private mutating func structure(_ raw: [Unicode.Scalar], _ indent: Int) {
    var line = PageLine(kind: .structure, raw: raw, indent: indent)
    var at = indent
    while at < raw.count, raw[at] == "-", at + 1 == raw.count || raw[at + 1] == " " {
      line.dashes.append(at)
      at += 1
      while at < raw.count, raw[at] == " " { at += 1 }
    }
    let scan = LineScan(raw, from: at, .init())
    line.tokens = scan.tokens
    if line.dashes.isEmpty, scan.tokens.first?.kind == .comment {
      line.kind = .comment
      state.plain = false
      return lines.append(line)
    }
    state = scan.state
    line.endsOpen = state.quote != nil
    keepsEnd = state.block?.contains("+") ?? false
    for dash in line.dashes { enter(dash) }
    if let first = line.tokens.first, first.kind == .key { enter(first.column) }
    parent = parents.last ?? -1
    lines.append(line)
  }

  private mutating func enter(_ column: Int) {
    while let last = parents.last, last >= column { parents.removeLast() }
    parents.append(column)
  }
}
