/// Requirements counted by state, with what they weigh. Both ends are always printed: what is met, and what could be if all unseen were.
package struct Tally: Hashable, Sendable {
  package private(set) var met = 0
  package private(set) var notMet = 0
  package private(set) var unseen = 0
  private var weightMet = 0
  private var weightUnseen = 0
  private var weightAll = 0

  package init() {}

  /// Counts one requirement. What is not applicable stands outside every score.
  package mutating func add(_ state: RequirementState, weight: Int = 1) {
    switch state {
    case .met:
      met += 1
      weightMet += weight
    case .notMet: notMet += 1
    case .unseen:
      unseen += 1
      weightUnseen += weight
    case .notApplicable: return
    }
    weightAll += weight
  }

  package var all: Int { met + notMet + unseen }

  /// Met over all three, in whole percent rounded down, so that 100 % is said only of everything. Nil where nothing applies.
  package var percent: Int? { share(weightMet) }

  /// The same if all that is unseen were met, rounded down as well.
  package var atMost: Int? { share(weightMet + weightUnseen) }

  private func share(_ part: Int) -> Int? { weightAll == 0 ? nil : part * 100 / weightAll }
}

extension Tally: CustomStringConvertible {
  /// `41 met, 4 not met, 5 unseen: 82 %, at most 92 %`
  package var description: String {
    guard let percent, let atMost else { return "nothing applies" }
    return "\(met) met, \(notMet) not met, \(unseen) unseen: \(percent) %, at most \(atMost) %"
  }
}
