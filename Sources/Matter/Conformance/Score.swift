/// The score of one role: a tally for each class, unweighted, and a total by weight (outcome 4, protocol and security 2, others 1).
package struct Score: Hashable, Sendable {
  package struct Part: Hashable, Sendable {
    package var `class`: RequirementClass
    package var tally: Tally
  }

  /// In the order of `RequirementClass.allCases`; classes in which nothing applies are left out.
  package var classes: [Part]
  package var total: Tally

  package init(_ results: [RequirementResult]) {
    total = Tally()
    for result in results { total.add(result.state, weight: result.requirement.class.weight) }
    classes = RequirementClass.allCases.compactMap { kind in
      var tally = Tally()
      for result in results where result.requirement.class == kind { tally.add(result.state) }
      return tally.all == 0 ? nil : Part(class: kind, tally: tally)
    }
  }
}
