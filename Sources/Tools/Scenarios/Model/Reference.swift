package import SourceText

/// `$step.fact`, `$policy.x`, `$each.x`, `$joined.x`: a value that is known when the step is played.
///
/// The outputs of flows are already followed: `$sent.lines.sum` refers to the step of the flow that saw the lines.
package struct Reference: Sendable, Hashable {
  package enum Root: Sendable, Hashable {
    /// A step by its id; within a flow `include/step`. An empty path means all that the step saw: its transfer, or its answer.
    case step(String)
    /// A policy; its name is the first of the path.
    case policy
    /// The row of `for-each`; an empty path is a row that is one word.
    case each
    /// The line to which `join` leads.
    case joined
    /// An input of a flow; only within a flow file, replaced when it is included.
    case with
  }

  package let root: Root
  package let path: [String]
  /// As it stands on the page.
  package let written: String
  package let span: SourceSpan

  package init(root: Root, path: [String], written: String, span: SourceSpan) {
    (self.root, self.path, self.written, self.span) = (root, path, written, span)
  }

  /// The id of the step, where it refers to one.
  package var step: String? {
    if case .step(let id) = root { id } else { nil }
  }
  /// The path as one text: `lines.sum`.
  package var fact: String { path.joined(separator: ".") }
  package var policy: String? { root == .policy ? path.first : nil }

  package static func == (a: Reference, b: Reference) -> Bool { a.root == b.root && a.path == b.path }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(root)
    hasher.combine(path)
  }

  /// What a reference asks of any step: the name of its cycle, what it was answered, what it saw, what went over the wire.
  package static let ofEveryStep = ["name", "answer", "list", "lines", "sent", "body"]

  /// First words of a reference that are not steps; no step may be called so.
  package static let reserved = ["policy", "each", "joined", "with"]
}
