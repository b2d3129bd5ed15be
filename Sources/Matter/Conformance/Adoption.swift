/// Which body adopted a profile, and when. A profile without one is a draft, and everything that follows from it says so.
package struct Adoption: Hashable, Sendable {
  package var body: String
  /// A date as published, `2026-05-01`.
  package var date: String

  /// Nil unless both the body and the date are named: half an adoption is none.
  package init?(body: String, date: String) {
    guard !body.isEmpty, !date.isEmpty else { return nil }
    self.body = body
    self.date = date
  }
}
