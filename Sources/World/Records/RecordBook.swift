package import Facts

/// Records that can be found by number or by conditions, put in order, and shown in pages.
package struct RecordBook: Sendable {
  package struct Record: Sendable {
    /// By which it is found.
    package var numbers: [Identifier]
    package var facts: Facts
    package init(_ numbers: [Identifier], _ facts: Facts) {
      self.numbers = numbers
      self.facts = facts
    }
  }
  package private(set) var records: [Record]
  /// Of records that are not compared with each other: one person may have several.
  package init(_ records: [Record] = []) { self.records = records }

  /// Enters a record, or puts it in the place of the one of the same number. Gives whether it is new.
  @discardableResult
  package mutating func put(_ record: Record) -> Bool {
    guard let at = records.firstIndex(where: { $0.numbers.names(record.numbers) }) else {
      records.append(record)
      return true
    }
    records[at] = record
    return false
  }
  /// One more record of somebody who may have one already.
  package mutating func append(_ record: Record) { records.append(record) }
  /// Adds these facts to all for which this holds.
  package mutating func add(_ facts: Facts, where isMeant: (Record) -> Bool) {
    for i in records.indices where isMeant(records[i]) { records[i].facts = records[i].facts.merging(facts) }
  }
  package mutating func remove(_ numbers: [Identifier]) { records.removeAll { $0.numbers.names(numbers) } }
  package func record(_ numbers: [Identifier]) -> Record? { records.first { $0.numbers.names(numbers) } }

  /// Answers a search by numbers or by conditions. Nothing found is an answer too.
  package func find(_ message: Message, in attributes: Attributes, shows deviates: (RecordDefect) -> Bool = { _ in false }) -> Reply {
    do throws(Unfit) {
      let paging = try Paging(message.facts, in: attributes)
      let query = try Query(message.lines, in: attributes)
      var hits: [Record]
      if let numbers = message.facts[.personID], !numbers.isEmpty, query.isEmpty {
        hits = records.filter { $0.numbers.names(numbers) }
        if hits.isEmpty, !attributes.knows(numbers), !records.contains(where: { $0.numbers.shareScheme(with: numbers) }) {
          return .refused("unknown-id-type")
        }
        if deviates(.otherPerson), let one = hits.first { hits = [records.first { !$0.numbers.names(one.numbers) } ?? one] }
      } else {
        guard !query.isEmpty else { return .refused("no-query") }
        hits = records.filter { query.admits($0.facts) }
      }
      if deviates(.findsNobody) { hits = [] }
      if deviates(.findsEverybody) { hits = records }
      if deviates(.ignoresQuery) { hits = Array(records.prefix(1)) }
      guard paging.size != nil || hits.count <= Paging.most else { return .refused("too-many") }
      // As they were entered, where nobody asks for an order.
      let ordered = paging.ordered(hits) { $0.facts }
      let window = paging.window(of: ordered.count)
      var page = Array(ordered[window])
      if deviates(.repeatsRecords), window.lowerBound > 0, !page.isEmpty { page[0] = ordered[window.lowerBound - 1] }
      return paging.reply(page.map(\.facts), of: ordered.count)
    } catch { return .refused(error.reason) }
  }

}

/// Wrong behaviours of whoever keeps records, each a switch.
package enum RecordDefect: String, CaseIterable, Sendable {
  case ignoresQuery = "registry-ignores-query"
  case findsEverybody = "registry-finds-everybody"
  case findsNobody = "registry-finds-nobody"
  case repeatsRecords = "registry-repeats-records"
  case otherPerson = "registry-record-of-another"
  case tellsNobody = "registry-tells-nobody"
  case tellsEverything = "registry-tells-everything"

  package var says: String {
    switch self {
    case .ignoresQuery: "answers every search with its first record"
    case .findsEverybody: "answers every search with all records"
    case .findsNobody: "finds nobody"
    case .repeatsRecords: "begins each page with the last record of the page before"
    case .otherPerson: "answers a search by number with the record of another person"
    case .tellsNobody: "enters a record and tells nobody"
    case .tellsEverything: "tells of every record, whoever asked for what and whoever has ended it"
    }
  }
}
