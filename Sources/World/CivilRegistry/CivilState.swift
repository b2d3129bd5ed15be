import Facts
import Population
import Records

/// What a civil registry holds, as a value.
struct CivilState: Sendable {
  private(set) var records: [CivilRecord]
  private var byKey: [PersonKey: Int] = [:]
  private var byIdentifier: [Identifier: Int] = [:]
  /// Lags and outages of the records.
  var arranged: [Arranged] = []
  var subscriptions = Subscriptions()
  /// Whose births the registrar will refuse to take down; nil: anybody's.
  var refusals: [PersonKey?] = []
  /// Those that were reported more than once.
  var reportedAgain: [PersonKey] = []
  /// Births that others have reported, by the reporter's name of the case.
  var reported: [(caseID: String, event: String)] = []
  var backlog = Backlog()
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
}
