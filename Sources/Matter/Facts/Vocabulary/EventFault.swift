/// A death that cannot be true, or is not plainly this person's, in an otherwise right message: what nobody's benefit may end by.
package enum EventFault: String, CaseIterable, Sendable {
  case beforeBirth = "died-before-birth"
  case inTheFuture = "died-in-the-future"
  case noSuchDay = "no-such-day"
  case anotherBirthDate = "another-birth-date"

  package var says: String {
    switch self {
    case .beforeBirth: "the person died a year before their birth"
    case .inTheFuture: "the person dies in a month"
    case .noSuchDay: "the day of death is in no calendar"
    case .anotherBirthDate: "the person of that number was born on another day"
    }
  }

  package static let cards = allCases.map { FaultCard(FaultName($0.rawValue), .content, on: [.deathRegistered], $0.says) }

  func spoil(_ facts: inout Facts) {
    switch self {
    case .beforeBirth: facts[.eventDate] = facts[.personBirthDate]?.adding(months: -12)
    case .inTheFuture: facts[.eventDate] = facts[.registrationDate]?.adding(days: 30)
    case .noSuchDay: facts[FactName<Day>.eventDate.text] = .text("2025-02-30")
    case .anotherBirthDate: facts[.personBirthDate] = facts[.personBirthDate]?.adding(months: -37)
    }
  }
}

extension Message {
  /// As it is said: with what its fault makes of its facts, where that is one of those above.
  package var spoiled: Message {
    guard let fault = fault.flatMap({ EventFault(rawValue: $0.text) }) else { return self }
    var message = self
    fault.spoil(&message.facts)
    return message
  }
}
