package import Facts
package import Population
import Records
import Synchronization
package import Timeline

/// The beneficiary-management system: hears of births and deaths, decides who is paid, sends the lists, and learns what became of them.
///
/// What it decides is in `Rules/` and `Lists/`, as values; this class holds the state and speaks to the peers.
package final class BeneficiarySystem: Register {
  let policies: Settings
  let deviations: Set<String>
  let programmes: [ProgrammeRules]
  let file: PeopleOfStory
  private let state: Mutex<BeneficiaryState>

  package init(story: Story, policies: Settings, deviations: Set<String> = []) {
    self.policies = policies
    self.deviations = deviations
    programmes = ProgrammeRules.all(in: story, policies)
    file = PeopleOfStory(story)
    var state = BeneficiaryState()
    for party in file.knownFromTheStart { state.know(party) }
    self.state = Mutex(state)
  }

  package var card: RegisterCard { .beneficiarySystem }

  func has(_ defect: BeneficiaryDefect) -> Bool { deviations.contains(defect.rawValue) }
  func has(_ defect: IntakeDefect) -> Bool { deviations.contains(defect.rawValue) }
  func has(_ defect: LifeCourseDefect) -> Bool { deviations.contains(defect.rawValue) }
  func has(_ defect: RareDefect) -> Bool { deviations.contains(defect.rawValue) }
  func shows(_ twist: BeneficiaryTwist) -> Bool { deviations.contains(twist.rawValue) }
  func rules(_ programme: ProgrammeCode) -> ProgrammeRules? { programmes.first { $0.code == programme } }

  /// The state, never held over an `await`.
  func with<R: Sendable>(_ body: (inout sending BeneficiaryState) -> sending R) -> R { state.withLock { body(&$0) } }

  package func begin(_ activity: Activity, _ peers: any Peers) async {
    if asksForEvents { activity.spawn("asks for vital events") { await self.watch($0, peers) } }
    for rules in programmes { activity.spawn("payment cycles") { await self.keepCycles(rules, $0, peers) } }
  }

  package func take(_ message: Message, _ activity: Activity, _ peers: any Peers) async -> Reply {
    switch message.kind {
    case .birthRegistered, .birthNotified, .birthCancelled, .stillbirthRegistered, .deathRegistered, .deathCancelled, .marriageRegistered,
      .divorceRegistered, .adoptionRegistered, .recordCorrected:
      with { $0.outages.isUnavailable(at: activity.now) } ? Reply(.failed, reason: "unavailable") : hear(message, activity, peers)
    case .report: take(report: message, today: activity.today)
    case .enrolled: enrolled(message)
    case .application:
      with { $0.formOutages.isUnavailable(at: activity.now) } ? Reply(.failed, reason: "unavailable") : hear(form: message, activity, peers)
    case .recordEntered, .recordChanged: hear(change: message, activity)
    default: .refused("unknown-kind")
    }
  }

  package func arrange(_ arrangement: Arrangement, at now: WorldInstant) throws(Refused) {
    let outage = try Arranged(arrangement, among: [.unavailable], at: now)
    switch arrangement.subject {
    case "events": with { $0.outages.append(outage) }
    case "forms": with { $0.formOutages.append(outage) }
    default: throw Refused("the beneficiary system can arrange events and forms, not \"\(arrangement.subject)\"")
    }
  }

  /// Asks until the answer is no miss, with the patience of a `RetryPlan`. nil: it gave up.
  func ask(
    _ message: Message, _ activity: Activity, _ peers: any Peers, miss: (Reply) -> RetryPlan.Miss?
  ) async -> Reply? {
    var plan = RetryPlan(from: activity.now)
    while true {
      let reply = await peers.say(message, activity)
      guard let miss = miss(reply) else { return reply }
      if has(miss == .notFound ? .takesNotFoundForFinal : .neverAsksAgain) { return nil }
      guard let wait = plan.wait(after: miss, at: activity.now) else { return nil }
      do { try await activity.sleep(for: wait) } catch { return nil }
    }
  }

  private func enrolled(_ message: Message) -> Reply {
    guard let ids = message.facts[.personID], let programme = message.facts[.programme] else { return .refused("incomplete-question") }
    let enrolment = with { $0.enrolment(of: ids, in: ProgrammeCode(programme)) }
    var facts = Facts()
    facts[.isEnrolled] = enrolment.map { $0.state != .ended } ?? false
    return Reply(.accepted, facts: facts)
  }
}
