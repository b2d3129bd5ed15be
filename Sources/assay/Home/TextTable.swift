/// Rows in aligned columns. The last column is folded at the terminal's edge; a pipe gets it whole, so that `grep` finds it.
struct TextTable {
  let head: [String]
  var rows: [[String]]

  init(_ head: [String], _ rows: [[String]] = []) {
    self.head = head
    self.rows = rows
  }

  /// As wide as the terminal, or unbounded where the output is no terminal.
  func text(width: Int? = Console.isTerminal ? Console.width : nil) -> String {
    let all = (head.isEmpty ? [] : [head.map { $0.uppercased() }]) + rows
    let last = (all.map(\.count).max() ?? 1) - 1
    let widths = (0..<max(0, last)).map { column in all.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
    let indent = widths.reduce(0) { $0 + $1 + 2 }
    // Where little room is left beside the others, the last column goes below its row.
    let isBelow = width.map { $0 - indent < 30 && all.contains { $0.count > last && indent + $0[last].count > width ?? 0 } } ?? false
    let margin = isBelow ? 4 : indent
    let room = width.map { max(20, $0 - margin) }
    return all.map { row in
      let start = zip(row, widths).map { Self.padded($0, $1) + "  " }.joined()
      let lines = row.count > last ? Self.folded(row[last], to: room) : [""]
      let folded = lines.enumerated().map { i, line in (i == 0 && !isBelow ? start : String(repeating: " ", count: margin)) + line }
      return ((isBelow ? [start] : []) + folded).map { Self.trimmed($0) + "\n" }.joined()
    }.joined()
  }

  private static func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Broken at spaces.
  static func folded(_ text: String, to width: Int?) -> [String] {
    guard let width, text.count > width else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [line]
  }
}

/// `1 scenario`, `3 scenarios`
func counted(_ n: Int, _ word: String, _ many: String? = nil) -> String { "\(n) \(n == 1 ? word : many ?? word + "s")" }
