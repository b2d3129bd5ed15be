import DialectsCivil
import DialectsDCI
import Facts
import Testing

/// Days that cannot be, and numbers with another's date of birth, are said in each dialect, and heard as what they are.
@Suite("Deaths that cannot be") struct EventFaultTests {
  private static func heard(_ fault: EventFault, _ told: [Message], _ said: Message) -> Bool {
    guard let facts = told.last?.facts, let honest = said.facts[.personBirthDate], let day = said.facts[.registrationDate] else {
      return false
    }
    return switch fault {
    case .beforeBirth: facts[.eventDate].map { $0 < honest } ?? false
    case .inTheFuture: facts[.eventDate].map { $0 > day } ?? false
    case .noSuchDay: facts[.eventDate] == nil
    case .anotherBirthDate: facts[.personBirthDate].map { $0 != honest } ?? false
    }
  }

  @Test("They are heard as they are said", arguments: EventFault.allCases, [OpenCRVS.Generation.webhooks, .triggers])
  func civil(fault: EventFault, generation: OpenCRVS.Generation) {
    var pair = CivilPair(generation)
    if generation == .webhooks { _ = pair.subscribe("death-registered") }
    var said = CivilSaid.message(.deathRegistered)
    said.fault = FaultName(fault.rawValue)
    #expect(pair.say(said) == .accepted)
    #expect(Self.heard(fault, pair.told, said), "\(pair.told)")
  }

  @Test("They are heard as they are said over DCI", arguments: EventFault.allCases)
  func dci(fault: EventFault) {
    var (maker, pair) = (MessageMaker(9), DCIPair(settings: []))
    var said = maker.event(.deathRegistered)
    said.facts[.personBirthDate] = said.facts[.personBirthDate] ?? Day("1955-01-31")
    said.facts[.registrationDate] = said.facts[.registrationDate] ?? Day("2026-11-22")
    said.fault = FaultName(fault.rawValue)
    #expect(pair.say(said) == .accepted)
    #expect(Self.heard(fault, pair.told, said), "\(pair.told)")
  }
}
