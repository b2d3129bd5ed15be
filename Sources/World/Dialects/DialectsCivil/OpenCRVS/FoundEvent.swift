import Documents
import Facts

/// One event in the answer to a search: what it is, when it was registered and under which number, and its declaration as it now stands.
enum FoundEvent {
  // MARK: writing

  /// A person's record as the events that it consists of, as far as they are wanted.
  static func write(_ row: Facts, _ wanted: [String], _ stamp: Stamp) -> [JSON] {
    var events: [JSON] = []
    let isDead = row[.eventKind] == "death" || row[.deathDRN] != nil
    if wanted.contains("birth") { events.append(event("birth", birth(row), number: row[.childBRN] ?? row[.personID]?[.brn], row, stamp)) }
    if wanted.contains("death"), isDead {
      events.append(event("death", Message(.deathRegistered, from: .crvs, to: .mis, facts: row), number: row[.deathDRN], row, stamp))
    }
    return events
  }

  private static func birth(_ row: Facts) -> Message {
    var facts = row
    facts[.eventDate] = row[.personBirthDate]
    facts[.childID] = row[.personID]
    facts[.childName] = row[.personName]
    facts[.childSex] = row[.personSex]
    return Message(.birthRegistered, from: .crvs, to: .mis, facts: facts)
  }

  private static func event(_ type: String, _ told: Message, number: String?, _ row: Facts, _ stamp: Stamp) -> JSON {
    // What the row tells of last is registered at its own day; of a birth before it, only the day of birth is known here.
    let isLatest = (row[.eventKind] == "death") == (type == "death")
    let registered = (isLatest ? row[.registrationDate] : nil).map(Days.moment)
    let id = isLatest ? row[.eventID] ?? stamp.id("record") : stamp.id("record")
    return .object(of: [
      ("id", .string(id)), ("type", .string(type)), ("status", "REGISTERED"), ("trackingId", .string(tracking(id))),
      ("dateOfEvent", .text(told.facts[.eventDate]?.description)), ("flags", []),
      ("legalStatuses", ["REGISTERED": .object(of: [("acceptedAt", .text(registered)), ("registrationNumber", .text(number))])]),
      ("declaration", EventDocument.declaration(told)),
    ])
  }
  static func tracking(_ id: String) -> String { String(id.filter(\.isHexDigit).uppercased().prefix(6)) }

  // MARK: reading

  /// What an event says of the person whose it is; nil where it is not registered, or no vital event.
  static func read(_ event: JSON) -> Facts? {
    guard let type = event["type"]?.text, let action = Trigger.Action.of(type, "REGISTER") else { return nil }
    if let status = event["status"]?.text, status != "REGISTERED" { return nil }
    let legal = event["legalStatuses"]?["REGISTERED"]
    let registration = EventDocument.Registration(
      event: event["id"]?.text, number: legal?["registrationNumber"]?.text, day: Days.read(legal?["acceptedAt"]))
    var map = event["declaration"]?.members ?? Members()
    for member in map where member.value.isNull { map[member.name] = nil }
    var facts = EventDocument.facts(of: map, action, registration)
    guard action.kind == .birthRegistered else { return facts }
    (facts[.personID], facts[.personName], facts[.personSex]) = (facts[.childID], facts[.childName], facts[.childSex])
    facts[.personBirthDate] = facts[.eventDate]
    (facts[.childID], facts[.childName], facts[.childSex]) = (nil, nil, nil)
    // A birth is what every record begins with, and no news of it.
    (facts[.eventKind], facts[.eventDate]) = (nil, nil)
    return facts
  }

  /// Events of one person as one record: what is told last holds.
  static func together(_ rows: [Facts]) -> [Facts] {
    guard var whole = rows.first(where: { $0[.eventKind] == nil }) ?? rows.first else { return [] }
    for row in rows where row[.eventKind] != nil {
      let ids = (whole[.personID] ?? []) + (row[.personID] ?? []).filter { id in whole[.personID]?.contains(id) != true }
      for entry in row.entries { whole[entry.name] = entry.value }
      whole[.personID] = ids.isEmpty ? nil : ids
    }
    return [whole]
  }
}
