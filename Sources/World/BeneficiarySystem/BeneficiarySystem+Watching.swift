import Facts
import Population
import Timeline

// A civil registry that cannot call is asked: the twin of its notifications.
extension BeneficiarySystem {
  /// Whether vital events are heard of only where they are asked for.
  var asksForEvents: Bool { policies["events"] == "asked-for" }

  /// Each morning, before a list that is due is made: whether those whom it pays are alive, and whether those it knows had a child.
  func watch(_ activity: Activity, _ peers: any Peers) async {
    guard peers.hears(.personRecord, from: .mis, to: .crvs) else { return }
    while true {
      let morning = WorldInstant(activity.today, hour: CycleCalendar.hour - 1)
      let next = activity.now < morning ? morning : WorldInstant(activity.today.adding(days: 1), hour: CycleCalendar.hour - 1)
      do { try await activity.sleep(until: next) } catch { return }
      await lookForDeaths(activity, peers)
      await lookForNewborns(activity, peers)
    }
  }

  private func lookForDeaths(_ activity: Activity, _ peers: any Peers) async {
    let paid = with { state in
      var paid: [Party] = []
      for enrolment in state.enrolments where enrolment.state != .ended && !state.isDead(enrolment.beneficiary.ids) {
        if !paid.contains(where: { $0.isNamed(by: enrolment.beneficiary.ids) }) { paid.append(enrolment.beneficiary) }
      }
      return paid
    }
    for person in paid {
      let reply = await peers.say(question(of: person), activity)
      guard reply.taken == .accepted else { continue }
      for row in reply.rows where (row[.personID] ?? []).names(person.ids) {
        guard row[.eventKind] == "death" || row[.deathDRN] != nil else { continue }
        _ = hear(Message(.deathRegistered, from: .crvs, to: .mis, facts: row), activity, peers)
      }
    }
  }

  /// A registry holds the children of many: only those of mothers on file are looked at.
  private func lookForNewborns(_ activity: Activity, _ peers: any Peers) async {
    let window = span("filing-window", else: rules(Self.newbornGrant)?.filingWindow ?? Span(months: 12))
    // Our days may lie ahead of those of a real registry.
    let first = window.before(min(activity.today, activity.wire.day))
    let since = (attribute: "person.birth-date", comparison: "ge", value: first.description)
    for row in await births([since], sortedBy: nil, activity, peers) {
      guard let mother = row[.motherID], with({ $0.party(mother) }) != nil else { continue }
      _ = hear(Message(.birthRegistered, from: .crvs, to: .mis, facts: birth(row)), activity, peers)
    }
  }

  /// What a notification of the birth would have said.
  private func birth(_ record: Facts) -> Facts {
    var facts = Facts()
    facts[.eventKind] = "live-birth"
    facts[.eventDate] = record[.personBirthDate]
    facts[.childID] = record[.personID]
    facts[.childBRN] = record[.childBRN]
    facts[.childName] = record[.personName]
    facts[.childSex] = record[.personSex]
    facts[.motherID] = record[.motherID]
    facts[.fatherID] = record[.fatherID]
    facts[.registrationDate] = record[.registrationDate]
    return facts
  }
}
