import Conformance
import Facts

// What of an event can hold a name or a number.
extension Mask {
  func callAsFunction(_ event: Event) -> Event {
    guard !isEmpty else { return event }
    switch event {
    case .exchange(let e): return .exchange(masked(e))
    case .check(var e):
      e.result.expected = e.result.expected.map(text)
      e.result.actual = e.result.actual.map(text)
      e.result.difference = e.result.difference.map(text)
      e.result.strict = e.result.strict.map {
        StrictReading(holds: $0.holds, flaw: $0.flaw.map(text), errata: $0.errata, interpretation: $0.interpretation)
      }
      e.result.note = e.result.note.map(text)
      e.result.evidence = e.result.evidence.map(text)
      return .check(e)
    case .finding(var e):
      e.detail = text(e.detail)
      return .finding(e)
    case .step(var e):
      e.note = e.note.map(text)
      return .step(e)
    case .armed(var e):
      e.waitsFor = text(e.waitsFor)
      return .armed(e)
    default: return event
    }
  }

  private func masked(_ exchange: Exchange) -> Exchange {
    var e = exchange
    e.url = text(e.url)
    e.request.target = text(e.request.target)
    e.request.headers = e.request.headers.map(masked)
    e.request.body = bytes(e.request.body)
    if var response = e.response {
      response.headers = response.headers.map(masked)
      response.body = bytes(response.body)
      e.response = response
    }
    if let failure = e.failure { e.failure = SendFailure(failure.kind, text(failure.detail)) }
    e.readings = e.readings.map(masked)
    return e
  }

  private func masked(_ field: HeaderField) -> HeaderField {
    let said = text(field.value)
    return said == field.value ? field : HeaderField(field.name, said)
  }

  private func masked(_ reading: Reading) -> Reading {
    var r = reading
    r.message.facts = masked(r.message.facts)
    r.message.lines = Rows(r.message.lines.map(masked))
    r.ids = r.ids.map { ($0.kind, text($0.value)) }
    r.thread = r.thread.map(text)
    r.oddities = r.oddities.map(text)
    r.replyOddities = r.replyOddities.map(text)
    if var reply = r.reply {
      reply.reason = reply.reason.map(text)
      reply.facts = masked(reply.facts)
      reply.rows = Rows(reply.rows.map(masked))
      r.reply = reply
    }
    return r
  }

  private func masked(_ facts: Facts) -> Facts {
    var all = Facts()
    for e in facts.entries { all[e.name] = masked(e.value) }
    return all
  }

  private func masked(_ value: FactValue) -> FactValue {
    switch value {
    case .text(let t): return .text(text(t))
    case .identifiers(let ids): return .identifiers(ids.map { Identifier($0.scheme, text($0.value)) })
    case .day(let day):
      let said = text(day.description)
      return said == day.description ? value : .text(said)
    case .amount, .count, .flag: return value
    }
  }
}
