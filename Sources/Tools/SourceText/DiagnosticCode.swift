/// A stable number for a kind of finding: `AS-031`. Never reused, never renumbered.
package struct DiagnosticCode: Sendable, Hashable, CustomStringConvertible {
  package let number: Int
  package let severity: Diagnostic.Severity
  package let title: String
  /// What to do, where the finding has nothing more precise to say.
  package let next: String
  /// One paragraph: why it matters.
  package let page: String

  init(_ number: Int, _ severity: Diagnostic.Severity, _ title: String, next: String, _ page: String) {
    (self.number, self.severity, self.title, self.next, self.page) = (number, severity, title, next, page)
  }

  init(_ number: Int, _ title: String, next: String, _ page: String) {
    self.init(number, .error, title, next: next, page)
  }

  package var description: String {
    let digits = String(number)
    return "AS-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }

  package static func == (a: DiagnosticCode, b: DiagnosticCode) -> Bool { a.number == b.number }
  package func hash(into hasher: inout Hasher) { hasher.combine(number) }

  /// The code that somebody names: `AS-031`, `as-31` or `31`.
  package static func named(_ text: String) -> DiagnosticCode? {
    let digits = text.lowercased().hasPrefix("as-") ? text.dropFirst(3) : text[...]
    guard let number = Int(digits) else { return nil }
    return catalogue.first { $0.number == number }
  }
}
