/// A parameter of an operation.
package struct APIParameter: Sendable {
  package enum Place: String, Hashable, Sendable { case path, query, header, cookie }

  package let name: String
  package let place: Place
  package let isRequired: Bool
  package let pointer: JSONPointer
  /// Of the value, or of the document that the value holds when `mediaType` is said.
  package let schema: SchemaSite?
  package let mediaType: String?

  init?(_ cursor: Cursor) {
    guard let name = cursor["name"]?.text, let place = cursor["in"]?.text.flatMap({ Place(rawValue: $0) }) else { return nil }
    (self.name, self.place) = (name, place)
    isRequired = place == .path || cursor["required"]?.bool == true
    pointer = cursor.pointer
    let content = cursor["content"]?.members.first { _ in true }
    mediaType = content?.name
    schema = APIOperation.site(content?.value ?? cursor, .request)
  }

  func isSame(as other: APIParameter) -> Bool { place == other.place && Self.isSame(name, other.name, place) }

  /// Names of headers are the same in any case.
  static func isSame(_ a: String, _ b: String, _ place: Place) -> Bool {
    place == .header ? a.lowercased() == b.lowercased() : a.utf8.elementsEqual(b.utf8)
  }
}
