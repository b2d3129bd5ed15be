/// A value with everything that was found while it was made.
///
/// Loading goes on after a finding wherever it can, so that an author sees all of them at once.
package struct Diagnosed<Value: Sendable>: Sendable {
  /// nil only where nothing usable could be made.
  package var value: Value?
  package var diagnostics: [Diagnostic]

  package init(_ value: Value?, _ diagnostics: [Diagnostic] = []) {
    (self.value, self.diagnostics) = (value, diagnostics)
  }

  package var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
  package var isClean: Bool { diagnostics.isEmpty }

  /// The value if there is no error, else all findings.
  package func get() throws(DiagnosedFailure) -> Value {
    guard let value, errors.isEmpty else { throw DiagnosedFailure(diagnostics: diagnostics) }
    return value
  }
}

/// All that was found, as an error.
package struct DiagnosedFailure: Error, Sendable {
  package let diagnostics: [Diagnostic]

  package init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
