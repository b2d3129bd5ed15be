package import Facts

/// What a message says of a vital event, checked before anything is made of it.
package struct VitalEvent: Hashable, Sendable {
  package enum Fault: String, Error, Hashable, Sendable {
    case futureDate = "future-date"
    case beforeBirth = "before-birth"
    case incomplete = "incomplete-event"
  }
  package let kind: MessageKind
  /// The child of a birth, the deceased of a death, whoever marries, or whose record is corrected.
  package let subject: Party
  package let mother: Party?
  package let father: Party?
  package let spouse: Party?
  package let date: Day
  package let registered: Day
  /// By any of these the same event is known again: the source's id, the registration number, or the person and the day.
  package let marks: [String]

  /// `strictly: false` is a defective system's way: any day will do, and none is today.
  package init(_ message: Message, today: Day, strictly: Bool = true) throws(Fault) {
    let facts = message.facts
    let isBirth = [.birthRegistered, .birthNotified, .birthCancelled, .stillbirthRegistered].contains(message.kind)
    kind = message.kind
    var ids = (isBirth ? facts[.childID] : facts[.personID]) ?? []
    if isBirth, let brn = facts[.childBRN], ids[.brn] == nil { ids.append(Identifier(.brn, brn)) }
    guard !ids.isEmpty || message.kind == .birthNotified else { throw .incomplete }
    guard let date = facts[.eventDate] ?? ([.birthCancelled, .deathCancelled].contains(message.kind) || !strictly ? today : nil) else {
      throw .incomplete
    }
    let registered = facts[.registrationDate] ?? today
    guard date <= today && registered <= today || !strictly else { throw .futureDate }
    if strictly, !isBirth, let born = facts[.personBirthDate], date < born { throw .beforeBirth }
    self.date = date
    self.registered = registered
    subject =
      isBirth
      ? Party(ids, name: facts[.childName] ?? "", born: date, sex: facts[.childSex])
      : Party(ids, name: facts[.personName] ?? "", born: facts[.personBirthDate], sex: facts[.personSex])
    mother = facts[.motherID].flatMap { ids in
      ids.isEmpty ? nil : Party(ids, name: facts[.motherName] ?? "", born: facts[.motherBirthDate], sex: "female")
    }
    father = facts[.fatherID].flatMap { $0.isEmpty ? nil : Party($0) }
    spouse = facts[.spouseID].flatMap { $0.isEmpty ? nil : Party($0) }
    marks = VitalEvent.marks(message.kind, facts, ids, date, isBirth: isBirth)
  }

  private static func marks(_ kind: MessageKind, _ facts: Facts, _ ids: [Identifier], _ date: Day, isBirth: Bool) -> [String] {
    // A record may be corrected twice on one day, and all that happens to it may have one id: then what it says is the difference.
    if [.recordCorrected, .adoptionRegistered].contains(kind) {
      let born = facts[.personBirthDate]?.description ?? ""
      let says = "\(facts[.personName] ?? "") \(born) \(facts[.personSex] ?? "") \(facts[.motherID]?.first?.value ?? "")"
      return ids.map { "\($0) says \(says)" }
    }
    let own = facts[.eventID].map { ["event \($0)"] } ?? []
    let number =
      isBirth
      ? ids[.brn].map { "BRN \($0)" } : [.deathRegistered, .deathCancelled].contains(kind) ? facts[.deathDRN].map { "DRN \($0)" } : nil
    return own + (number.map { [$0] } ?? []) + ids.map { "\($0) on \(date)" }
  }

  package func isSame(as other: VitalEvent) -> Bool { kind == other.kind && marks.contains { other.marks.contains($0) } }
}
