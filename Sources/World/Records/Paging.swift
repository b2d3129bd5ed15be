package import Facts

/// What was asked besides the conditions: an order and a page.
package struct Paging: Hashable, Sendable {
  /// More than this many are shown in pages only.
  package static let most = 1000
  package let page: Int?
  package let size: Int?
  package let sortedBy: String?
  /// nil: as it comes.
  package let descending: Bool?

  package init(_ facts: Facts, in attributes: Attributes) throws(Unfit) {
    size = facts[.pageSize]
    page = size == nil ? nil : facts[.page] ?? 1
    if let size, !(1...Self.most).contains(size) { throw Unfit(reason: "wrong-page-size") }
    if let page, page < 1 { throw Unfit(reason: "wrong-page") }
    let words = (facts[.sort] ?? "").split(separator: " ").map(String.init)
    guard let name = words.first else {
      (sortedBy, descending) = (nil, nil)
      return
    }
    guard attributes.sortable.contains(name) else { throw Unfit(reason: "unknown-sort") }
    (sortedBy, descending) = (name, words.count > 1 && words[1] == "desc")
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
