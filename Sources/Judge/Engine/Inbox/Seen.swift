package import Documents
package import Facts

/// What a step saw: one message, or lists and reports grown together. Facts and lines as one transfer.
package struct Seen: Sendable {
  package let arrivals: [Arrival]
  package private(set) var facts: Facts
  package let lines: [Facts]
  /// Whether every message came as the answer to a question, so that nobody can see how it was taken.
  package let isFetched: Bool
  /// The raw body of the answer to a `call`, or of the message that an `expect` took; nil where it is no JSON.
  package private(set) var body: JSON?
  /// The same as it came.
  package private(set) var rawBody: [UInt8]?
  /// The same of what was answered to the message that was seen; nil where that is no request.
  package private(set) var replyBody: JSON?
  package private(set) var rawReplyBody: [UInt8]?

  package init(_ arrivals: [Arrival]) {
    self.arrivals = arrivals
    var facts = Facts()
    var lines: [Facts] = []
    var threads: [(name: String, count: Int?, total: ExactDecimal?)] = []
    for arrival in arrivals {
      let m = arrival.reading.message
      facts = facts.merging(m.facts)
      if facts[.messageAhead] == nil { facts[.messageAhead] = arrival.ahead.map { "\($0.day)\($0.place)" } }
      Self.note(arrival.reading, in: &threads)
      for line in m.lines { Self.add(line, to: &lines, growing: m.kind == .report) }
      if let reply = arrival.reading.reply { facts = facts.merging(Self.facts(of: reply)) }
    }
    if threads.count > 1 {
      facts[.declaredCount] = threads.reduce(nil as Int?) { sum, t in t.count.map { (sum ?? 0) + $0 } ?? sum }
      facts[.declaredTotal] = threads.reduce(nil as ExactDecimal?) { sum, t in t.total.map { (sum ?? 0) + $0 } ?? sum }
    }
    if arrivals.contains(where: { $0.key.kind == .list || $0.key.kind == .report }) {
      facts["lines.count"] = .count(lines.count)
      facts["lines.sum"] = .amount(ExactDecimal.sum(lines.compactMap { $0[.amount] }))
    }
    self.facts = facts
    self.lines = lines
    isFetched = !arrivals.isEmpty && arrivals.allSatisfy { $0.reading.half == .response }
  }

  init(_ arrivals: [Arrival], facts: Facts, lines: [Facts], isFetched: Bool) {
    self.arrivals = arrivals
    self.facts = facts
    self.lines = lines
    self.isFetched = isFetched
  }
  /// An answer, seen as facts.
  init(facts: Facts) { self.init([], facts: facts, lines: [], isFetched: false) }

  func with(rawBody: [UInt8]?) -> Seen {
    var seen = self
    seen.rawBody = rawBody
    seen.body = rawBody.flatMap { try? JSON(parsing: $0) }
    return seen
  }

  /// With what was answered to it, for wire suites.
  func with(reply response: WireResponse?) -> Seen {
    guard let response else { return self }
    var seen = self
    seen.facts["reply.status"] = .count(response.status)
    seen.rawReplyBody = response.body
    seen.replyBody = try? JSON(parsing: response.body)
    return seen
  }
  /// With how it was taken: a callback says itself only what it answers.
  func taken(_ reply: Reply) -> Seen {
    var seen = self
    seen.facts = facts.merging(Self.facts(of: reply))
    return seen
  }

  /// A question of our own that was acknowledged first and answered later, or took several exchanges: what the answer said as a whole is
  /// what was seen.
  func completed(by answer: Reply) -> Seen {
    Seen(arrivals, facts: facts.merging(answer.facts), lines: answer.rows.isEmpty ? lines : Array(answer.rows), isFetched: isFetched)
  }

  /// Whether it was answered, as far as a wire suite looks.
  var isReplied: Bool { rawReplyBody != nil }

  package var exchanges: [String] {
    arrivals.reduce(into: []) { all, a in if all.last != a.exchange { all.append(a.exchange) } }
  }
  package var first: Int? { arrivals.map(\.ordinal).min() }
  package var last: Int? { arrivals.map(\.ordinal).max() }
  /// Everything that was declared has come. True where nothing is declared.
  package var isWhole: Bool {
    guard let declared = facts[.declaredCount] else { return !arrivals.isEmpty }
    return lines.count >= declared
  }

  /// A report says the latest state of a line; a list says each line once, and twice where it does so twice.
  private static func add(_ line: Facts, to lines: inout [Facts], growing: Bool) {
    if growing, let reference = line[.reference], let i = lines.firstIndex(where: { $0[.reference] == reference }) {
      lines[i] = lines[i].merging(line)
    } else {
      lines.append(line)
    }
  }

  private static func note(_ reading: Reading, in threads: inout [(name: String, count: Int?, total: ExactDecimal?)]) {
    let m = reading.message
    guard m.kind == .list, m.facts[.declaredCount] != nil || m.facts[.declaredTotal] != nil else { return }
    let name = reading.thread ?? reading.id("message") ?? ""
    let entry = (name: name, count: m.facts[.declaredCount], total: m.facts[.declaredTotal])
    if let i = threads.firstIndex(where: { $0.name == name }) { threads[i] = entry } else { threads.append(entry) }
  }

  static func facts(of reply: Reply) -> Facts {
    var facts = reply.facts
    facts[.replyTaken] = reply.taken.rawValue
    if let reason = reply.reason { facts[.replyReason] = reason }
    return facts
  }
}
