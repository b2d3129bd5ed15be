import Facts
import Population

/// What an ID system holds and decides, as a value.
struct IdentityState: Sendable {
  private(set) var records: [IdentityRecord]
  private var places: [Identifier: Int] = [:]
  private var arranged: [Arranged] = []
  /// About whom somebody asked, in order.
  private(set) var asked: [PersonKey] = []

  init(people: [Person]) {
    records = []
    for person in people { add(IdentityRecord(person)) }
  }

  mutating func add(_ record: IdentityRecord) {
    let place = records.firstIndex { $0.key == record.key } ?? records.count
    if place < records.count { records[place] = record } else { records.append(record) }
    for identifier in record.identifiers + record.ended { places[identifier] = place }
  }

  func record(_ key: PersonKey) -> IdentityRecord? { records.first { $0.key == key } }

  /// Whom the identifiers name, and by which of them; the first that names anybody decides.
  func find(_ identifiers: [Identifier]) -> (record: IdentityRecord, by: Identifier)? {
    identifiers.firstNonNil { id in places[id].map { (records[$0], id) } }
  }

  mutating func change(_ key: PersonKey, _ body: (inout IdentityRecord) -> Void) -> Bool {
    guard var record = record(key) else { return false }
    body(&record)
    add(record)
    return true
  }

  mutating func note(asked key: PersonKey) { asked.append(key) }

  mutating func arrange(_ new: Arranged) { arranged.append(new) }

  /// What was arranged for a question about this person; counts it as one request.
  mutating func arranged(about key: PersonKey?, at now: WorldInstant) -> Arranged.Answer? {
    arranged.removeAll { $0.isOver(at: now) }
    guard let place = arranged.firstIndex(where: { $0.about == nil || $0.about == key }) else { return nil }
    arranged[place].use()
    return arranged[place].answer
  }
}
