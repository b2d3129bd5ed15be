package import SourceText

/// A name as the author wrote it, with its place. Equal by text.
package struct Word: Sendable, Hashable, CustomStringConvertible {
  package let text: String
  package let span: SourceSpan

  package init(_ text: String, _ span: SourceSpan) { (self.text, self.span) = (text, span) }

  package var description: String { text }
  package static func == (a: Word, b: Word) -> Bool { a.text == b.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// A named value, in the order in which it was written.
package struct Field: Sendable {
  package let name: Word
  package let value: Value

  package init(_ name: Word, _ value: Value) { (self.name, self.value) = (name, value) }
}

extension [Field] {
  package subscript(_ name: String) -> Value? { first { $0.name.text == name }?.value }
}
