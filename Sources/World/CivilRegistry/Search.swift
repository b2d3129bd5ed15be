import Facts
import Population

/// Those who fit all conditions, story and populace together, in an order that can be paged.
struct Search {
  enum Hit: Hashable {
    case record(Int)
    case stranger(Int)
  }
  let records: [CivilRecord]
  let populace: Populace?
  let conditions: [Condition]
  let row: (CivilRecord) -> Facts

  /// Everybody who fits, oldest first.
  var hits: [Hit] {
    let range = births
    guard range.lowerBound <= range.upperBound else { return [] }
    let own = records.indices
      .filter { i in range.contains(records[i].born.number) && conditions.allSatisfy { $0.admits(row(records[i])) } }
      .sorted { (records[$0].born, $0) < (records[$1].born, $1) }
    return merged(own, strangers(range))
  }

  /// What the conditions on the day of birth leave together.
  private var births: (lowerBound: Int, upperBound: Int, contains: (Int) -> Bool) {
    let ranges = conditions.compactMap(\.births)
    let low = ranges.map(\.lowerBound).max() ?? .min
    let high = ranges.map(\.upperBound).min() ?? .max
    return (low, high, { $0 >= low && $0 <= high })
  }

  private func strangers(_ range: (lowerBound: Int, upperBound: Int, contains: (Int) -> Bool)) -> [Int] {
    guard let populace else { return [] }
    // Days outside the calendar have no birth, and no number that could be searched.
    func first(_ number: Int) -> Int { number > 2_900_000 ? populace.size : populace.firstBorn(from: Day(number: max(number, -719_000))) }
    let from = first(range.lowerBound)
    let to = range.upperBound == .max ? populace.size : first(range.upperBound + 1)
    guard from < to else { return [] }
    let places = populace.byBirth[from..<to].lazy.map { Int($0) }
    let others = conditions.filter { $0.births == nil }
    if others.isEmpty { return Array(places) }
    return places.filter { place in
      let row = self.row(CivilRecord(populace.person(at: place), known: true))
      return others.allSatisfy { $0.admits(row) }
    }
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
    case .stranger(let place): populace.map { CivilRecord($0.person(at: place), known: true) }
    }
  }
}

/// What was asked besides the conditions: an order and a page.
struct Paging: Hashable {
  /// More than this many are shown in pages only.
  static let most = 1000
  let page: Int?
  let size: Int?
  let sortedByName: Bool
  /// nil: as it comes.
  let descending: Bool?

  init(_ facts: Facts) throws(Condition.Unfit) {
    size = facts[.pageSize]
    page = size == nil ? nil : facts[.page] ?? 1
    if let size, !(1...Self.most).contains(size) { throw Condition.Unfit(reason: "wrong-page-size") }
    if let page, page < 1 { throw Condition.Unfit(reason: "wrong-page") }
    let words = (facts[.sort] ?? "").split(separator: " ")
    switch words.first {
    case nil: (sortedByName, descending) = (false, nil)
    case "person.birth-date": (sortedByName, descending) = (false, words.count > 1 && words[1] == "desc")
    case "person.name": (sortedByName, descending) = (true, words.count > 1 && words[1] == "desc")
    default: throw Condition.Unfit(reason: "unknown-sort")
    }
  }

  /// Which of so many stand on the page.
  func window(of count: Int) -> Range<Int> {
    guard let page, let size else { return 0..<count }
    let (start, far) = (page - 1).multipliedReportingOverflow(by: size)
    return far || start >= count ? count..<count : start..<min(count, start + size)
  }
}
