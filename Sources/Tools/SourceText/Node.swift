/// A node of a YAML document with its place.
///
/// Nothing is resolved: `no`, `20.00` and `2026-05-01` are the text that the author wrote; the field decides the type.
package struct Node: Sendable {
  package enum Form: Sendable {
    case scalar(Scalar)
    case sequence([Node])
    case mapping([Entry])
  }

  package struct Scalar: Sendable, Equatable {
    package enum Style: Sendable { case plain, quoted, block }

    package var text: String
    package var style: Style

    package init(_ text: String, _ style: Style = .plain) {
      (self.text, self.style) = (text, style)
    }
  }

  package struct Entry: Sendable {
    package var key: Node
    package var value: Node

    package init(key: Node, value: Node) {
      (self.key, self.value) = (key, value)
    }

    /// The key as text; a key that is no scalar is refused by the reader.
    package var name: String { key.text ?? "" }
  }

  package var form: Form
  package var span: SourceSpan

  package init(_ form: Form, _ span: SourceSpan) {
    (self.form, self.span) = (form, span)
  }

  /// A text that the author did not write himself, shown where `span` says.
  package init(text: String, style: Scalar.Style = .plain, _ span: SourceSpan) {
    self.init(.scalar(Scalar(text, style)), span)
  }
}

extension Node {
  package var scalar: Scalar? {
    if case .scalar(let scalar) = form { scalar } else { nil }
  }

  /// The text as written, without quotes; nil for a list or a map.
  package var text: String? { scalar?.text }

  package var items: [Node]? {
    if case .sequence(let items) = form { items } else { nil }
  }

  package var entries: [Entry]? {
    if case .mapping(let entries) = form { entries } else { nil }
  }

  /// `key:` with nothing behind it.
  package var isEmpty: Bool {
    if case .scalar(let scalar) = form { scalar.text.isEmpty && scalar.style == .plain } else { false }
  }

  /// The value of a key of a map; nil where there is none or this is no map.
  package subscript(key: String) -> Node? {
    get { entries?.first { $0.name == key }?.value }
    set {
      guard case .mapping(var entries) = form else { return }
      let at = entries.firstIndex { $0.name == key }
      switch (at, newValue) {
      case (let at?, let value?): entries[at].value = value
      case (let at?, nil): entries.remove(at: at)
      case (nil, let value?): entries.append(Entry(key: Node(text: key, value.span), value: value))
      case (nil, nil): break
      }
      form = .mapping(entries)
    }
  }

  /// Where the key of an entry stands.
  package func keySpan(_ key: String) -> SourceSpan? {
    entries?.first { $0.name == key }?.key.span
  }

  /// Word for what this is, in messages.
  package var shape: String {
    switch form {
    case .scalar: isEmpty ? "nothing" : "text"
    case .sequence: "a list"
    case .mapping: "a map"
    }
  }

  /// Equal in content, whatever the places and the way of quoting.
  package func says(same other: Node) -> Bool {
    switch (form, other.form) {
    case (.scalar(let a), .scalar(let b)): a.text == b.text
    case (.sequence(let a), .sequence(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.says(same: $1) }
    case (.mapping(let a), .mapping(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.name == $1.name && $0.value.says(same: $1.value) }
    default: false
    }
  }
}
