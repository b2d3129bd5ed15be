package import Conformance
package import SourceText

/// A requirement with the place where it is written.
package struct RequirementDecl: Sendable {
  package let requirement: Requirement
  /// `policy.verify-mother is required`, read; nil where it applies always.
  package let condition: PolicyCondition?
  /// The place in a published edition that says it; nil where `source` does, or nobody but us.
  package let anchor: Anchor?
  /// The schema that is the form that it asks for: its checks judge by that one. nil where it is about something else.
  package let form: Word?
  /// Why no check judges it; nil where one does, or should.
  package let unchecked: Unchecked?
  /// Why it no longer holds; nil while it does. Such a row stays, so that its id is given to nobody else.
  package let withdrawn: String?
  /// Ids that it had before, each where it is written.
  package let formerly: [Word]
  /// Where its id stands.
  package let span: SourceSpan
  /// As it is written.
  let node: Node

  package var id: RequirementID { requirement.id }
}
