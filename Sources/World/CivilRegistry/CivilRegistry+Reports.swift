import Facts
import Population
import Timeline

// What others report: it is written down and followed, and is no registration.
extension CivilRegistry {
  /// The same case, reported again, is the same event.
  func note(_ message: Message, _ activity: Activity) -> Reply {
    guard let name = message.facts[.childName], let born = message.facts[.eventDate] else { return .refused("incomplete-message") }
    if has(.refusesReports) { return .refused("not-now") }
    guard born <= activity.today else { return .refused("future-date") }
    let caseID = message.facts[.caseID] ?? ""
    let event = VitalEvent(kind: .notifiedBirth, id: activity.id("event"), date: born, registered: nil)
    let child = story.people.first { $0.name.description == name && $0.born == born && !$0.isOrganisation }
    return with { state in
      var facts = Facts()
      if let known = state.reported.first(where: { $0.caseID == caseID }) {
        if has(.refusesRepeatedReports) { return .refused("conflict") }
        facts[.eventID] = known.event
        return Reply(.accepted, facts: facts)
      }
      if let child, var record = state[child.key] {
        guard !record.isRegistered else { return .refused("registered-already") }
        // Of several reports the registrar follows the first.
        if record.birth == nil { record.birth = event }
        record.born = born
        state.put(record)
      }
      state.reported.append((caseID, event.id))
      facts[.eventID] = event.id
      return Reply(.accepted, facts: facts)
    }
  }
}
