/// A declaration held against a run, both ways. It changes no result: what the profile calls core cannot be undeclared.
package struct DeclarationAccount: Hashable, Sendable {
  package struct Lie: Hashable, Sendable, CustomStringConvertible {
    package enum Kind: String, Sendable, CaseIterable {
      case claimedButFailing = "claimed, but failing"
      /// Nothing passed and nothing failed.
      case claimedButUnseen = "claimed, but not seen"
      case answersUnclaimed = "not claimed, yet answering"
      /// A scenario that judges the core is declared as not supported.
      case coreUndeclared = "core, and cannot be undeclared"
    }
    package var kind: Kind
    /// `CR-06/duplicate`, `events: dci-crvs`
    package var name: String
    /// The check that shows it.
    package var check: CheckID?

    package init(_ kind: Kind, _ name: String, check: CheckID? = nil) {
      self.kind = kind
      self.name = name
      self.check = check
    }
    package var description: String { "\(name): \(kind.rawValue)" }
  }

  package let declaration: Declaration
  package let lies: [Lie]

  /// `scenarios` in the order of the run, with all their checks; `spoken` are the dialects in which the role was seen to say something
  /// that could be read.
  package init(
    _ declaration: Declaration, scenarios: [(key: String, checks: [CheckResult])], core: [RequirementID],
    spoken: [(edge: String, dialect: String)]
  ) {
    self.declaration = declaration
    let features =
      declaration.features.isEmpty
      ? [] : scenarios.compactMap { Self.lie(declaration, $0.key, $0.checks.filter { $0.judges == declaration.role }, core) }
    let speech = declaration.speech.compactMap { claim -> Lie? in
      let heard = spoken.filter { $0.edge == claim.edge }.map(\.dialect)
      guard let dialect = claim.dialect else {
        return heard.first.map { Lie(.answersUnclaimed, "\(claim.edge): \($0)") }
      }
      return heard.contains(dialect) ? nil : Lie(.claimedButUnseen, "\(claim.edge): \(dialect)")
    }
    lies = features + speech
  }

  private static func lie(_ declaration: Declaration, _ key: String, _ checks: [CheckResult], _ core: [RequirementID]) -> Lie? {
    let failed = checks.first { $0.verdict == .fail }
    let passed = checks.first { $0.verdict == .pass }
    let isApplicable = checks.contains { $0.verdict != .notApplicable }
    if declaration.claims(key) {
      if let failed { return Lie(.claimedButFailing, key, check: failed.id) }
      return passed == nil && isApplicable ? Lie(.claimedButUnseen, key, check: checks.first { $0.verdict.isUnseen }?.id) : nil
    }
    if failed == nil, let passed { return Lie(.answersUnclaimed, key, check: passed.id) }
    // A variant asks for more than the story that the core is made of.
    guard !key.contains("/") else { return nil }
    let ofCore = checks.first { check in check.requirement.map(core.contains) ?? false }
    return isApplicable ? ofCore.map { Lie(.coreUndeclared, key, check: $0.id) } : nil
  }
}
