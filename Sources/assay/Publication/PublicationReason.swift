import Scenarios
import SourceText

/// Why a suite may not be published, with what to do about it.
struct PublicationReason: Sendable {
  enum Rule: String, Sendable, CaseIterable {
    case lint, version, proof
    case selfCheck = "self-check"
    case defects, checks, impostors, twins
  }
  let rule: Rule
  let says: String
  let next: String

  init(_ rule: Rule, _ says: String, next: String) { (self.rule, self.says, self.next) = (rule, says, next) }

  init(_ finding: Diagnostic) {
    self.init(.lint, "\(finding.span): \(finding.severity.rawValue) \(finding.code): \(finding.message)", next: finding.next)
  }

  static func unproven(_ one: Suite.WrittenCheck) -> PublicationReason {
    let closed = Unchecked.allCases.map(\.rawValue).joined(separator: ", ")
    return PublicationReason(
      .checks, "\(one.check.name.span): no defect makes \(one.name) fail",
      next: "write a defect that it must find, or say at the check why there is none: `unproven:` with \(closed)")
  }

  static func provenAfterAll(_ one: Suite.WrittenCheck, _ reason: Unchecked) -> PublicationReason {
    PublicationReason(
      .checks, "\(one.check.name.span): \(one.name) is said to be unproven (\(reason.rawValue)), and a defect makes it fail",
      next: "remove `unproven`")
  }
}
