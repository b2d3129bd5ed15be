import Facts

/// Whatever arrives is stored before it is matched. Early, late, duplicate and unmatched messages are findings.
///
/// A pure state machine: arrivals, arming and window ends in; claims, ambiguities and findings out.
package struct Inbox: Sendable {
  package enum Outcome: Hashable, Sendable {
    case claimed(expectation: String, ordinal: Int)
    /// Two armed expectations accept the arrival equally well; neither has it.
    case ambiguous([String], ordinal: Int)
  }
  package enum Remainder: String, Hashable, Sendable { case duplicate, late, unmatched }

  package private(set) var arrivals: [Arrival] = []
  private var byKey: [TransferKey: [Int]] = [:]
  private var armed: [Expectation] = []
  private var claims: [String: [Int]] = [:]
  private var takenBy: [Int: String] = [:]
  private var ambiguous: Set<Int> = []
  /// Windows that have ended: who would have taken the arrival, had it been in time.
  private var ended: [Expectation] = []

  package init() {}
  package var next: Int { arrivals.count }
  package func claimed(by id: String) -> [Arrival] { (claims[id] ?? []).map { arrivals[$0] } }
  package func isAmbiguous(_ id: String) -> Bool { ambiguityOf[id] != nil }
  package func rivals(of id: String) -> [String] { ambiguityOf[id] ?? [] }
  private var ambiguityOf: [String: [String]] = [:]

  package mutating func arrive(_ arrival: Arrival) -> [Outcome] {
    arrivals.append(arrival)
    byKey[arrival.key, default: []].append(arrival.ordinal)
    return match(arrival)
  }

  /// Arms an expectation; what came before and fits is claimed at once, oldest first.
  package mutating func arm(_ expectation: Expectation) -> [Outcome] {
    armed.append(expectation)
    claims[expectation.id] = claims[expectation.id] ?? []
    let known = (byKey[expectation.key] ?? []).filter { takenBy[$0] == nil || expectation.mode == .watch }
    if expectation.mode == .one {
      for tier in expectation.tiers.indices {
        if let first = known.first(where: { expectation.tier(of: arrivals[$0]) == tier }) { return match(arrivals[first]) }
      }
      return []
    }
    return known.filter { expectation.tier(of: arrivals[$0]) != nil }.flatMap { match(arrivals[$0], only: expectation.id) }
  }

  /// The window has ended. What comes later is late.
  package mutating func close(_ id: String) {
    for e in armed where e.id == id { ended.append(e) }
    armed.removeAll { $0.id == id }
  }

  private mutating func match(_ arrival: Arrival, only id: String? = nil) -> [Outcome] {
    var outcomes: [Outcome] = []
    for e in armed where e.mode == .watch && (id == nil || e.id == id) && e.tier(of: arrival) != nil {
      if claims[e.id]?.contains(arrival.ordinal) != true { outcomes.append(claim(arrival, e)) }
    }
    guard takenBy[arrival.ordinal] == nil else { return outcomes }
    let takers = armed.filter { $0.mode != .watch && ($0.mode == .many || isBetter(arrival, for: $0)) }
    let ranked = takers.compactMap { e in e.tier(of: arrival).map { (e, $0) } }
    guard let best = ranked.map(\.1).min() else { return outcomes }
    let winners = ranked.filter { $0.1 == best }.map(\.0)
    guard winners.count == 1 else {
      ambiguous.insert(arrival.ordinal)
      let names = winners.map(\.id)
      for name in names { ambiguityOf[name] = names.filter { $0 != name } }
      return outcomes + [.ambiguous(names, ordinal: arrival.ordinal)]
    }
    takenBy[arrival.ordinal] = winners[0].id
    let given = winners[0].mode == .one ? claims[winners[0].id] ?? [] : []
    for ordinal in given { takenBy[ordinal] = nil }
    if !given.isEmpty { claims[winners[0].id] = [] }
    outcomes.append(claim(arrival, winners[0]))
    return given.reduce(into: outcomes) { $0 += match(arrivals[$1]) }
  }

  /// What was taken for want of better gives way to what is meant.
  private func isBetter(_ arrival: Arrival, for e: Expectation) -> Bool {
    guard let has = claims[e.id]?.first else { return true }
    guard let tier = e.tier(of: arrival), let held = e.tier(of: arrivals[has]) else { return false }
    return tier < held
  }

  private mutating func claim(_ arrival: Arrival, _ e: Expectation) -> Outcome {
    claims[e.id, default: []].append(arrival.ordinal)
    return .claimed(expectation: e.id, ordinal: arrival.ordinal)
  }

  /// What nobody took, at the end of the instance.
  package func remainders(among keys: [TransferKey]) -> [(arrival: Arrival, what: Remainder)] {
    arrivals.filter { takenBy[$0.ordinal] == nil && !$0.repeated && keys.contains($0.key) }.map { arrival in
      let id = arrival.reading.id("message")
      let twin = arrivals.first { takenBy[$0.ordinal] != nil && id != nil && $0.reading.id("message") == id }
      if twin != nil { return (arrival, .duplicate) }
      return (arrival, ended.contains { $0.tier(of: arrival) != nil && $0.mode == .one } ? .late : .unmatched)
    }
  }
}
