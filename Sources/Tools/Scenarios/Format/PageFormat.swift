package import SourceText

/// The canonical form of a page: scenario, requirements, profile, suite, target, defects.
///
/// Works on lines and tokens, never on a tree that is written out again: comments and scalars stay byte for byte.
package enum PageFormat {
  /// The text in canonical form; formatting it again changes nothing.
  ///
  /// A page that cannot be read comes back with what the reader says of it. A page whose content would not be the same afterwards is
  /// left alone, with `AS-027`.
  package static func canonical(_ file: SourceFile) -> Diagnosed<String> {
    let before = YAMLReader().read(file)
    guard let written = before.value, before.errors.isEmpty else { return Diagnosed(nil, before.diagnostics) }
    guard let text = atRest(file.text) else { return refused(file) }
    let after = YAMLReader().read(SourceFile(name: file.name, text: text))
    guard let rewritten = after.value, rewritten.isWritten(like: written), comments(text) == comments(file.text) else {
      return refused(file)
    }
    return Diagnosed(text)
  }

  /// Moving one line can free the alignment of another; a handful of rounds is plenty.
  private static func atRest(_ text: String) -> String? {
    var text = text
    for _ in 0..<16 {
      let next = PageLayout.once(text)
      if next == text { return text }
      text = next
    }
    return nil
  }

  static func comments(_ text: String) -> [String] { PageLines(text).lines.compactMap { $0.comment?.text } }

  private static func refused(_ file: SourceFile) -> Diagnosed<String> {
    Diagnosed(
      nil, [Diagnostic(.notFormatted, "this page is written in a way that cannot be put in order without changing it", at: file.start)])
  }
}

extension Node {
  /// Same content in the same order, and every scalar quoted as it was.
  func isWritten(like other: Node) -> Bool {
    switch (form, other.form) {
    case (.scalar(let a), .scalar(let b)): a == b
    case (.sequence(let a), .sequence(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.isWritten(like: $1) }
    case (.mapping(let a), .mapping(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.key.isWritten(like: $1.key) && $0.value.isWritten(like: $1.value) }
    default: false
    }
  }
}
