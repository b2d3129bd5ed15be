/// Whose word a requirement is.
package enum Authority: String, Sendable, CaseIterable {
  /// A clause of a published text.
  case standard
  /// A stricter reading by a named body.
  case profile
  /// Drawn from the workshop's use cases.
  case useCase = "use-case"
}
