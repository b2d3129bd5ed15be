/// Diagnostics as people read them in a terminal: the place, the line, a caret, and what to do.
package struct DiagnosticRenderer: Sendable {
  package var colour: Bool
  /// Longer source lines are shown around the caret only.
  package var width: Int

  package init(colour: Bool = false, width: Int = 140) {
    (self.colour, self.width) = (colour, max(20, width))
  }

  package func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(render).joined(separator: "\n")
  }

  /// Ends with a line break.
  package func render(_ diagnostic: Diagnostic) -> String {
    let tint = diagnostic.severity == .error ? "31" : "33"
    var out = "\(paint("1", diagnostic.span.description)): "
    out += "\(paint("1;" + tint, "\(diagnostic.severity.rawValue) \(diagnostic.code)")): \(diagnostic.message)\n"
    out += excerpt(diagnostic.span, tint)
    for note in diagnostic.notes {
      guard let span = note.span else {
        out += "note: \(note.message)\n"
        continue
      }
      out += "\(span): note: \(note.message)\n" + excerpt(span, "36")
    }
    if !diagnostic.next.isEmpty { out += "\(paint("1", "next")): \(diagnostic.next)\n" }
    return out
  }

  private func excerpt(_ span: SourceSpan, _ tint: String) -> String {
    // A control character would move the caret, or the reader's terminal.
    let line = span.file.line(span.start.line).unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }
    guard !line.isEmpty else { return "" }
    let caret = min(span.start.column - 1, line.count)
    let end = span.end.line == span.start.line ? min(span.end.column - 1, line.count) : line.count
    let from = line.count > width ? max(0, min(caret - width / 3, line.count - width)) : 0
    let to = min(line.count, from + width)
    let shown = String(String.UnicodeScalarView(line[from..<to]))
    let tail = String(repeating: "~", count: max(0, min(end, to) - caret - 1))
    return "  \(shown)\n  " + String(repeating: " ", count: caret - from) + paint(tint, "^" + tail) + "\n"
  }

  private func paint(_ style: String, _ text: String) -> String {
    colour ? "\u{1b}[\(style)m\(text)\u{1b}[0m" : text
  }
}
