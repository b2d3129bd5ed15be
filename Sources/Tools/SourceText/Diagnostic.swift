/// One thing to say about a text: what, where, and what to do next.
package struct Diagnostic: Error, Sendable, Equatable {
  package enum Severity: String, Sendable { case error, warning }

  /// A second place that explains the first.
  package struct Note: Sendable, Equatable {
    package var message: String
    package var span: SourceSpan?

    package init(_ message: String, _ span: SourceSpan? = nil) {
      (self.message, self.span) = (message, span)
    }
  }

  package var code: DiagnosticCode
  package var severity: Severity
  package var message: String
  /// What the author does about it.
  package var next: String
  package var span: SourceSpan
  package var notes: [Note]

  package var file: SourceFile { span.file }

  /// Severity and `next` are those of the catalogue where none is given.
  package init(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan, next: String? = nil, severity: Severity? = nil, notes: [Note] = []
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.message = message
    self.next = next ?? code.next
    self.span = span
    self.notes = notes
  }
}
