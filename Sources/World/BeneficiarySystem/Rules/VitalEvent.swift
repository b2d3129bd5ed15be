package import Facts

/// What a message says of a birth or death, checked before anything is made of it.
package struct VitalEvent: Hashable, Sendable {
  package enum Fault: String, Error, Hashable, Sendable {
    case futureDate = "future-date"
    case incomplete = "incomplete-event"
  }
  package let kind: MessageKind
  /// The child of a birth, the deceased of a death.
  package let subject: Party
  package let mother: Party?
  package let date: Day
  package let registered: Day
  /// By any of these the same event is known again: the source's id, the registration number, or the person and the day.
  package let marks: [String]

  package init(_ message: Message, today: Day) throws(Fault) {
    let facts = message.facts
    let isDeath = message.kind == .deathRegistered
    kind = message.kind
    var ids = (isDeath ? facts[.personID] : facts[.childID]) ?? []
    if !isDeath, let brn = facts[.childBRN], ids[.brn] == nil { ids.append(Identifier(.brn, brn)) }
    guard !ids.isEmpty || message.kind == .birthNotified else { throw .incomplete }
    guard let date = facts[.eventDate] ?? (message.kind == .birthCancelled ? today : nil) else { throw .incomplete }
    let registered = facts[.registrationDate] ?? today
    guard date <= today, registered <= today else { throw .futureDate }
    self.date = date
    self.registered = registered
    subject =
      isDeath
      ? Party(ids, name: facts[.personName] ?? "", born: facts[.personBirthDate], sex: facts[.personSex])
      : Party(ids, name: facts[.childName] ?? "", born: date, sex: facts[.childSex])
    mother = facts[.motherID].flatMap { ids in
      ids.isEmpty ? nil : Party(ids, name: facts[.motherName] ?? "", born: facts[.motherBirthDate], sex: "female")
    }
    let own = facts[.eventID].map { ["event \($0)"] } ?? []
    let numbers = (isDeath ? facts[.deathDRN].map { ["DRN \($0)"] } : ids[.brn].map { ["BRN \($0)"] }) ?? []
    marks = own + numbers + ids.map { "\($0) on \(date)" }
  }

  package func isSame(as other: VitalEvent) -> Bool { kind == other.kind && marks.contains { other.marks.contains($0) } }
}
