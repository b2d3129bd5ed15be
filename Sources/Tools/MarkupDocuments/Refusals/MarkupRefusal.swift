/// Why XML, a schema or an expression is not taken, where, and what to do next.
package struct MarkupRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package let code: Code
  package let place: MarkupPlace
  package let why: String
  package let next: String

  init(_ code: Code, _ why: String, at place: MarkupPlace = MarkupPlace(), next: String? = nil) {
    self.code = code
    self.place = place
    self.why = why
    self.next = next ?? code.next
  }

  package var description: String {
    let place = place.description
    return (place.isEmpty ? "" : place + ": ") + "\(why); \(next) (\(code))"
  }
}
