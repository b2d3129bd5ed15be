package import Facts
package import Population
import Records
import Synchronization
package import Timeline

/// The civil registry: births, deaths, marriages, divorces and what becomes of their records. It tells its listeners of each, and answers
/// who somebody is on record.
package final class CivilRegistry: Register {
  let story: Story
  let populace: Populace?
  private let deviations: Set<String>
  private let state: Mutex<CivilState>

  /// `populace`: people of the same world beyond the story, all with a registered birth.
  package init(story: Story, populace: Populace? = nil, deviations: Set<String> = []) {
    self.story = story
    self.populace = populace
    self.deviations = deviations
    state = Mutex(CivilState(people: story.people))
  }

  package var card: RegisterCard { .civilRegistry }

  func has(_ defect: CivilDefect) -> Bool { deviations.contains(defect.rawValue) }
  func shows(_ twist: CivilTwist) -> Bool { deviations.contains(twist.rawValue) }
  func with<R, E: Error>(_ body: (inout sending CivilState) throws(E) -> sending R) throws(E) -> sending R { try state.withLock(body) }

  package func take(_ message: Message, _ activity: Activity, _ peers: any Peers) async -> Reply {
    switch message.kind {
    case .subscription: subscribe(message, code: activity.id("subscription"), today: activity.today)
    case .subscriptionEnded: unsubscribe(message)
    case .birthReported: note(message, activity, peers)
    case .personRecord: find(message, at: activity.now)
    default: .refused("unknown-kind")
    }
  }

  package func arrange(_ arrangement: Arrangement, at now: WorldInstant) throws(Refused) {
    if arrangement.subject == "reports" {
      guard arrangement.does == "refused" else { throw Refused("reports can be refused, not \"\(arrangement.does)\"") }
      return with { $0.refusals.append(arrangement.about) }
    }
    let arranged: Arranged
    switch arrangement.subject {
    case "records": arranged = try Arranged(arrangement, at: now)
    case "events": arranged = try Arranged(arrangement, among: [.late], at: now)
    default: throw Refused("the civil registry can arrange records, reports and events, not \"\(arrangement.subject)\"")
    }
    with { $0.arranged.append(arranged) }
  }

  private func subscribe(_ message: Message, code: String, today: Day) -> Reply {
    let wanted = (message.facts[.wanted] ?? "").split(separator: " ").map { MessageKind($0) }
    guard !wanted.isEmpty, wanted.allSatisfy(RegisterCard.tellable.contains) else { return .refused("unknown-event") }
    return with { state in
      if has(.endsForEver), state.hasEnded {
        var facts = Facts()
        facts[.subscriptionCode] = code
        return Reply(.accepted, facts: facts)
      }
      var message = message
      if has(.forgetsExpiry) { message.facts[.subscriptionDays] = nil }
      return state.subscriptions.begin(message, code: code, today: today, in: .civil)
    }
  }

  private func unsubscribe(_ message: Message) -> Reply {
    with { state in
      var message = message
      state.hasEnded = true
      if has(.endsAll) { message.facts[.subscriptionCode] = state.subscriptions.entries.map(\.code).joined(separator: " ") }
      if has(.endsWhatOverlaps), let code = message.facts[.subscriptionCode] {
        message.facts[.subscriptionCode] = state.subscriptions.overlapping(code).joined(separator: " ")
      }
      return state.subscriptions.end(message)
    }
  }

  package func answer(_ question: Question, at now: WorldInstant) -> Answer {
    switch question.name {
    case "record", "registered":
      guard let record = question.person.flatMap({ key in with { $0[key] } }) else { return Answer("unknown") }
      let word: String =
        switch record.birth?.kind {
        case .liveBirth: "registered"
        case .notifiedBirth: "notified"
        case .cancelledBirth: "cancelled"
        default: "unknown"
        }
      return Answer(word, record.birth == nil ? Facts() : row(record))
    case "listens":
      let wanted = with { $0.subscriptions.entries.filter { !$0.isOver(on: now.day) }.flatMap(\.wanted) }
      let asked = question.inputs[.wanted].map { $0.split(separator: " ").map { MessageKind($0) } } ?? []
      var facts = Facts()
      facts[.wanted] = wanted.map(\.text).joined(separator: " ")
      return Answer(!wanted.isEmpty && asked.allSatisfy(wanted.contains) ? "yes" : "no", facts)
    default: return Answer(nil)
    }
  }
}
