/// Text that shows in Markdown as it is, on one line: in a paragraph, a heading or the cell of a table.
enum MarkdownText {
  static func escape(_ text: some StringProtocol) -> String {
    var out = ""
    for scalar in text.onOneLine.unicodeScalars {
      switch scalar {
      case "<", ">", "&", "\"", "'": out += Markup.escape(String(scalar))
      // A name behind this sign would be told of the run.
      case "@": out += "&#64;"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "!", "|", "~", "$":
        out += "\\"
        out.unicodeScalars.append(scalar)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out.replacing("://", with: ":\u{200B}//").replacing("www.", with: "www\u{200B}.")
  }

  /// A block of code whose fence is longer than any in it.
  static func code(_ text: String) -> String {
    var longest = 2
    var run = 0
    for scalar in text.unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      longest = Swift.max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence)\n\(text.onOneLine)\n\(fence)\n"
  }

  static func table(_ head: [String], _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    return ([head, head.map { _ in "---" }] + rows.map { $0.map(escape) }).map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }
}
