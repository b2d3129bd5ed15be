/// Two runs compared by key: requirements by id, or scenarios by suite and key.
package struct Comparison: Hashable, Sendable {
  /// One of them as it was in one run.
  package struct Item: Hashable, Sendable {
    package var key: String
    package var standing: Standing
    /// The run's own word: `not met`, `inconclusive`
    package var word: String
    /// Why, as far as it tells two results of the same word apart.
    package var why: String

    package init(key: String, standing: Standing, word: String, why: String = "") {
      self.key = key
      self.standing = standing
      self.word = word
      self.why = why
    }
  }

  package struct Entry: Hashable, Sendable {
    package var key: String
    package var change: Change
    package var isWorse: Bool
    package var old: Item?
    package var new: Item?
  }

  /// By gravity of the change; within it in the order of the new run, then of the old.
  package let entries: [Entry]
  /// How many are as they were.
  package let unchanged: Int

  /// `common` leaves out what only one of the two has. A key that comes twice is compared by its first.
  package init(old: [Item], new: [Item], common: Bool = false) {
    let before = Dictionary(old.map { ($0.key, $0) }) { first, _ in first }
    let after = Dictionary(new.map { ($0.key, $0) }) { first, _ in first }
    var seen = Set<String>()
    var entries: [Entry] = []
    var unchanged = 0
    for key in (new + old).map(\.key) where seen.insert(key).inserted {
      let (a, b) = (before[key], after[key])
      if common, a == nil || b == nil { continue }
      guard let change = Change(from: a?.standing, to: b?.standing, saysOther: a?.word != b?.word || a?.why != b?.why) else {
        unchanged += 1
        continue
      }
      entries.append(Entry(key: key, change: change, isWorse: Change.isWorse(from: a?.standing, to: b?.standing), old: a, new: b))
    }
    self.entries = Change.allCases.flatMap { change in entries.filter { $0.change == change } }
    self.unchanged = unchanged
  }

  package var isWorse: Bool { entries.contains(where: \.isWorse) }
  package func count(_ change: Change) -> Int { entries.count { $0.change == change } }
}
