package import Conformance
package import Evidence

/// What a proof can play, and which of it a trial needs. Scenarios are named by their places in the plan, lowest first.
package struct TrialPlan: Sendable {
  package struct Scenario: Hashable, Sendable {
    package let key: String
    package let suite: String
    /// `CR-01/malformed`, without its rows; nil for a base.
    package let variant: String?
    package let base: String
    package let cites: Set<RequirementID>
    /// Roles that a check judges.
    package let binds: Set<RoleName>
    /// Roles that stand in the story: at an end of its edges, or judged.
    package let roles: Set<RoleName>
  }
  package let scenarios: [Scenario]

  /// `edges`: the roles at the ends of a scenario's edges. `binds`: the role of a requirement, by its id.
  package init(_ planned: [(one: Planned, edges: Set<RoleName>)], binds: (String) -> RoleName?) {
    scenarios = planned.map { one, edges in
      let cited = Set(one.checks.compactMap(\.requirement))
      let name = CheckName(one.key, "")
      let bound = Set(cited.compactMap(binds))
      return Scenario(
        key: one.key, suite: one.suite, variant: one.variant.map { "\(name.base)/\($0)" }, base: name.base,
        cites: Set(cited.map { RequirementID($0) }), binds: bound, roles: bound.union(edges))
    }
  }

  package func cites(_ requirement: RequirementID) -> Bool { scenarios.contains { $0.cites.contains(requirement) } }

  /// Whether something here can judge a defect: a check that cites what it breaks and, where it names the scenarios that can show it,
  /// one of these. Of another suite's scenarios nothing is owed here.
  package func canJudge(_ requirement: RequirementID, in named: [String] = []) -> Bool {
    cites(requirement) && !places(citing: requirement, or: named).isEmpty
  }

  /// What cites the requirement, or what a defect names instead; each variant with its base, so that it can be told what only the
  /// variant sees.
  package func places(citing requirement: RequirementID, or named: [String] = []) -> [Int] {
    func isWanted(_ one: Scenario) -> Bool {
      named.isEmpty ? one.cites.contains(requirement) : named.contains { one.key == $0 || one.key.hasPrefix($0 + "[") }
    }
    let wanted = scenarios.indices.filter { isWanted(scenarios[$0]) }
    let bases = Set(wanted.map { Pair(scenarios[$0].suite, scenarios[$0].base) })
    return scenarios.indices.filter { i in
      let one = scenarios[i]
      return isWanted(one) || (one.variant == nil && bases.contains(Pair(one.suite, one.key)))
    }
  }

  /// The family of a requirement, as far as what a role does can reach it: everything in the suites of which a check cites the requirement,
  /// where the role stands in the story.
  package func family(of requirement: RequirementID, with role: RoleName) -> [Int] {
    let suites = Set(scenarios.filter { $0.cites.contains(requirement) }.map(\.suite))
    return scenarios.indices.filter { suites.contains(scenarios[$0].suite) && scenarios[$0].roles.contains(role) }
  }

  /// Scenarios in which a check judges the role.
  package func places(judging role: RoleName) -> [Int] { scenarios.indices.filter { scenarios[$0].binds.contains(role) } }

  /// Each variant with its base, once, in order.
  package var variants: [(variant: String, base: String)] {
    var known = Set<String>()
    return scenarios.compactMap { one in
      guard let variant = one.variant, known.insert(variant).inserted else { return nil }
      return (variant, one.base)
    }
  }

  /// In which order trials of these weights are begun: the heaviest first, so that none is left over at the end; else as they stand.
  package static func order(_ weights: [Int]) -> [Int] {
    weights.indices.sorted { weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1 }
  }

  private struct Pair: Hashable {
    let suite: String
    let key: String
    init(_ suite: String, _ key: String) { (self.suite, self.key) = (suite, key) }
  }
}
