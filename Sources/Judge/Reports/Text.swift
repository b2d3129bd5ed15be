extension StringProtocol {
  /// At most so many characters, the last of which is an ellipsis where something was cut.
  func cut(to width: Int) -> String {
    count <= width ? String(self) : String(prefix(Swift.max(0, width - 1))) + "\u{2026}"
  }

  /// Filled with spaces on the right, or cut, to exactly this width.
  func padded(to width: Int) -> String {
    let text = cut(to: width)
    return text + String(repeating: " ", count: Swift.max(0, width - text.count))
  }

  /// One line: white space runs become a space, other control characters a question mark.
  var onOneLine: String {
    var out = ""
    var gap = false
    for scalar in unicodeScalars {
      if scalar.properties.isWhitespace { gap = !out.isEmpty } else {
        if gap { out += " " }
        gap = false
        let control = scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
        out.unicodeScalars.append(control ? "?" : scalar)
      }
    }
    return out
  }

  /// Broken at spaces into lines of at most this width; a longer word is broken where it must be.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in onOneLine.split(separator: " ") {
      var rest = word[...]
      if !line.isEmpty && line.count + 1 + rest.count > width {
        lines.append(line)
        line = ""
      }
      while rest.count > width {
        lines.append(String(rest.prefix(width)))
        rest = rest.dropFirst(width)
      }
      line += (line.isEmpty ? "" : " ") + rest
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
