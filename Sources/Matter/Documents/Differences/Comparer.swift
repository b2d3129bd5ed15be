/// Holds an actual value against the expected one.
struct Comparer {
  let rules: DifferenceRules
  let bounds: DifferenceBounds
  private(set) var hunks: [Hunk] = []
  private var work = 0

  init(rules: DifferenceRules, bounds: DifferenceBounds) { (self.rules, self.bounds) = (rules, bounds) }

  /// What was not compared any more counts as different.
  var isExhausted: Bool { work > bounds.work }

  mutating func compare(_ expected: JSON, _ actual: JSON) {
    if equal(expected, actual) { return }
    if !descend(expected, actual, .root, title: nil) {
      hunks.append(Hunk(pointer: .root, title: nil, parts: [.changed(.none, expected, actual)]))
    }
  }

  /// False when they are no containers of one kind: then there is nothing to descend into.
  private mutating func descend(_ expected: JSON, _ actual: JSON, _ pointer: JSONPointer, title: String?) -> Bool {
    let place = hunks.count
    var hunk = Hunk(pointer: pointer, title: title)
    switch (expected, actual) {
    case (.object(let x), .object(let y)):
      hunks.append(hunk)
      objects(x, y, &hunk)
    case (.array(let x), .array(let y)):
      hunks.append(hunk)
      lists(x, y, &hunk)
    default: return false
    }
    hunks[place] = hunk
    if hunk.changes == 0 { hunks.remove(at: place) }
    return true
  }

  private mutating func objects(_ expected: Members, _ actual: Members, _ hunk: inout Hunk) {
    let (partners, extras) = expected.partners(in: actual)
    for (member, partner) in zip(expected, partners) {
      if let partner {
        pair(.name(member.name), member.value, actual[partner].value, &hunk)
      } else {
        hunk.parts.append(.missing(.name(member.name), member.value))
      }
    }
    for place in extras { hunk.parts.append(.extra(.name(actual[place].name), actual[place].value)) }
  }

  private mutating func lists(_ expected: [JSON], _ actual: [JSON], _ hunk: inout Hunk) {
    for step in align(expected, actual) {
      switch step {
      case .pair(let e, let a): pair(.index(a), expected[e], actual[a], &hunk)
      case .missing(let e): hunk.parts.append(.missing(.index(e), expected[e]))
      case .extra(let a): hunk.parts.append(.extra(.index(a), actual[a]))
      }
    }
  }

  private mutating func pair(_ label: Hunk.Label, _ expected: JSON, _ actual: JSON, _ hunk: inout Hunk) {
    if equal(expected, actual) {
      hunk.parts.append(.same(label, actual))
    } else if descend(expected, actual, label.pointer(below: hunk.pointer), title: title(of: actual)) {
      hunk.parts.append(.nested(label))
    } else {
      hunk.parts.append(.changed(label, expected, actual))
    }
  }

  private func title(of value: JSON) -> String? {
    guard let key = keyed(value) else { return nil }
    return zip(rules.key, key).map { "\($0) \($1.text ?? $1.encodedText())" }.joined(separator: ", ")
  }

  // MARK: equality

  /// The values of the key, when the value is a row that has them all.
  func keyed(_ value: JSON) -> [JSON]? {
    guard !rules.key.isEmpty else { return nil }
    let values = rules.key.compactMap { value[$0] }
    return values.count == rules.key.count ? values : nil
  }

  mutating func equal(_ a: JSON, _ b: JSON) -> Bool {
    work += 1
    guard !isExhausted else { return false }
    switch (a, b) {
    case (.array(let x), .array(let y)):
      guard x.count == y.count else { return false }
      if rules.isOrderFree || !rules.key.isEmpty {
        return align(x, y).allSatisfy { if case .pair(let e, let a) = $0 { equal(x[e], y[a]) } else { false } }
      }
      for (p, q) in zip(x, y) where !equal(p, q) { return false }
      return true
    case (.object(let x), .object(let y)):
      guard x.count == y.count else { return false }
      for (member, partner) in zip(x, x.partners(in: y).places) {
        guard let partner, equal(member.value, y[partner].value) else { return false }
      }
      return true
    case (.number, .number): return a.isEquivalent(to: b)
    default: return a == b || likeTexts(a, b)
    }
  }

  private func likeTexts(_ a: JSON, _ b: JSON) -> Bool {
    if rules.decimalTexts, let x = a.numberText ?? a.text, let y = b.numberText ?? b.text, let p = NumberText(x), let q = NumberText(y) {
      return p == q
    }
    guard rules.dateTolerance > 0, let x = a.text.flatMap(DateText.init), let y = b.text.flatMap(DateText.init) else { return false }
    return x.isTime == y.isTime && (x.seconds - y.seconds).magnitude <= UInt(rules.dateTolerance)
  }
}

extension Members {
  /// For each member its namesake in the other object, repeated names in their order; and the places of the other that are left.
  func partners(in other: Members) -> (places: [Int?], left: [Int]) {
    var named: [[UInt8]: [Int]] = [:]
    for place in other.indices.reversed() { named[Array(other[place].name.utf8), default: []].append(place) }
    var isTaken = [Bool](repeating: false, count: other.count)
    let places = map { member -> Int? in
      guard let place = named[Array(member.name.utf8)]?.popLast() else { return nil }
      isTaken[place] = true
      return place
    }
    return (places, other.indices.filter { !isTaken[$0] })
  }
}
