package import Facts
import Population
package import Timeline

extension IdentitySystem {
  package func act(_ act: Act, _ activity: Activity, _ peers: any Peers) async throws(Refused) -> Facts {
    let people = act.people.flatMap(\.keys)
    guard !people.isEmpty else { throw Refused("\(act.name) needs a person") }
    var given = Facts()
    for person in people {
      switch act.name {
      case "deactivate", "deactivated": try change(person) { $0.status = .deactivated }
      case "reactivate": try change(person) { $0.status = .active }
      case "revoke-vid": try revoke(person)
      case "register", "active": given[.personID] = try register(person)
      default: throw Refused("the ID system has no act \"\(act.name)\"")
      }
    }
    return given
  }

  package func answer(_ question: Question, at now: WorldInstant) -> Answer {
    guard let person = question.person else { return Answer(nil) }
    let (record, asked) = with { ($0.record(person), $0.asked.contains(person)) }
    switch question.name {
    case "knows": return Answer(record == nil ? "no" : "yes")
    case "active", "deactivated": return Answer(record?.status.rawValue ?? "unknown")
    case "asked": return Answer(asked ? "asked" : "not-asked")
    default: return Answer(nil)
    }
  }

  private func change(_ person: PersonKey, _ body: @Sendable (inout IdentityRecord) -> Void) throws(Refused) {
    guard with({ $0.change(person, body) }) else { throw Refused("\(person) is not known to the ID system") }
  }

  private func revoke(_ person: PersonKey) throws(Refused) {
    guard with({ $0.record(person)?.identifiers.contains { $0.scheme == .vid } }) == true else {
      throw Refused("\(person) has no virtual id that could be revoked")
    }
    try change(person) { record in
      record.ended += record.identifiers.filter { $0.scheme == .vid }
      record.identifiers.removeAll { $0.scheme == .vid }
    }
  }

  /// Makes a person of the story known and active, with the identifiers that were still to come.
  private func register(_ key: PersonKey) throws(Refused) -> [Identifier] {
    guard let person = story[key], !person.isOrganisation else { throw Refused("nobody of this story is called \(key)") }
    return with { state in
      var record = state.record(key) ?? IdentityRecord(person)
      record.learn(person)
      record.status = .active
      state.add(record)
      return record.identifiers
    }
  }
}
