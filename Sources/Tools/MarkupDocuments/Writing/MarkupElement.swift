/// An element to be written. A value: messages are made of these, never by joining texts.
package struct MarkupElement: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    case text(String)
    case elements([MarkupElement])
  }
  package struct Attribute: Hashable, Sendable {
    package let name: MarkupName
    package let value: String
    package init(_ name: String, _ value: String, in namespace: String = "") {
      (self.name, self.value) = (MarkupName(name, in: namespace), value)
    }
  }

  package let name: String
  /// Nil: as the element above.
  package let namespace: String?
  package var attributes: [Attribute]
  package var content: Content

  package init(_ name: String, in namespace: String? = nil, attributes: [Attribute] = [], _ text: String) {
    (self.name, self.namespace, self.attributes, content) = (name, namespace, attributes, .text(text))
  }

  /// Elements that are nil are left out.
  package init(_ name: String, in namespace: String? = nil, attributes: [Attribute] = [], _ elements: [MarkupElement?]) {
    (self.name, self.namespace, self.attributes, content) = (name, namespace, attributes, .elements(elements.compactMap { $0 }))
  }

  /// The document with this root, in UTF-8 with its declaration. Throws where XML cannot say a name or a text.
  package func encoded(prefixes: [String: String] = [:]) throws(MarkupRefusal) -> [UInt8] {
    var writer = MarkupWriter(prefixes: prefixes)
    try writer.write(self)
    return try writer.finish()
  }
}
