import Facts
import Population
import Records

/// What a civil registry holds, as a value.
struct CivilState: Sendable {
  private(set) var records: [CivilRecord]
  private var byKey: [PersonKey: Int] = [:]
  private var byIdentifier: [Identifier: Int] = [:]
  private var arranged: [Arranged] = []
  var subscriptions = Subscriptions()
  /// Births that others have reported, by the reporter's name of the case.
  var reported: [(caseID: String, event: String)] = []
  /// Somebody has ended a subscription.
  var hasEnded = false

  /// Everybody of the story has a place, known or not: a mother whom no record knows is still the mother of a birth.
  init(people: [Person]) {
    records = []
    for person in people where !person.isOrganisation {
      put(CivilRecord(person, known: person.knownTo.contains(.civilRegistry)))
    }
  }

  mutating func put(_ record: CivilRecord) {
    let place = byKey[record.key] ?? records.count
    if place < records.count {
      for old in records[place].identifiers where !record.identifiers.contains(old) { byIdentifier[old] = nil }
      records[place] = record
    } else {
      records.append(record)
    }
    byKey[record.key] = place
    for identifier in record.identifiers { byIdentifier[identifier] = place }
  }

  subscript(_ key: PersonKey) -> CivilRecord? { byKey[key].map { records[$0] } }

  /// Whom the identifiers name; the first of them that names anybody decides.
  func record(named identifiers: [Identifier]) -> CivilRecord? {
    identifiers.firstNonNil { byIdentifier[$0] }.map { records[$0] }
  }

  mutating func arrange(_ new: Arranged) { arranged.append(new) }

  /// Whether the records cannot be asked at all now; counts it as a request.
  mutating func isUnavailable(at now: WorldInstant) -> Bool {
    arranged.removeAll { $0.isOver(at: now) }
    guard let place = arranged.firstIndex(where: { $0.answer == .unavailable && $0.about == nil }) else { return false }
    arranged[place].use()
    return true
  }

  /// Whether this person's record cannot be found yet; counts it as a request.
  mutating func isHidden(_ key: PersonKey, at now: WorldInstant) -> Bool {
    arranged.removeAll { $0.isOver(at: now) }
    guard let place = arranged.firstIndex(where: { $0.answer == .notFound && ($0.about ?? key) == key }) else { return false }
    arranged[place].use()
    return true
  }
}
