/// Gives every line its place: two spaces a level, lists below their key, one space between words.
///
/// Columns that an author aligned by hand stay, where a line beside it shares them; a comment keeps its column.
struct PageLayout {
  private struct Level {
    var isList: Bool
    var old: Int
    var new: Int
  }

  private let lines: [PageLine]
  private let keepsEnd: Bool
  private var levels: [Level] = []
  private var shift = 0
  private var out: [String] = []

  /// The text laid out once; not every text is at rest after it.
  static func once(_ text: String) -> String {
    let read = PageLines(text)
    var layout = PageLayout(lines: read.lines, keepsEnd: read.keepsEnd)
    return layout.text()
  }

  private init(lines: [PageLine], keepsEnd: Bool) { (self.lines, self.keepsEnd) = (lines, keepsEnd) }

  private mutating func text() -> String {
    for number in lines.indices { lay(number) }
    while out.last == "", !(keepsEnd && lines.last?.kind == .block) { out.removeLast() }
    if out.last == "" { out.removeLast() }
    return out.joined(separator: "\n") + (out.isEmpty ? "" : "\n")
  }

  private mutating func lay(_ number: Int) {
    let line = lines[number]
    switch line.kind {
    case .blank: if let last = out.last, last != "" { out.append("") }
    case .marker:
      levels = []
      out.append(string(line.raw))
    case .block: out.append(moved(line.raw, line.indent))
    case .continuation where line.raw.isEmpty: out.append("")
    case .continuation:
      let indent = max(line.indent + shift, 0)
      out.append(spaces(indent) + tokens(number, from: indent))
    case .comment: out.append(spaces(commentColumn(number)) + (line.tokens.first?.text ?? ""))
    case .structure: structure(number)
    }
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }

  private func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// A line of a block scalar moves with its key; what stands behind its indent is untouched.
  private func moved(_ raw: [Unicode.Scalar], _ indent: Int) -> String {
    let to = max(indent + shift, 0)
    return raw.isEmpty ? "" : spaces(to) + string(raw.dropFirst(indent))
  }

  private mutating func structure(_ number: Int) {
    let line = lines[number]
    var start: Int?
    for dash in line.dashes {
      let new = enter(dash, isList: true)
      start = start ?? new
    }
    let prefix = spaces(start ?? 0)
    guard let content = line.content else {
      // `-` alone, perhaps with a comment.
      let column = (levels.last?.new ?? 0) + 1
      shift = (levels.last?.new ?? 0) - (levels.last?.old ?? 0)
      out.append(prefix + line.dashes.map { _ in "-" }.joined(separator: " ") + commentBehind(number, column))
      return
    }
    let column: Int
    if line.tokens.first?.kind == .key {
      column = enter(content, isList: false)
    } else {
      while line.dashes.isEmpty, let last = levels.last, last.old >= content { levels.removeLast() }
      column = levels.last.map { $0.new + 2 } ?? 0
    }
    let holder = levels.last
    shift = (holder?.new ?? 0) - (holder?.old ?? 0)
    let dashes = line.dashes.map { _ in "- " }.joined()
    out.append((line.dashes.isEmpty ? spaces(column) : prefix) + dashes + tokens(number, from: column))
  }

  /// The new column of the collection that a dash or key at `column` belongs to.
  private mutating func enter(_ column: Int, isList: Bool) -> Int {
    while let last = levels.last, last.old > column { levels.removeLast() }
    if let last = levels.last, last.old == column, last.isList, !isList { levels.removeLast() }
    if let last = levels.last, last.old == column, last.isList == isList { return last.new }
    let new = levels.last.map { $0.new + 2 } ?? 0
    levels.append(Level(isList: isList, old: column, new: new))
    return new
  }

  /// A comment on its own line goes where the lines at its column went; else to the line that it stands above.
  private func commentColumn(_ number: Int) -> Int {
    let line = lines[number]
    let next = lines[number...].first { $0.kind == .structure }
    var ahead = self
    if let next, let first = next.dashes.first ?? next.content {
      let new = ahead.enter(first, isList: !next.dashes.isEmpty)
      if line.indent == first { return new }
      if let level = levels.last(where: { $0.old == line.indent }) { return level.new }
      return line.indent < first ? new : levels.last { $0.old <= line.indent }?.new ?? new
    }
    return levels.last { $0.old <= line.indent }?.new ?? 0
  }

  private func commentBehind(_ number: Int, _ end: Int) -> String {
    guard let comment = lines[number].comment else { return "" }
    return spaces(max(comment.column + shift - end, 2)) + comment.text
  }
}

// Within a line
extension PageLayout {
  private func tokens(_ number: Int, from start: Int) -> String {
    let line = lines[number]
    var text = ""
    var column = start
    var before: LineToken?
    for token in line.tokens {
      if let before {
        let gap = gap(before, token, number, column)
        text += spaces(gap)
        column += gap
      }
      text += token.text
      column += token.length
      before = token
    }
    return text
  }

  private func gap(_ before: LineToken, _ token: LineToken, _ number: Int, _ column: Int) -> Int {
    let written = token.column - before.end
    switch (before.kind, token.kind) {
    case (_, .comment): return max(token.column + shift - column, 2)
    case (_, .comma), (.open, .close): return 0
    default: return written > 1 && isAligned(token.column, number) ? written : 1
    }
  }

  /// Whether the line of structure above or below has something at this column too.
  private func isAligned(_ column: Int, _ number: Int) -> Bool {
    let indent = lines[number].indent
    func shares(_ line: PageLine?) -> Bool {
      guard let line, line.indent == indent else { return false }
      return line.tokens.dropFirst().contains { $0.column == column && $0.kind != .comment }
    }
    func counts(_ line: PageLine) -> Bool { line.kind != .comment && line.kind != .blank }
    return shares(lines[..<number].last(where: counts)) || shares(lines[(number + 1)...].first(where: counts))
  }
}
