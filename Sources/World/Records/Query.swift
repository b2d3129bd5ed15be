package import Facts

/// Alternatives, any of which is enough; the conditions of one are joined by `and`.
package struct Query: Hashable, Sendable {
  /// More than this many would be a way to keep a register busy.
  static let most = 64
  package let alternatives: [[Condition]]

  /// Throws the domain reason for which the search is refused.
  package init(_ lines: Rows, in attributes: Attributes) throws(Unfit) {
    var all: [(number: Int, conditions: [Condition])] = []
    for line in lines {
      let number = line[.alternative] ?? 1
      let condition = try Condition(line, in: attributes)
      if let at = all.firstIndex(where: { $0.number == number }) {
        all[at].conditions.append(condition)
      } else {
        all.append((number, [condition]))
      }
    }
    guard all.count <= Self.most else { throw Unfit(reason: "too-many-conditions") }
    alternatives = all.map(\.conditions)
  }

  package var isEmpty: Bool { alternatives.isEmpty }
  package func admits(_ row: Facts) -> Bool { alternatives.contains { $0.allSatisfy { $0.admits(row) } } }
}
