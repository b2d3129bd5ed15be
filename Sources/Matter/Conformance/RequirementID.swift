/// The id under which checks cite a requirement: `UC-CR06-NO-LINE`. Never reused, never renumbered.
package struct RequirementID: Hashable, Sendable {
  package let text: String
  package init(_ text: String) { self.text = text }
}

extension RequirementID: ExpressibleByStringLiteral, CustomStringConvertible, Comparable {
  package init(stringLiteral value: String) { text = value }
  package var description: String { text }
  package static func < (a: RequirementID, b: RequirementID) -> Bool { a.text < b.text }
}
