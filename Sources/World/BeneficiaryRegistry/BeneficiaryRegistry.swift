package import Facts
package import Population
import Synchronization
package import Timeline

/// The integrated beneficiary registry: who is in which programme, as the programmes tell it.
package final class BeneficiaryRegistry: Register {
  struct Record: Sendable {
    let person: [Identifier]
    let programme: String
    var state: String
    var counts: Bool { state == "enrolled" || state == "suspended" }
  }
  private let story: Story
  private let deviations: Set<String>
  private let records = Mutex<[Record]>([])

  package init(story: Story, policies: Settings = Settings(), deviations: Set<String> = []) {
    self.story = story
    self.deviations = deviations
  }

  package var card: RegisterCard { .beneficiaryRegistry }

  package func take(_ message: Message, _ activity: Activity, _ peers: any Peers) async -> Reply {
    guard let person = message.facts[.personID], !person.isEmpty, let programme = message.facts[.programme] else {
      return .refused("incomplete-message")
    }
    switch message.kind {
    case .enrolment:
      guard let state = message.facts[.enrolmentState] else { return .refused("incomplete-message") }
      guard ["enrolled", "suspended", "ended", "not-enrolled"].contains(state) else { return .refused("unknown-state") }
      if !deviations.contains("forgets-enrolments") { set(person, programme, state) }
      return .accepted
    case .enrolled:
      var facts = Facts()
      facts[.isEnrolled] = deviations.contains("denies-everybody") ? false : isEnrolled(person, programme)
      return Reply(.accepted, facts: facts)
    default: return .refused("unknown-kind")
    }
  }

  package func act(_ act: Act, _ activity: Activity, _ peers: any Peers) async throws(Refused) -> Facts {
    guard ["enrolled", "retire"].contains(act.name) else {
      throw Refused("the beneficiary registry has no act \"\(act.name)\"; it has enrolled, retire")
    }
    for key in act.people("people") + act.people("person") {
      guard let person = story[key] else { throw Refused("nobody in this story is called \"\(key)\"") }
      if act.name == "retire" {
        records.withLock { $0.removeAll { $0.person.names(person.all) } }
      } else if let programme = act.inputs[.programme] {
        set(person.all, programme, "enrolled")
      } else {
        throw Refused("say in which programme")
      }
    }
    return Facts()
  }

  package func answer(_ question: Question, at now: WorldInstant) -> Answer {
    guard question.name == "enrolled", let person = question.person.flatMap({ story[$0] }), let programme = question.inputs[.programme]
    else { return Answer(nil) }
    return Answer(isEnrolled(person.all, programme) ? "enrolled" : "not-enrolled")
  }

  private func isEnrolled(_ person: [Identifier], _ programme: String) -> Bool {
    records.withLock { records in records.contains { $0.programme == programme && $0.person.names(person) && $0.counts } }
  }

  private func set(_ person: [Identifier], _ programme: String, _ state: String) {
    records.withLock { records in
      if let i = records.firstIndex(where: { $0.programme == programme && $0.person.names(person) }) {
        records[i].state = state
      } else {
        records.append(Record(person: person, programme: programme, state: state))
      }
    }
  }
}

extension RegisterCard {
  private static let enrolled = ActCard(
    "enrolled", people: ["people", "person"], inputs: ["programme"], "these people are in the programme")
  /// What the beneficiary registry can do.
  package static let beneficiaryRegistry = RegisterCard(
    role: .ibr, title: "Integrated beneficiary registry",
    acts: [enrolled, ActCard("retire", people: ["people"], "forgets these people, at the end of a story")],
    questions: [
      QuestionCard("enrolled", inputs: ["programme"], answers: ["enrolled", "not-enrolled"], "whether the person is in the programme")
    ],
    givens: [enrolled],
    defects: [
      DeviationCard("forgets-enrolments", "breaks CR-01: acknowledges enrolments and keeps none"),
      DeviationCard("denies-everybody", "breaks CR-01: says of everybody that they are not enrolled"),
    ])
}
