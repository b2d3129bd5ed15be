package import SourceText

/// One assertion that cites a requirement; class, strength and gate belong to the requirement.
package struct Check: Sendable {
  /// `seen` or `none` where the step itself cites.
  package let name: Word
  package let assertion: Assertion
  /// nil only on a page that lint refuses.
  package let requirement: Word?
  package let needs: [Need]
  package let forEach: RowSource?
  /// Why no defect makes it fail; nil where one does, or should.
  package let unproven: Unchecked?
  package let span: SourceSpan
  /// As it is written, variants applied.
  let node: Node
}

/// Something that is said of what a step saw.
package struct Assertion: Sendable {
  package enum Subject: Sendable {
    /// The step itself: that it came, or that it did not.
    case step
    /// `that: event.kind`
    case that(Word)
    /// `of: lines`, narrowed by `where`, led to another list by `join`.
    case of(Word, where: [Field], join: Join?)
  }

  package struct Join: Sendable {
    /// The other list: `$sent.lines`.
    package let to: Reference
    /// The fact that is equal in both.
    package let by: Word
  }

  package let subject: Subject
  package let matcher: Matcher
  /// Whether what it speaks of may be left out: then the check does not apply.
  package var isOfWhatIsSaid = false
  package let span: SourceSpan

  package var join: Join? {
    if case .of(_, _, let join) = subject { join } else { nil }
  }
}

/// A named assertion about what must first be seen unchanged.
package struct Premise: Sendable {
  package let name: Word
  package let assertion: Assertion
}
