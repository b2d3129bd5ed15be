extension Comparer {
  /// Which elements belong together, in the order they are shown.
  enum Step {
    case pair(Int, Int)
    case missing(Int)
    case extra(Int)
  }

  private static var largestGap: Int { 40_000 }

  mutating func align(_ expected: [JSON], _ actual: [JSON]) -> [Step] {
    let hasKeys = !rules.key.isEmpty && (expected + actual).allSatisfy { keyed($0) != nil }
    return hasKeys || rules.isOrderFree ? alignFreely(expected, actual, byKey: hasKeys) : alignInOrder(expected, actual)
  }

  // MARK: in order

  /// What is equal at both ends is set aside; between them, the longest common part.
  private mutating func alignInOrder(_ expected: [JSON], _ actual: [JSON]) -> [Step] {
    var start = 0
    while start < min(expected.count, actual.count), equal(expected[start], actual[start]) { start += 1 }
    var tail = 0
    while tail < min(expected.count, actual.count) - start, equal(expected[expected.count - 1 - tail], actual[actual.count - 1 - tail]) {
      tail += 1
    }
    var steps = (0..<start).map { Step.pair($0, $0) }
    let (e, a) = (start..<expected.count - tail, start..<actual.count - tail)
    var (nextE, nextA) = (start, start)
    for (x, y) in commonPart(expected, e, actual, a) + [(e.upperBound, a.upperBound)] {
      steps += gap(expected, nextE..<x, actual, nextA..<y)
      if x < e.upperBound { steps.append(.pair(x, y)) }
      (nextE, nextA) = (x + 1, y + 1)
    }
    return steps + (0..<tail).map { .pair(expected.count - tail + $0, actual.count - tail + $0) }
  }

  private mutating func commonPart(_ expected: [JSON], _ e: Range<Int>, _ actual: [JSON], _ a: Range<Int>) -> [(Int, Int)] {
    let (rows, columns) = (e.count, a.count)
    guard rows > 0, columns > 0, rows * columns <= Self.largestGap else { return [] }
    var same = [Bool](repeating: false, count: rows * columns)
    for (row, x) in e.enumerated() {
      for (column, y) in a.enumerated() { same[row * columns + column] = equal(expected[x], actual[y]) }
    }
    let width = columns + 1
    var best = [Int](repeating: 0, count: (rows + 1) * width)
    for row in (0..<rows).reversed() {
      for column in (0..<columns).reversed() {
        best[row * width + column] =
          same[row * columns + column]
          ? best[(row + 1) * width + column + 1] + 1 : max(best[(row + 1) * width + column], best[row * width + column + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (row, column) = (0, 0)
    while row < rows, column < columns {
      if same[row * columns + column] {
        pairs.append((e.lowerBound + row, a.lowerBound + column))
        (row, column) = (row + 1, column + 1)
      } else if best[(row + 1) * width + column] >= best[row * width + column + 1] {
        row += 1
      } else {
        column += 1
      }
    }
    return pairs
  }

  /// Between equal elements: those alike are one that changed, the rest is missing or extra.
  private mutating func gap(_ expected: [JSON], _ e: Range<Int>, _ actual: [JSON], _ a: Range<Int>) -> [Step] {
    var steps: [Step] = []
    var next = a.lowerBound
    var missing: [Int] = []
    let isSmall = e.count * a.count <= Self.largestGap
    for x in e {
      let one = e.count == 1 && a.count == 1
      let partner = isSmall ? (next..<a.upperBound).first { one || likeness(expected[x], actual[$0]) > 0 } : nil
      guard let partner else {
        missing.append(x)
        continue
      }
      steps += missing.map { .missing($0) } + (next..<partner).map { .extra($0) } + [.pair(x, partner)]
      (missing, next) = ([], partner + 1)
    }
    return steps + missing.map { .missing($0) } + (next..<max(next, a.upperBound)).map { .extra($0) }
  }

  // MARK: in any order

  private mutating func alignFreely(_ expected: [JSON], _ actual: [JSON], byKey: Bool) -> [Step] {
    var partner = [Int?](repeating: nil, count: expected.count)
    var isTaken = [Bool](repeating: false, count: actual.count)
    takeWrittenAlike(expected, actual, byKey, &partner, &isTaken)
    for (e, value) in expected.enumerated() where partner[e] == nil {
      for (a, other) in actual.enumerated() where !isTaken[a] && !isExhausted {
        guard byKey ? equal(.array(keyed(value) ?? []), .array(keyed(other) ?? [])) : equal(value, other) else { continue }
        (partner[e], isTaken[a]) = (a, true)
        break
      }
    }
    if !byKey { takeAlike(expected, actual, &partner, &isTaken) }
    return expected.indices.map { e in partner[e].map { .pair(e, $0) } ?? .missing(e) }
      + actual.indices.filter { !isTaken[$0] }.map { .extra($0) }
  }

  /// Most are equal to the letter: found without comparing each with each.
  private func takeWrittenAlike(
    _ expected: [JSON], _ actual: [JSON], _ byKey: Bool, _ partner: inout [Int?], _ isTaken: inout [Bool]
  ) {
    func written(_ value: JSON) -> [UInt8] { byKey ? JSON.array(keyed(value) ?? []).canonical() : value.canonical() }
    var places: [[UInt8]: [Int]] = [:]
    for (a, value) in actual.enumerated().reversed() { places[written(value), default: []].append(a) }
    for (e, value) in expected.enumerated() {
      guard let a = places[written(value)]?.popLast() else { continue }
      (partner[e], isTaken[a]) = (a, true)
    }
  }

  private mutating func takeAlike(_ expected: [JSON], _ actual: [JSON], _ partner: inout [Int?], _ isTaken: inout [Bool]) {
    for (e, value) in expected.enumerated() where partner[e] == nil {
      var best: (place: Int, likeness: Int)?
      for (a, other) in actual.enumerated() where !isTaken[a] && !isExhausted {
        let likeness = likeness(value, other)
        if likeness > best?.likeness ?? 0 { best = (a, likeness) }
      }
      guard let best else { continue }
      (partner[e], isTaken[best.place]) = (best.place, true)
    }
  }

  /// Equal members, when they are half of all or more; 0 for what is not alike.
  private mutating func likeness(_ a: JSON, _ b: JSON) -> Int {
    guard case .object(let x) = a, case .object(let y) = b else { return 0 }
    var count = 0
    for (member, partner) in zip(x, x.partners(in: y).places) {
      if let partner, equal(member.value, y[partner].value) { count += 1 }
    }
    return count * 2 >= max(x.count, y.count) ? count : 0
  }
}
