/// Planned equals accounted for: a check that vanishes, appears from nowhere or is judged twice is a harness fault.
package struct Accounting: Hashable, Sendable {
  package var planned: Int
  package var accounted: Int
  /// Planned, never judged; in the order of the plan.
  package var vanished: [CheckID]
  /// Judged, never planned.
  package var unplanned: [CheckID]
  package var twice: [CheckID]

  package init(planned: [CheckID], judged: [CheckID]) {
    var seen = Set<CheckID>()
    var repeated = Set<CheckID>()
    twice = []
    for id in judged where !seen.insert(id).inserted && repeated.insert(id).inserted { twice.append(id) }
    let plan = Set(planned)
    var told = Set<CheckID>()
    unplanned = judged.filter { !plan.contains($0) && told.insert($0).inserted }
    vanished = planned.filter { !seen.contains($0) }
    self.planned = planned.count
    accounted = planned.count - vanished.count
  }

  package var holds: Bool { vanished.isEmpty && unplanned.isEmpty && twice.isEmpty }
}

extension Accounting: CustomStringConvertible {
  package var description: String {
    if holds { return "\(planned) checks planned, all accounted for" }
    var parts: [String] = []
    func say(_ word: String, _ ids: [CheckID]) {
      if let first = ids.first { parts.append("\(ids.count) \(word) (first: \(first))") }
    }
    say("vanished", vanished)
    say("not planned", unplanned)
    say("judged twice", twice)
    return "\(planned) checks planned, \(parts.joined(separator: ", "))"
  }
}
