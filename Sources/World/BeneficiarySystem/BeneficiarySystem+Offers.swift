import Facts
import Population
import Timeline

// Where the law asks first: who was found is made an offer, and is enrolled once they have said yes in time.
extension BeneficiarySystem {
  var asksFirst: Bool { policies["offer"] == "needed" }

  func offer(_ rules: ProgrammeRules, for child: Party, to payee: Party, _ activity: Activity, _ peers: any Peers) {
    let until = span("answer-within", else: Span(days: 14)).after(activity.today)
    let offer = Offer(to: payee, about: child, programme: rules.code, until: until)
    let isNew = with { state in
      guard !state.offers.contains(where: { $0.programme == rules.code && $0.about.isNamed(by: child.ids) }) else { return false }
      state.offers.append(offer)
      return true
    }
    guard isNew, has(.takesSilenceForYes) else { return }
    activity.spawn("takes silence for a yes") { activity in
      do { try await activity.sleep(until: WorldInstant(until)) } catch { return }
      _ = await self.open(rules, for: child, payee: payee, activity, peers)
    }
  }

  /// Somebody says yes. Once the offer is over that opens nothing: they can still apply.
  func acceptOffer(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    guard let child = try people(act).first else { throw Refused("say for whom the offer is accepted") }
    let rules = try programme(act)
    let found = with { state in state.offers.first { $0.programme == rules.code && $0.about.isNamed(by: child.ids) } }
    guard let offer = found else { throw Refused("nothing of \(rules.code) was offered for that person") }
    guard activity.today <= offer.until || has(.takesLateAnswers) else { return }
    activity.spawn("enrols whoever accepts") { activity in
      _ = await self.open(rules, for: offer.about, payee: offer.to, activity, peers)
    }
  }
}
