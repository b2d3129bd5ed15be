/// The least element first.
struct Heap<Element: Comparable & Sendable>: Sendable {
  private var items: [Element] = []

  var isEmpty: Bool { items.isEmpty }
  var count: Int { items.count }
  var first: Element? { items.first }

  mutating func push(_ element: Element) {
    items.append(element)
    var i = items.count - 1
    while i > 0, items[i] < items[(i - 1) / 2] {
      items.swapAt(i, (i - 1) / 2)
      i = (i - 1) / 2
    }
  }

  mutating func pop() -> Element? {
    guard let least = items.first, let last = items.popLast() else { return nil }
    guard !items.isEmpty else { return least }
    items[0] = last
    sink(0)
    return least
  }

  mutating func removeAll(where unwanted: (Element) -> Bool) {
    items.removeAll(where: unwanted)
    for i in stride(from: items.count / 2 - 1, through: 0, by: -1) { sink(i) }
  }

  private mutating func sink(_ start: Int) {
    var i = start
    while true {
      var least = i
      for child in [2 * i + 1, 2 * i + 2] where child < items.count && items[child] < items[least] { least = child }
      guard least != i else { return }
      items.swapAt(i, least)
      i = least
    }
  }
}
