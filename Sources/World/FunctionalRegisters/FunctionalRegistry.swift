package import Facts
package import Population
import Records
import Synchronization
package import Timeline

/// A register beside the civil one: it enters people, shows their records to who asks, and tells its subscribers.
package final class FunctionalRegistry: Register {
  let desk: Desk
  let story: Story
  private let deviations: Set<String>
  private let state = Mutex(State())

  struct State: Sendable {
    var people = RecordBook()
    var groups = RecordBook()
    var subscriptions = Subscriptions()
  }

  package static let roles: [Role] = Desk.all.map(\.role)

  /// nil where no such register keeps the role.
  package init?(_ role: Role, story: Story, deviations: Set<String> = []) {
    guard let desk = Desk.all.first(where: { $0.role == role }) else { return nil }
    self.desk = desk
    self.story = story
    self.deviations = deviations
  }

  package var card: RegisterCard { RegisterCard(desk) }

  func has(_ defect: RecordDefect) -> Bool { deviations.contains(defect.rawValue) }
  func with<R: Sendable>(_ body: (inout sending State) -> sending R) -> R { state.withLock { body(&$0) } }

  package func take(_ message: Message, _ activity: Activity, _ peers: any Peers) async -> Reply {
    switch message.kind {
    case .subscription:
      let code = activity.id("subscription")
      return with { $0.subscriptions.begin(message, code: code, today: activity.today, in: self.desk.attributes) }
    case .subscriptionEnded: return with { $0.subscriptions.end(message) }
    case .personRecord:
      let isOfGroups = message.facts[.entity] == "group"
      return with { state in
        (isOfGroups ? state.groups : state.people).find(message, in: self.desk.attributes, shows: self.has)
      }
    default:
      guard let person = message.facts[.personID], !person.isEmpty else { return .refused("incomplete-message") }
      let record = with { $0.people.record(person) }
      return desk.answer(message.kind, record) ?? .refused("unknown-kind")
    }
  }

  package func answer(_ question: Question, at now: WorldInstant) -> Answer {
    guard question.name == "registered", let person = question.person.flatMap({ story[$0] }) else { return Answer(nil) }
    let record = with { $0.people.record(person.all) }
    return Answer(record == nil ? "unknown" : "registered", record?.facts ?? Facts())
  }
}
