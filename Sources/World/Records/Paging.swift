package import Facts

/// What was asked besides the conditions: an order and a page.
package struct Paging: Hashable, Sendable {
  /// More than this many are shown in pages only.
  package static let most = 1000
  package let page: Int?
  package let size: Int?
  /// The first decides, the next among those that are equal by it; empty: as it comes.
  package let order: [Order]
  package struct Order: Hashable, Sendable {
    package let name: String
    package let descending: Bool
    package init(name: String, descending: Bool) {
      self.name = name
      self.descending = descending
    }
  }

  package init(_ facts: Facts, in attributes: Attributes) throws(Unfit) {
    size = facts[.pageSize]
    page = size == nil ? nil : facts[.page] ?? 1
    if let size, !(1...Self.most).contains(size) { throw Unfit(reason: "wrong-page-size") }
    if let page, page < 1 { throw Unfit(reason: "wrong-page") }
    var order: [Order] = []
    for word in (facts[.sort] ?? "").split(separator: " ").map(String.init) {
      if ["asc", "desc"].contains(word), let last = order.popLast() {
        order.append(Order(name: last.name, descending: word == "desc"))
      } else {
        guard attributes.sortable.contains(word) else { throw Unfit(reason: "unknown-sort") }
        order.append(Order(name: word, descending: false))
      }
    }
    self.order = order
  }

  /// In the order that was asked for; what is equal by all of it stays as it came.
  package func ordered<T>(_ all: [T], by facts: (T) -> Facts) -> [T] {
    guard !order.isEmpty else { return all }
    let rows = all.map { (item: $0, facts: facts($0)) }
    return rows.enumerated().sorted { a, b in
      for one in order {
        let (x, y) = (a.element.facts[one.name], b.element.facts[one.name])
        if x != y { return Self.precedes(x, y) != one.descending }
      }
      return (a.offset < b.offset) != (order.last?.descending ?? false)
    }.map(\.element.item)
  }
  private static func precedes(_ a: FactValue?, _ b: FactValue?) -> Bool {
    switch (a, b) {
    case (.day(let a)?, .day(let b)?): a < b
    case (.amount(let a)?, .amount(let b)?): a < b
    case (.count(let a)?, .count(let b)?): a < b
    default: (a?.description ?? "") < (b?.description ?? "")
    }
  }

  /// Which of so many stand on the page.
  package func window(of count: Int) -> Range<Int> {
    guard let page, let size else { return 0..<count }
    let (start, far) = (page - 1).multipliedReportingOverflow(by: size)
    return far || start >= count ? count..<count : start..<min(count, start + size)
  }

  /// The answer that shows these of so many.
  package func reply(_ rows: [Facts], of count: Int) -> Reply {
    var facts = Facts()
    facts.add(.recordFound, count > 0)
    facts.add(.found, count)
    if let page { facts.add(.page, page) }
    if let size { facts.add(.pageSize, size) }
    return Reply(.accepted, facts: facts, rows: Rows(rows))
  }
}
