/// A text that somebody wrote, with the name under which it is shown.
///
/// Lines are split where the YAML reader splits them, so that its positions can be looked up here.
package struct SourceFile: Sendable {
  /// The path as it was given and is shown; never resolved.
  package var name: String { storage.name }
  package var text: String { storage.text }
  package var lineCount: Int { storage.lines.count }

  private let storage: Storage

  private final class Storage: Sendable {
    let name: String
    let text: String
    let lines: [Substring]

    init(name: String, text: String, lines: [Substring]) {
      (self.name, self.text, self.lines) = (name, text, lines)
    }
  }

  package init(name: String, text: String) {
    storage = Storage(name: name, text: text, lines: Self.split(text))
  }

  /// The text of a line, 1-based, without its break; empty beyond the end.
  package func line(_ number: Int) -> Substring {
    storage.lines.indices.contains(number - 1) ? storage.lines[number - 1] : ""
  }

  /// The first place of the file: for findings about the file as a whole.
  package var start: SourceSpan { SourceSpan(file: self, start: SourcePoint(line: 1, column: 1)) }

  private static func split(_ text: String) -> [Substring] {
    var lines: [Substring] = []
    let scalars = text.unicodeScalars
    var from = scalars.startIndex
    var at = from
    while at < scalars.endIndex {
      let scalar = scalars[at]
      var next = scalars.index(after: at)
      switch scalar {
      case "\r":
        lines.append(text[from..<at])
        if next < scalars.endIndex, scalars[next] == "\n" { next = scalars.index(after: next) }
        from = next
      case "\n", "\u{85}", "\u{2028}", "\u{2029}":
        lines.append(text[from..<at])
        from = next
      default: break
      }
      at = next
    }
    lines.append(text[from...])
    return lines
  }
}

extension SourceFile: Equatable {
  package static func == (a: SourceFile, b: SourceFile) -> Bool {
    a.storage === b.storage || (a.name == b.name && a.text == b.text)
  }
}
