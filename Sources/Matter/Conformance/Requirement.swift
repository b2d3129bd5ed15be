/// A clause that binds one role. Checks only cite it: strength, class, grade and gate stand here and nowhere else.
package struct Requirement: Hashable, Sendable {
  package var id: RequirementID
  package var binds: RoleName
  package var `class`: RequirementClass
  package var strength: Strength
  package var authority: Authority
  /// The least grade of evidence that can meet it; nil where any will do.
  package var grade: Grade?
  package var gate: Gate?
  /// The condition under which it applies, as the suite words it.
  package var when: String?
  package var text: String
  /// The published text and clause that it is taken from.
  package var source: String?
  /// Readings of a text that is open, and how each is ruled.
  package var interpretations: [Interpretation]
  /// Ids that it had before: never given to another one, and followed by what still says them.
  package var formerly: [RequirementID]

  package init(
    id: RequirementID, binds: RoleName, class: RequirementClass, strength: Strength, authority: Authority, grade: Grade? = nil,
    gate: Gate? = nil, when: String? = nil, text: String, source: String? = nil, interpretations: [Interpretation] = [],
    formerly: [RequirementID] = []
  ) {
    self.id = id
    self.binds = binds
    self.class = `class`
    self.strength = strength
    self.authority = authority
    self.grade = grade
    self.gate = gate
    self.when = when
    self.text = text
    self.source = source
    self.interpretations = interpretations
    self.formerly = formerly
  }

  /// By the id that it has, or one that it had.
  package func isCalled(_ id: RequirementID) -> Bool { id == self.id || formerly.contains(id) }

  /// Whether evidence of this grade can meet the requirement. Ungraded evidence does only where no grade is asked.
  package func accepts(_ evidence: Grade?) -> Bool {
    guard let evidence else { return grade == nil && gate == nil }
    if gate != nil && !evidence.satisfiesGates { return false }
    return grade.map(evidence.isAtLeast) ?? true
  }
}
