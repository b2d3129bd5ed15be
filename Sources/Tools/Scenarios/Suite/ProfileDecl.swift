package import Conformance
package import SourceText

/// A profile with the places where its words are written.
package struct ProfileDecl: Sendable {
  package let profile: Profile
  package let role: Word
  /// Edges with the dialects in which the profile speaks of them.
  package let speech: [(edge: Word, dialects: [Word])]
  /// Where its name stands.
  package let span: SourceSpan
}
