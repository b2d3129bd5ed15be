import Documents
import Facts
import Timeline

// What its people look up in a register, and what became of that.
extension RegisterCard {
  static let asking: [ActCard] = [
    ActCard(
      "look-up", people: ["person"], inputs: ["edge", "answered"],
      "asks the register of this edge for this person's record, answered `at-once` or `later`, and has them on file where it shows one"),
    ActCard(
      "ask-what-became", inputs: ["edge", "answered"],
      "asks the register of this edge what has become of the last search, answered `at-once` or `later`"),
    ActCard(
      "check-disability", people: ["person"], inputs: ["part"],
      "asks the disability registry whether this person is disabled; with a part, what they need (`support`) or what is known (`details`)"),
  ]
}

extension BeneficiarySystem {
  func lookUp(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    guard let person = try people(act).first else { throw Refused("say whose record is looked up") }
    var facts = try wayOfAnswer(act)
    facts[.personID] = person.payable
    let question = Message(.personRecord, from: .mis, to: Self.source(of: act), facts: facts)
    activity.spawn("looks a record up") { activity in
      let reply = await peers.say(question, activity)
      guard reply.taken == .accepted, !self.has(.keepsNoRecord) else { return }
      for row in reply.rows {
        guard let found = Party(record: row), found.isNamed(by: person.ids) else { continue }
        self.with { $0.know(person) }
      }
    }
  }

  func askWhatBecame(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    let question = Message(.transactionStatus, from: .mis, to: Self.source(of: act), facts: try wayOfAnswer(act))
    activity.spawn("asks what became of a search") { _ = await peers.say(question, $0) }
  }

  func checkDisability(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    guard let person = try people(act).first else { throw Refused("say whose disability is looked up") }
    var facts = Facts()
    facts[.personID] = person.payable
    facts[.recordPart] = act.inputs["part"]?.description
    let kind: MessageKind = facts[.recordPart] == nil ? .disabled : .personRecord
    let question = Message(kind, from: .mis, to: .disabilityRegistry, facts: facts)
    activity.spawn("looks a disability up") { _ = await peers.say(question, $0) }
  }

  /// As the act wants it; where it says nothing, as the edge has it.
  func wayOfAnswer(_ act: Act) throws(Refused) -> Facts {
    var facts = Facts()
    switch act.inputs["answered"]?.description {
    case nil: break
    case "at-once": facts[.isCallbackWanted] = false
    case "later": facts[.isCallbackWanted] = true
    case let other?: throw Refused("an answer comes at-once or later, not \"\(other)\"")
    }
    return facts
  }
}
