import Facts
import Population
import Timeline

// What others report: it is written down and followed, and is no registration.
extension CivilRegistry {
  /// The same case, reported again, is the same event. Who wants to hear of births that are only notified is told of the first report.
  func note(_ message: Message, _ activity: Activity, _ peers: any Peers) -> Reply {
    guard let name = message.facts[.childName], let born = message.facts[.eventDate] else { return .refused("incomplete-message") }
    if has(.wantsTheMother), message.facts[.motherID] == nil { return .refused("mother-missing") }
    if has(.refusesReports) { return .refused("not-now") }
    guard born <= activity.today else { return .refused("future-date") }
    let caseID = message.facts[.caseID] ?? ""
    let event = VitalEvent(kind: .notifiedBirth, id: activity.id("event"), date: born, registered: nil)
    let child = story.people.first { $0.name.description == name && $0.born == born && !$0.isOrganisation }
    let isRefused = with { state in state.refusals.contains { $0 == nil || $0 == child?.key } }
    guard !isRefused else { return .refused("evidence-missing") }
    let mother = message.facts[.motherID].flatMap { story.person(named: $0) }
    let (reply, noted): (Reply, CivilRecord?) = with { state in
      var facts = Facts()
      if let known = state.reported.first(where: { $0.caseID == caseID }) {
        if has(.refusesRepeatedReports) { return (.refused("conflict"), nil) }
        facts[.eventID] = has(.numbersEachCopy) ? event.id : known.event
        return (Reply(.accepted, facts: facts), nil)
      }
      var noted: CivilRecord?
      if let child, var record = state[child.key] {
        guard !record.isRegistered else { return (.refused("registered-already"), nil) }
        // Of several reports the registrar follows the first.
        if record.birth == nil { record.birth = event }
        record.born = born
        record.mother = record.mother ?? mother?.key
        state.put(record)
        noted = record
      }
      state.reported.append((caseID, event.id))
      facts[.eventID] = event.id
      return (Reply(.accepted, facts: facts), noted)
    }
    if let noted { tell((event, noted), activity, peers) }
    return reply
  }
}
