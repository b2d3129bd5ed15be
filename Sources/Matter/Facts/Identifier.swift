/// An identifier of a person, record or account in the scheme that issued it.
package struct Identifier: Hashable, Sendable, CustomStringConvertible {
  package let scheme: IdentifierScheme
  package let value: String
  package init(_ scheme: IdentifierScheme, _ value: String) {
    self.scheme = scheme
    self.value = value
  }
  package var description: String { "\(scheme):\(value)" }
}

extension [Identifier] {
  package subscript(_ scheme: IdentifierScheme) -> String? { first { $0.scheme == scheme }?.value }
  /// Whether the two name one person: any value in common is enough. Many wires do not carry the scheme, or call it otherwise.
  package func names(_ other: [Identifier]) -> Bool { contains { id in other.contains { $0.value == id.value } } }
}
