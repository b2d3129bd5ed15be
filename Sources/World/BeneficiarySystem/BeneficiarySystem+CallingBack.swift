import Facts
import Timeline

// A list that is handed over ahead of its day: who may not be paid any more is taken off it as long as nothing has been paid.
extension BeneficiarySystem {
  /// The day on which a list is to be paid.
  func payday(of list: PaymentList) -> Day { list.day.adding(days: policies["handed-over"] == "three-days-before" ? 3 : 0) }

  /// Calls back what has not been paid yet, and hands the rest over again under a name of its own.
  func callBack(from party: Party, _ activity: Activity, _ peers: any Peers) async {
    guard !has(.callsNothingBack), peers.hears(.listCancelled, from: .mis, to: .payments) else { return }
    let today = activity.today
    let waiting = with { state in
      state.lists.filter { list in
        list.standing == .acknowledged && payday(of: list) > today && list.lines.contains { $0.beneficiary.names(party.ids) }
      }
    }
    for list in waiting {
      var facts = Facts()
      facts[.listReference] = list.reference ?? list.name
      let reply = await peers.say(Message(.listCancelled, from: .mis, to: .payments, facts: facts), activity)
      guard reply.taken == .accepted else { continue }
      with { $0.cancel(list.name) }
      let rest = list.lines.filter { !$0.beneficiary.names(party.ids) }
      guard !rest.isEmpty, !has(.forgetsTheRest) else { continue }
      let name = newName(list.programme, list.cycle, activity)
      let lines = rest.enumerated().map { n, line in
        var again = PaymentLine(
          PaymentList.reference(name, n), payee: line.payee, name: line.name, accounts: line.accounts, amount: line.amount)
        (again.beneficiary, again.provider) = (line.beneficiary, line.provider)
        return again
      }
      await send(PaymentList(name, list.programme, cycle: list.cycle, day: list.day, lines: lines), owedFor: nil, activity, peers)
    }
  }
}

extension BeneficiaryState {
  /// Of a list that was called back nothing will be paid.
  fileprivate mutating func cancel(_ list: String) {
    guard let i = lists.firstIndex(where: { $0.name == list }) else { return }
    for n in lists[i].lines.indices {
      lists[i].lines[n].state = .cancelled
      lists[i].lines[n].history.append(.cancelled)
    }
  }
}
