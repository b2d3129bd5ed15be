package import Facts
package import Population
import Synchronization
package import Timeline

/// The payment system: takes lists, pays or refuses each line, tells what became of them.
///
/// The books are a `PaymentLedger`; this class holds the state and speaks to the payer.
package final class PaymentSwitch: Register {
  struct State: Sendable {
    var ledger = PaymentLedger()
    var plan = ReportPlan()
    /// What is arranged for a payee's next line, in the order in which it was arranged.
    var outcomes: [(payee: [Identifier], outcome: PaymentOutcome)] = []
  }
  private let story: Story
  let policies: Settings
  let deviations: Set<String>
  private let state = Mutex(State())

  package init(story: Story, policies: Settings = Settings(), deviations: Set<String> = []) {
    self.story = story
    self.policies = policies
    self.deviations = deviations
  }

  package var card: RegisterCard { .paymentSwitch }
  func has(_ defect: PaymentDefect) -> Bool { deviations.contains(defect.rawValue) }
  func shows(_ twist: PaymentTwist) -> Bool { deviations.contains(twist.rawValue) }
  func with<R: Sendable>(_ body: (inout sending State) -> sending R) -> R { state.withLock { body(&$0) } }
  /// The invariants that its books break. Empty, always.
  package var violations: [PaymentLedger.Invariant] { with(\.ledger.violations) }

  package func take(_ message: Message, _ activity: Activity, _ peers: any Peers) async -> Reply {
    switch message.kind {
    case .list: await take(list: message, activity, peers)
    case .listCancelled: cancel(message, at: activity.now)
    case .report: report(askedBy: message, today: activity.today)
    default: .refused("unknown-kind")
    }
  }

  package func act(_ act: Act, _ activity: Activity, _ peers: any Peers) async throws(Refused) -> Facts {
    guard act.name == "retire" else { throw Refused("the payment system has no act \"\(act.name)\"; it has retire") }
    return Facts()
  }

  package func arrange(_ arrangement: Arrangement, at now: WorldInstant) throws(Refused) {
    switch arrangement.subject {
    case "line":
      guard let key = arrangement.about, let person = story[key] else { throw Refused("say about which payee") }
      guard let outcome = PaymentOutcome(arrangement.does) else {
        throw Refused("no outcome is called \"\(arrangement.does)\"; there are \(PaymentOutcome.forms.joined(separator: ", "))")
      }
      with { $0.outcomes.append((payee: person.all, outcome: outcome)) }
    case "reports":
      guard with({ $0.plan.arrange(arrangement.does) }) else {
        throw Refused("reports cannot \"\(arrangement.does)\"; they can \(ReportPlan.forms.joined(separator: ", "))")
      }
    default: throw Refused("the payment system has nothing to arrange under \"\(arrangement.subject)\"; it has line, reports")
    }
  }

  /// What becomes of a line now: what was arranged for this payee and not used yet; else it settles.
  func outcome(for line: Instruction, _ state: inout State) -> PaymentOutcome {
    if let i = state.outcomes.firstIndex(where: { $0.payee.names(line.payee) }) { return state.outcomes.remove(at: i).outcome }
    // Somebody of the story whom no payment provider knows cannot be paid.
    if let person = story.person(named: line.payee), person.knownTo.isEmpty, person.later.isEmpty { return .unknownPayee }
    return .settles
  }

  func person(_ key: PersonKey) -> [Identifier]? { story[key]?.all }
}
