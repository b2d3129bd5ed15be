import Facts
import Population

extension IdentitySystem {
  /// Yes or no about a person, and why not. The token belongs to the person and the partner: the same each time, and nobody else's.
  func verify(_ message: Message, at now: WorldInstant, newToken: String) -> Reply {
    let identifiers = message.facts[.personID] ?? []
    guard !identifiers.isEmpty else { return .refused("incomplete-question") }
    meet(identifiers)
    return with { state in
      let found = state.find(identifiers)
      if let found { state.note(asked: found.record.key) }
      let why: String?
      switch state.arranged(about: found?.record.key, at: now) {
      case .unavailable: return Reply(.failed, reason: "unavailable")
      case .no(let reason): why = reason
      case .yes: why = nil
      case nil: why = self.objection(message.facts, found)
      }
      return self.reply(why, found, to: message.from, newToken, &state)
    }
  }

  /// Why the answer is no; nil for yes.
  private func objection(_ said: Facts, _ found: (record: IdentityRecord, by: Identifier)?) -> String? {
    guard let (record, identifier) = found else { return has(.yesToUnknown) ? nil : "unknown-person" }
    if record.status == .deactivated, !has(.yesToDeactivated) { return "deactivated" }
    if record.ended.contains(identifier) { return "identifier-ended" }
    guard let all = Comparison.differences(said, record, strictNames: shows(.strictNames)) else { return "nothing-to-compare" }
    let differences = all.filter {
      switch $0 {
      case .birthDate: !has(.yesToWrongBirthDate)
      case .name: !has(.yesToWrongName)
      case .sex: true
      }
    }
    if let first = differences.first { return first.rawValue }
    return has(.noToRightData) ? "data-differs" : nil
  }

  private func reply(
    _ why: String?, _ found: (record: IdentityRecord, by: Identifier)?, to partner: Role, _ newToken: String, _ state: inout IdentityState
  ) -> Reply {
    var facts = Facts()
    facts[.verified] = why == nil
    guard why == nil, !shows(.noToken) else { return Reply(.accepted, reason: why, facts: facts) }
    guard let found else {
      facts[.personToken] = newToken
      return Reply(.accepted, facts: facts)
    }
    if has(.tokenIsIdentifier) {
      facts[.personToken] = found.by.value
    } else if has(.tokenChanges) {
      facts[.personToken] = newToken
    } else {
      let holder: Role = has(.tokenForEverybody) ? "everybody" : partner
      _ = state.change(found.record.key) { facts[.personToken] = $0.token(for: holder, new: newToken) }
    }
    return Reply(.accepted, facts: facts)
  }

  /// Takes a person of the populace into the records when somebody first asks.
  private func meet(_ identifiers: [Identifier]) {
    guard with({ $0.find(identifiers) == nil }), let stranger = stranger(identifiers) else { return }
    with { $0.add(IdentityRecord(stranger)) }
  }
}
