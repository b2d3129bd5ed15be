package import Facts

/// What is arranged for the reports that are told from now on: `lose 1`, `split 4, 6`, `report before the list is acknowledged`.
package struct ReportPlan: Hashable, Sendable {
  package static let forms =
    ["lose 1", "split 4, 6", "report before the list is acknowledged"] + ReportFault.allCases.map { "spoil \($0.rawValue)" }
  private var lost = 0
  private var parts: [Int] = []
  private var given = 0
  private var spoils: [ReportFault?] = []
  package private(set) var isHasty = false
  package init() {}

  /// False for any other words.
  package mutating func arrange(_ does: some StringProtocol) -> Bool {
    let words = String(does).split { $0 == " " || $0 == "," }.map(String.init)
    switch words.first {
    case "lose":
      guard words.count == 2, let n = Int(words[1]), n > 0 else { return false }
      lost = n
    case "split":
      let sizes = words.dropFirst().compactMap { Int($0) }
      guard sizes.count == words.count - 1, !sizes.isEmpty, sizes.allSatisfy({ $0 > 0 }) else { return false }
      parts = sizes
    case "spoil":
      guard words.count == 2, words[1] == "again" || ReportFault(rawValue: words[1]) != nil else { return false }
      spoils.append(ReportFault(rawValue: words[1]))
    case "report" where does == "report before the list is acknowledged": isHasty = true
    default: return false
    }
    return true
  }

  /// What is wrong with the next one, once. `spoil again` is a right one.
  package mutating func spoilsNext() -> ReportFault? { spoils.isEmpty ? nil : spoils.removeFirst() }

  /// The next part of what is asked for, where parts were arranged: each question gets one, and the one after the last gets all.
  package mutating func part<Row>(_ rows: [Row]) -> [Row] {
    guard !parts.isEmpty, rows.count > 1 else { return rows }
    let size = parts.removeFirst()
    let part = rows.dropFirst(given).prefix(parts.isEmpty ? rows.count : size)
    given = parts.isEmpty ? 0 : given + size
    return part.isEmpty ? rows : Array(part)
  }

  /// Whether the next one is lost. Counts it.
  package mutating func losesNext() -> Bool {
    guard lost > 0 else { return false }
    lost -= 1
    return true
  }

  /// The next report in the parts that were arranged, once; what is over goes with the last.
  package mutating func split<Row>(_ rows: [Row]) -> [[Row]] {
    guard !parts.isEmpty, rows.count > 1 else { return [rows] }
    var rest = rows[...]
    var split = parts.map { size in
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
    parts = []
    split[split.count - 1] += rest
    return split.filter { !$0.isEmpty }
  }
}
