/// One reason why a run may not be certified.
package struct CertificateRefusal: Hashable, Sendable {
  /// The catalogue is closed; the order here is the order in which reasons are told.
  package enum Rule: String, Sendable, CaseIterable {
    case selection = "refused.selection"
    case noProfile = "refused.no-profile"
    case partOfProfile = "refused.part-of-profile"
    case noLevel = "refused.no-level"
    case interrupted = "refused.interrupted"
    case accounting = "refused.accounting"
    case error = "refused.error"
    case unreviewed = "refused.unreviewed"
    case noNonce = "refused.no-nonce"
    case foreignSeed = "refused.foreign-seed"
    case seedPlayed = "refused.seed-played"
    case metWithoutChange = "refused.met-without-change"
    case runsUncounted = "refused.runs-uncounted"
    case noEnd = "refused.no-end"
    case sandbox = "refused.sandbox"
    case noProduct = "refused.no-product"
    case unsealedPeople = "refused.unsealed-people"
    case unassigned = "refused.unassigned"
    case expired = "refused.expired"
    case drifted = "refused.drifted"
    case hostile = "refused.hostile"
    case waivedGate = "refused.waived-gate"
  }

  package var rule: Rule
  /// What it is about, as a reader finds it; empty where the rule says it all.
  package var names: [String]

  package init(_ rule: Rule, _ names: [String] = []) {
    self.rule = rule
    self.names = names
  }
}

extension CertificateRefusal: CustomStringConvertible {
  private static let shown = 3

  /// `checks are in error: CR-06 stopped.no-line, and 2 more`
  package var description: String {
    guard !names.isEmpty else { return rule.sentence }
    let more = names.count - Self.shown
    return "\(rule.sentence): \(names.prefix(Self.shown).joined(separator: ", "))" + (more > 0 ? ", and \(more) more" : "")
  }
}
