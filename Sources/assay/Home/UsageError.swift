import SourceText

/// The command cannot be carried out as it was given. Exit status 2.
///
/// The text says what is wrong and, after the first semicolon, what to do: `there is no suite X; there are A, B`.
struct UsageError: Error, CustomStringConvertible {
  let code: DiagnosticCode
  let what: String
  let next: String

  init(_ text: String) { self.init(.wrongCommand, text) }

  init(_ code: DiagnosticCode, _ text: String) {
    self.code = code
    let cut = text.firstRange(of: "; ")
    what = cut.map { String(text[..<$0.lowerBound]) } ?? text
    next = cut.map { String(text[$0.upperBound...]) } ?? code.next
  }
  /// For a text that may hold a semicolon.
  init(_ code: DiagnosticCode, what: String, next: String? = nil) {
    (self.code, self.what, self.next) = (code, what, next ?? code.next)
  }
  var description: String { "error \(code): \(what)\nnext: \(next)\n" }
}
