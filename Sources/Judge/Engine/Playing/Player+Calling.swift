import Conformance
import Documents
import Evidence
import Facts
import Population
import Scenarios
import Timeline

extension Player {
  /// One raw request; what is judged is the answer to it.
  mutating func play(_ call: CallStep, _ s: Step, _ row: Row?) async throws(Stuck) {
    let mark = book.count
    let headers = call.headers.map { HeaderField($0.name.text, resolve($0.value, row).text ?? "") }
    let raw = RawCall(
      call.method, call.path, headers: headers, body: call.body.map { json($0, row) }, changes: call.change,
      fault: call.fault.flatMap { resolve($0, row).text }.map { FaultName($0) })
    guard await stage.call(raw, on: call.role, at: path) else {
      return judgeRest(of: s, row, .notApplicableDialect, "no edge of this run leads to \(call.role), or none that can say this")
    }
    try await settle()
    // The last of what was sent to it: tokens and keys are fetched before. Its path may be one that the target names.
    let sent = book.exchanges(since: mark).last { $0.repeated && $0.to == call.role && $0.request.method == raw.method }
    let seen = sent.map { Self.seen($0, from: outputs[s.id.text]?.mark ?? 0) } ?? Seen([])
    outputs[s.id.text]?.seen = seen
    outputs[s.id.text]?.sent = sent.flatMap { try? JSON(parsing: $0.opened?.request ?? $0.request.body) }
    outputs[s.id.text]?.body = seen.body
    guard let sent else { return judgeRest(of: s, row, .errorHarness, "the request was not sent") }
    establish(call.establishes, s, row, seen)
    judge(s, row, over: seen, transfer: nil, control: nil)
    if sent.response == nil {
      recorder.record(
        .finding(Finding(name: "finding.no-response", detail: "\(call.method) \(call.path)", about: call.role, exchange: sent.id)))
    }
  }

  /// The answer in facts: `status`, `header.NAME`, and whom it names unasked. It stands in the book where the step began, so that a
  /// callback that came before the acknowledgement comes after it too.
  static func seen(_ exchange: Exchange, from mark: Int) -> Seen {
    let marker = Reading(Message("call", from: exchange.from, to: exchange.to), .request)
    let arrival = Arrival(ordinal: mark - 1, exchange: exchange.id, reading: marker, at: exchange.at, wire: exchange.wire, repeated: true)
    var facts = Facts()
    guard let response = exchange.response else { return Seen([arrival], facts: facts, lines: [], isFetched: false) }
    facts["status"] = .count(response.status)
    for field in response.headers { facts["header.\(field.name.lowercased())"] = .text(field.value) }
    // What a wire hides from a path (encryption), or says in many forms (a refusal), is said in facts.
    let replies = exchange.readings.compactMap(\.reply)
    facts[.found] = replies.compactMap { $0.facts[.found] }.first
    facts["reply.names-a-person"] = replies.compactMap { $0.facts[.replyNamesAPerson] }.first.map { .text($0) }
    facts[.replyTaken] = replies.first?.taken.rawValue
    facts[.replyReason] = replies.first?.reason
    let answers = exchange.readings.filter { $0.half == .response && $0.message.from == exchange.to }
    facts[.messageSignature] = answers.compactMap { $0.message.facts[.messageSignature] }.first
    return Seen([arrival], facts: facts, lines: answers.flatMap { Array($0.message.lines) }, isFetched: false)
      .with(rawBody: exchange.opened?.response ?? response.body)
  }

  /// The body of the half that an expectation took, opened where it was encrypted for us.
  static func body(_ exchange: Exchange, of seen: Seen) -> [UInt8]? {
    if isAnswer(exchange, of: seen) { return exchange.opened?.response ?? exchange.response?.body }
    return exchange.opened?.request ?? exchange.request.body
  }
  /// Whether what was seen is the answer to a request, and no message that was sent by itself.
  static func isAnswer(_ exchange: Exchange, of seen: Seen) -> Bool { seen.isFetched && exchange.to == seen.arrivals.last?.key.from }

  /// A value of the page as JSON: plain scalars by YAML's core schema, people by their first number, the rest as text.
  private func json(_ value: Value, _ row: Row?) -> JSON {
    switch value.form {
    case .list(let items): return .array(items.map { json($0, row) })
    case .map(let fields): return .object(Members(fields.map { Member($0.name.text, json($0.value, row)) }))
    case .text(let text, quoted: true): return .string(text)
    case .text(let text, quoted: false):
      let people = people(named: text)
      return people.first.map { .string($0.all.first?.value ?? $0.key.text) } ?? CoreSchema.value(of: text)
    case .date, .reference:
      let meant = resolve(value, row)
      return meant.people.first.map { .string($0.all.first?.value ?? $0.key.text) } ?? .string(meant.text ?? meant.description)
    }
  }
}

extension InstancePlan {
  /// Only wire suites look into bodies.
  var readsBodies: Bool {
    scenario.steps.contains { s in
      s.checks.contains {
        if case .that(let fact) = $0.assertion.subject {
          ["body", "reply.body", "reply.status"].contains(fact.text)
        } else {
          false
        }
      }
    }
  }
}
