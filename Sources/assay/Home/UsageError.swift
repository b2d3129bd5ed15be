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
  /// An option that asks for a day.
  static func day(_ option: String, _ text: String) -> UsageError {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isFormed = parts.map(\.utf8.count) == [4, 2, 2] && parts.joined().utf8.allSatisfy { (48...57).contains($0) }
    return UsageError("\(option) \(text) \(isFormed ? "is no day of the calendar" : "cannot be read"); write it as 2026-05-01")
  }
  /// For a text that may hold a semicolon.
  init(_ code: DiagnosticCode, what: String, next: String? = nil) {
    (self.code, self.what, self.next) = (code, what, next ?? code.next)
  }
  var description: String { "error \(code): \(what)\nnext: \(next)\n" }
}
