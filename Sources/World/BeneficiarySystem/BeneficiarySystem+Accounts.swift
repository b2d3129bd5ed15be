import Facts
import Timeline

// Accounts: the mapper is told of them, and asked before money goes out.
extension BeneficiarySystem {
  /// The person brings another account. The mapper is where it is kept: the own file stays as it was.
  func changeAccount(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) -> Facts {
    guard let party = try people(act).first else { throw Refused("say whose account has changed") }
    let digits = activity.id("account").filter { ("0"..."9").contains($0) }.prefix(10)
    let account = [Identifier(.account, "70" + String(repeating: "0", count: 10 - digits.count) + digits)]
    let way = try wayOfAnswer(act)
    if !has(.keepsMovesToItself) { tellMapper(.accountUpdate, party, account, way, activity, peers) }
    var gives = Facts()
    gives[.account] = account
    return gives
  }

  func withdrawAccount(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    guard let party = try people(act).first else { throw Refused("say whose account is withdrawn") }
    tellMapper(.accountUnlink, party, [], try wayOfAnswer(act), activity, peers)
  }

  /// An act ends at once: the mapper is told by work of its own.
  func tellMapper(
    _ kind: MessageKind, _ party: Party, _ account: [Identifier], _ way: Facts, _ activity: Activity, _ peers: any Peers
  ) {
    guard peers.hears(kind, from: .mis, to: .mapper) else { return }
    activity.spawn("tells the mapper of an account") { activity in
      var facts = way
      facts[.personID] = party.payable
      facts[.account] = account.isEmpty ? nil : account
      facts[.personName] = kind == .accountUnlink ? nil : party.name
      _ = await peers.say(Message(kind, from: .mis, to: .mapper, facts: facts), activity)
    }
  }

  /// The list with each payee's account as the mapper has it now, where the programme pays by the mapper. Who is not linked has none.
  func resolved(_ list: PaymentList, _ activity: Activity, _ peers: any Peers) async -> PaymentList {
    guard policies["accounts"] == "mapper", !has(.ignoresMapper), peers.hears(.accountResolve, from: .mis, to: .mapper) else { return list }
    var list = list
    for i in list.lines.indices {
      var facts = Facts()
      facts[.personID] = list.lines[i].payee
      let reply = await peers.say(Message(.accountResolve, from: .mis, to: .mapper, facts: facts), activity)
      list.lines[i].accounts = reply.taken == .accepted ? reply.facts[.account] ?? [] : []
    }
    return list
  }
}
