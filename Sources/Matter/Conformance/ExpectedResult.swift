/// One entry of an expectation file: a result other than a pass that is known, owned, and allowed until a day.
package struct ExpectedResult: Hashable, Sendable {
  /// The instance by its key: `CR-06/duplicate`, `CR-01/malformed[missing-id]`.
  package var scenario: String
  package var requirement: RequirementID
  package var reason: Reason
  package var owner: String
  package var link: String?
  /// The last day on which it holds, `2026-12-28`.
  package var expires: String
  package var note: String?
  /// Where it is written, `expectations.yaml:12`.
  package var place: String?

  /// Whom nobody has named yet: a file that was written from a run says so until a person reads it.
  package static let unassigned = "UNASSIGNED"

  package init(
    scenario: String, requirement: RequirementID, reason: Reason, owner: String = unassigned, link: String? = nil, expires: String,
    note: String? = nil, place: String? = nil
  ) {
    self.scenario = scenario
    self.requirement = requirement
    self.reason = reason
    self.owner = owner
    self.link = link
    self.expires = expires
    self.note = note
    self.place = place
  }

  package var isUnassigned: Bool { owner == Self.unassigned }
  /// Days as published sort as text.
  package func isExpired(on day: String) -> Bool { expires < day }
  package func covers(_ scenario: String, _ check: CheckResult) -> Bool {
    scenario == self.scenario && check.requirement == requirement && check.reason == reason
  }

  /// The same entry under the id of now.
  package func renamed(_ names: RequirementNames) -> ExpectedResult {
    var copy = self
    copy.requirement = names.now(requirement)
    return copy
  }

  /// What a system may be expected to do. The harness's own fault, an unreachable system and a stopped run are nobody's habit.
  package static let reasons: [Reason] = Reason.allCases.filter { $0.verdict != .error && $0 != .notRunInterrupted }
}

extension ExpectedResult: CustomStringConvertible {
  /// `CR-06 UC-CR06-NO-LINE fail.assertion`
  package var description: String { "\(scenario) \(requirement) \(reason.rawValue)" }
}
