import Facts
import Population
import Records

/// Those who fit the conditions, story and populace together, in an order that can be paged.
struct Search {
  enum Hit: Hashable {
    case record(Int)
    case stranger(Int)
  }
  let records: [CivilRecord]
  let populace: Populace?
  let query: Query
  let row: (CivilRecord) -> Facts

  /// Everybody who fits, oldest first.
  var hits: [Hit] {
    let span = query.births
    guard span.low <= span.high else { return [] }
    let own = records.indices
      .filter { i in (span.low...span.high).contains(records[i].born.number) && query.admits(row(records[i])) }
      .sorted { (records[$0].born, $0) < (records[$1].born, $1) }
    return merged(own, strangers(span))
  }

  private func strangers(_ span: (low: Int, high: Int)) -> [Int] {
    guard let populace else { return [] }
    // Days outside the calendar have no birth, and no number that could be searched.
    func first(_ number: Int) -> Int { number > 2_900_000 ? populace.size : populace.firstBorn(from: Day(number: max(number, -719_000))) }
    let from = first(span.low)
    let to = span.high == .max ? populace.size : first(span.high + 1)
    guard from < to else { return [] }
    let places = populace.byBirth[from..<to].lazy.map { Int($0) }
    if query.isOfBirthsAlone { return Array(places) }
    return places.filter { place in query.admits(row(CivilRecord(populace, at: place))) }
  }

  private func merged(_ own: [Int], _ strangers: [Int]) -> [Hit] {
    guard let populace, !strangers.isEmpty else { return own.map { .record($0) } }
    var hits: [Hit] = []
    hits.reserveCapacity(own.count + strangers.count)
    var i = 0
    for place in strangers {
      while i < own.count, records[own[i]].born <= populace.born(place) {
        hits.append(.record(own[i]))
        i += 1
      }
      hits.append(.stranger(place))
    }
    return hits + own[i...].map { .record($0) }
  }

  func record(_ hit: Hit) -> CivilRecord? {
    switch hit {
    case .record(let i): records[i]
    case .stranger(let place): populace.map { CivilRecord($0, at: place) }
    }
  }
}
