import Conformance
import Evidence
import Facts
import Scenarios

// What a dialect has recognised says more of a failure than what was expected: it is named beside it.
extension Player {
  /// Names the deviation, in what was judged, that explains why the check failed. Where the requirement lives with it, the check holds.
  func name(_ check: Check, _ draft: inout Draft) {
    guard draft.seen.isWrong, draft.note == nil, let requirement = check.requirement.flatMap({ plan.requirement($0.text) }),
      let (card, oddity) = deviation(by: Role(requirement.binds.text), behind: check.assertion, draft)
    else { return }
    draft.note = card.sentence(of: oddity)
    guard Self.isOfOneWord(check.assertion), let lived = Interpretation.lived(requirement.interpretations, with: oddity.name) else {
      return
    }
    draft.strict = StrictReading(holds: false, flaw: draft.actual, errata: [], interpretation: lived.id)
    draft.seen = .right
  }

  private func deviation(by role: Role, behind assertion: Assertion, _ draft: Draft) -> (card: OddityCard, oddity: Oddity)? {
    draft.evidence.compactMap { book.exchange($0) }.firstNonNil { exchange in
      known(in: exchange, by: role).first { Self.explains($0.card, $0.oddity, assertion, draft.actual ?? "") }
    }
  }

  /// It judges a word of a body by itself: a reading of that word says all that there is to say. What a fact is, a reading cannot excuse.
  private static func isOfOneWord(_ assertion: Assertion) -> Bool {
    guard case .that(let fact) = assertion.subject, fact.text == "body", case .path = assertion.matcher else { return false }
    return true
  }

  /// A message of the sender's in which nobody could find what was awaited.
  func unreadable(_ transfer: Transfer) -> (exchange: String, sentence: String)? {
    let came = book.exchanges(since: 0).last { exchange in
      !exchange.repeated && exchange.from == transfer.from && exchange.readings.contains { $0.message.kind == "unreadable" }
    }
    guard let came, let (card, oddity) = known(in: came, by: transfer.from).first else { return nil }
    return (came.id, card.sentence(of: oddity))
  }

  private func known(in exchange: Exchange, by role: Role) -> [(card: OddityCard, oddity: Oddity)] {
    guard let dialect = stage.card(of: exchange.edge) else { return [] }
    return exchange.readings.flatMap { $0.oddities(by: role) }.map { Oddity($0) }
      .compactMap { oddity in dialect.oddity(named: oddity.name).map { ($0, oddity) } }
  }

  private static func explains(_ card: OddityCard, _ oddity: Oddity, _ assertion: Assertion, _ actual: String) -> Bool {
    guard case .that(let fact) = assertion.subject else { return card.explains.contains("*") }
    if card.explains.contains("*") || card.explains.contains(fact.text) { return true }
    let place = names(oddity.place ?? card.place)
    switch fact.text {
    case "body":
      if case .schema = assertion.matcher { return faultIs(in: place, actual) }
      guard case .path(let path, _) = assertion.matcher, let last = place.last else { return false }
      let asked = names(path)
      return asked.contains(last) || (asked.last.map { card.explains.contains($0) } ?? false)
    case FactName<String>.messageFlaw.text, "reply.flaw":
      return faultIs(in: place, actual)
    default: return false
    }
  }

  /// The schema found fault with the very place, or with what lies in it.
  private static func faultIs(in place: [String], _ actual: String) -> Bool {
    !place.isEmpty && names(actual.prefix { $0 != " " }).starts(with: place)
  }

  /// The members that a pointer or a path goes through.
  private static func names(_ text: some StringProtocol) -> [String] {
    text.split { !($0.isLetter || $0 == "_") }.map { String($0) }
  }
}
