package import SourceText

/// Puts what was published into suite.yaml, and leaves all else as its author wrote it, comments too.
package enum SuitePageEdit {
  /// A page that cannot be edited without losing something comes back with `AS-027`.
  package static func publishing(_ version: PublicationRecord.Version, in file: SourceFile) -> Diagnosed<String> {
    let read = YAMLReader().read(file)
    guard let root = read.value, read.errors.isEmpty else { return Diagnosed(nil, read.diagnostics) }
    let keys = root.entries ?? []
    guard keys.allSatisfy({ $0.key.span.start.column == 1 }), !keys.isEmpty else { return refused(file) }
    var lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // From the end to the beginning, so that lines keep their numbers.
    var edits = [published(version, root, lines), status(version, root, lines)].compactMap(\.self)
    edits.sort { $0.at.lowerBound > $1.at.lowerBound }
    for edit in edits { lines.replaceSubrange(edit.at, with: edit.lines) }
    let text = lines.joined(separator: "\n")
    return isFaithful(text, root, file) ? Diagnosed(text) : refused(file)
  }

  private struct Edit {
    let at: Range<Int>
    let lines: [String]
  }

  private static func status(_ version: PublicationRecord.Version, _ root: Node, _ lines: [String]) -> Edit? {
    if let value = root["status"], value.span.start.line == value.span.end.line {
      let line = value.span.start.line - 1
      let scalars = Array(lines[line].unicodeScalars)
      let (from, to) = (value.span.start.column - 1, min(scalars.count, value.span.end.column - 1))
      var view = String.UnicodeScalarView(scalars[..<from])
      view.append(contentsOf: version.status.unicodeScalars)
      view.append(contentsOf: scalars[to...])
      return Edit(at: line..<line + 1, lines: [String(view)])
    }
    guard let after = root["version"]?.span.end.line else { return nil }
    return Edit(at: after..<after, lines: ["status: \(version.status)"])
  }

  private static func published(_ version: PublicationRecord.Version, _ root: Node, _ lines: [String]) -> Edit {
    guard let at = (root.entries ?? []).firstIndex(where: { $0.name == "published" }) else {
      var end = lines.count
      while end > 0, isBlank(lines[end - 1]) { end -= 1 }
      return Edit(at: end..<end, lines: ["published:"] + PublicationText.lines(version, indent: 2))
    }
    let entries = root.entries ?? []
    let from = entries[at].key.span.start.line - 1
    var to = at + 1 < entries.count ? entries[at + 1].key.span.start.line - 1 : lines.count
    // A comment at the margin belongs to what follows it.
    while to > from + 1, isBlank(lines[to - 1]) || lines[to - 1].hasPrefix("#") { to -= 1 }
    let comments = lines[from..<to].map { String($0.drop { $0 == " " }) }.filter { $0.hasPrefix("#") }.map { "  " + $0 }
    return Edit(at: from..<to, lines: ["published:"] + comments + PublicationText.lines(version, indent: 2))
  }

  /// Nothing else has moved or gone.
  private static func isFaithful(_ text: String, _ before: Node, _ file: SourceFile) -> Bool {
    guard var after = YAMLReader().read(SourceFile(name: file.name, text: text)).value else { return false }
    var before = before
    for key in ["status", "published"] { (before[key], after[key]) = (nil, nil) }
    return after.isWritten(like: before) && PageFormat.comments(text).sorted() == PageFormat.comments(file.text).sorted()
  }

  private static func isBlank(_ line: String) -> Bool { line.allSatisfy(\.isWhitespace) }

  private static func refused(_ file: SourceFile) -> Diagnosed<String> {
    Diagnosed(
      nil,
      [
        Diagnostic(
          .notFormatted, "what was published cannot be written into this page without losing something", at: file.start,
          next: "put each key at the margin on a line of its own, and comments on lines of theirs")
      ])
  }
}
