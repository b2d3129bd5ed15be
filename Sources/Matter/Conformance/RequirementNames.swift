/// Follows requirements through their renames: a file or a run that says an id of then means the id of now.
package struct RequirementNames: Sendable {
  private let current: [RequirementID: RequirementID]

  package init(_ requirements: [Requirement]) {
    var current: [RequirementID: RequirementID] = [:]
    for one in requirements {
      for old in one.formerly where current[old] == nil { current[old] = one.id }
    }
    // An id that is in force means itself, whatever else claims it.
    for one in requirements { current[one.id] = nil }
    self.current = current
  }

  package func now(_ id: RequirementID) -> RequirementID { current[id] ?? id }
}
