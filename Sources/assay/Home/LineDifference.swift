/// What differs between two texts, line by line, as a unified difference without context.
struct LineDifference {
  let old: String
  let new: String

  func text(_ name: String) -> String {
    let before = lines(old)
    let after = lines(new)
    let difference = after.difference(from: before)
    var removed = Set<Int>()
    var added = Set<Int>()
    for change in difference {
      switch change {
      case .remove(let at, _, _): removed.insert(at)
      case .insert(let at, _, _): added.insert(at)
      }
    }
    var text = "--- \(name)\n+++ \(name), in order\n"
    var (a, b) = (0, 0)
    while a < before.count || b < after.count {
      let (fromA, fromB) = (a, b)
      while a < before.count, removed.contains(a) { a += 1 }
      while b < after.count, added.contains(b) { b += 1 }
      guard a > fromA || b > fromB else {
        (a, b) = (a + 1, b + 1)
        continue
      }
      text += "@@ -\(place(fromA, a)) +\(place(fromB, b)) @@\n"
      text += before[fromA..<a].map { "-\($0)\n" }.joined() + after[fromB..<b].map { "+\($0)\n" }.joined()
    }
    return text
  }

  /// A range without lines names the line before it, as `diff -U0` does.
  private func place(_ from: Int, _ to: Int) -> String {
    to == from ? "\(from),0" : to - from == 1 ? "\(from + 1)" : "\(from + 1),\(to - from)"
  }

  private func lines(_ text: String) -> [Substring] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
  }
}
