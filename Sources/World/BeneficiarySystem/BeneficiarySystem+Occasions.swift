import Facts
import Population
import Timeline

/// Something that gives somebody a right to a programme. Where the law has people apply, it opens nothing until they do.
struct Occasion: Sendable {
  let opening: Programme.Opening
  let of: Party
  let event: VitalEvent
}

extension BeneficiarySystem {
  private var waitsForApplications: Bool { policies["opens"] == "on-application" }

  func keep(_ opening: Programme.Opening, of party: Party, _ event: VitalEvent) {
    guard waitsForApplications else { return }
    with { $0.occasions.append(Occasion(opening: opening, of: party, event: event)) }
  }

  /// Whoever applies for what an event gives the right to has it by that event alone; nil where the programme asks for none.
  func grant(_ rules: ProgrammeRules, to applicant: Party, _ activity: Activity, _ peers: any Peers) async -> Opened? {
    guard waitsForApplications, let opening = rules.opens.first(where: { $0 != .birth }) else { return nil }
    let found = with { state in state.occasions.last { $0.opening == opening && $0.of.isNamed(by: applicant.ids) } }
    guard let event = found?.event else { return .refused("no-such-event") }
    switch opening {
    case .spouseDeath:
      guard await confirm(event, activity, peers) == .found else { return .refused("death-not-confirmed") }
      if isBeyondWindow(event, rules) { return .refused("beyond-filing-window") }
      guard with({ $0.isDead(event.subject.ids) }) else { return .refused("not-dead") }
      return await open(rules, for: applicant, payee: applicant, leftBy: event.subject, activity, peers)
    case .birthToOneParent:
      guard await hasOneParent(event, activity, peers) else { return .refused("two-parents") }
      return await open(rules, for: applicant, payee: applicant, activity, peers)
    case .birth: return nil
    }
  }

  func isBeyondWindow(_ death: VitalEvent, _ rules: ProgrammeRules) -> Bool {
    let window = has(.ignoresFilingWindow) ? nil : policies["widow-filing-window"].flatMap { Span($0) } ?? rules.filingWindow
    return window.map { death.registered > $0.after(death.date) } ?? false
  }

  /// A notification may leave the father out; the record does not.
  func hasOneParent(_ birth: VitalEvent, _ activity: Activity, _ peers: any Peers) async -> Bool {
    await record(of: birth.subject, activity, peers)?[.fatherID] ?? birth.father?.ids == nil
  }
}
