/// One thing in a document that its schema does not allow.
package struct SchemaFinding: Hashable, Sendable, CustomStringConvertible {
  /// The validation rule of XML Schema Part 1 or 2: `cvc-pattern-valid`.
  package let rule: String
  package let place: MarkupPlace
  package let why: String
  package let next: String

  package var description: String {
    let place = place.description
    return (place.isEmpty ? "" : place + ": ") + "\(why); \(next) (\(rule))"
  }
}
