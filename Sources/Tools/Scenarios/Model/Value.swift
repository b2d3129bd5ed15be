package import SourceText

/// What stands behind a key: text that its field will read, a list, a map, a reference or a date of the story.
///
/// Text is never resolved here: `20.00` may become money, `2 days` a duration, `mother` a person of the cast, as the field asks.
package struct Value: Sendable {
  package indirect enum Form: Sendable {
    /// `quoted` text is meant literally: it is no matcher word and no reference.
    case text(String, quoted: Bool)
    case list([Value])
    case map([Field])
    case reference(Reference)
    case date(StoryDate)
  }

  package let form: Form
  package let span: SourceSpan

  package init(_ form: Form, _ span: SourceSpan) { (self.form, self.span) = (form, span) }
}

extension Value {
  package var text: String? {
    if case .text(let text, _) = form { text } else { nil }
  }
  package var word: Word? { text.map { Word($0, span) } }
  package var items: [Value]? {
    if case .list(let items) = form { items } else { nil }
  }
  package var fields: [Field]? {
    if case .map(let fields) = form { fields } else { nil }
  }
  package var reference: Reference? {
    if case .reference(let reference) = form { reference } else { nil }
  }
  package var date: StoryDate? {
    if case .date(let date) = form { date } else { nil }
  }
  /// The texts of a list of words, or of one word that stands alone.
  package var words: [Word] { items?.compactMap(\.word) ?? word.map { [$0] } ?? [] }

  /// Every `$` within, depth first.
  package var references: [Reference] {
    switch form {
    case .text: []
    case .list(let items): items.flatMap(\.references)
    case .map(let fields): fields.flatMap(\.value.references)
    case .reference(let reference): [reference]
    case .date(let date): date.references
    }
  }
}

extension Value: CustomStringConvertible {
  /// As an author would write it, on one line.
  package var description: String {
    switch form {
    case .text(let text, _): text
    case .list(let items): "[" + items.map(\.description).joined(separator: ", ") + "]"
    case .map(let fields): "{ " + fields.map { "\($0.name): \($0.value)" }.joined(separator: ", ") + " }"
    case .reference(let reference): reference.written
    case .date(let date): date.description
    }
  }
}
