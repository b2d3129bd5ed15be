/// Why a report could not be written, and what to do about it.
package struct ReportFailure: Error, Hashable, Sendable, CustomStringConvertible {
  package let why: String
  package let next: String

  package init(_ why: String, next: String) {
    self.why = why
    self.next = next
  }
  package var description: String { "\(why); \(next)" }
}
