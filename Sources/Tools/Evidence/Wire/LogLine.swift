package import Documents
import Facts

// MUST NOT CHANGE: logs on vendors' disks are read by this. New keys and kinds may be added within a version; nothing else.

/// One line of a log: an event in its versioned wire form.
package enum LogLine {
  package static let version = 1

  /// The members of the line. `bodies` takes large bodies out and gives back where they are.
  package static func encode(_ recorded: Recorded, bodies: (_ body: [UInt8]) -> JSON) -> JSON {
    var m: Members = [:]
    if case .run = recorded.event { m.append("assay-log", .number(String(version))) }
    m.append("k", .string(kind(recorded.event)))
    if recorded.place.instance >= 0 {
      m.append("i", .number(String(recorded.place.instance)))
      m.append("n", .number(String(recorded.place.number)))
    }
    switch recorded.event {
    case .run(let e): encode(e, &m)
    case .requirement(let e): encode(e, &m)
    case .expectations(let e): BesideWire.encode(e, &m)
    case .waivers(let e): m.append("waivers", .array(e.map(BesideWire.encode)))
    case .declaration(let e): BesideWire.encode(e, &m)
    case .planned(let e): encode(e, &m)
    case .step(let e):
      m.append("step", .string(e.step))
      m.append("state", .string(e.state.rawValue))
      m.append(optional: "note", e.note)
      m.append("t", .string(e.at.description))
    case .exchange(let e): encode(e, &m, bodies)
    case .armed(let e):
      m.append("step", .string(e.step))
      m.append("waits-for", .string(e.waitsFor))
    case .claimed(let e):
      m.append("step", .string(e.step))
      m.append("of", .array(e.exchanges.map { .string($0) }))
    case .settled(let e):
      m.append("t", .string(e.at.description))
      m.append("p", .string(e.last))
      if !e.outside.isEmpty { m.append("outside", .array(e.outside.map { .string($0) })) }
    case .advanced(let e):
      m.append("step", .string(e.step))
      m.append("from", .string(e.from.description))
      m.append("to", .string(e.to.description))
      m.append("how", .string(e.how))
    case .check(let e): encode(e, &m)
    case .finding(let e):
      m.append("name", .string(e.name))
      m.append("detail", .string(e.detail))
      m.append(optional: "about", e.about?.text)
      m.append(optional: "exchange", e.exchange)
    case .attached(let e):
      m.append("step", .string(e.step))
      m.append("check", .string(e.check))
      m.append("by", .string(e.by))
      m.append(optional: "says", e.says)
      m.append("w", .string(e.wire))
      if let file = e.file {
        m.append("file", .string(file))
        m.append("body", bodies(e.bytes))
      }
    case .reviewed(let e):
      m.append("step", .string(e.step))
      m.append("check", .string(e.check))
      m.append("accepted", .bool(e.isAccepted))
      m.append("by", .string(e.by))
      m.append(optional: "why", e.why)
      m.append("w", .string(e.wire))
    case .instanceFinished(let e):
      m.append("planned", .number(String(e.planned)))
      m.append("accounted", .number(String(e.accounted)))
      m.append("chain", .string(e.chain))
      if e.interrupted { m.append("interrupted", true) }
      m.append("ms", .number(String(e.milliseconds)))
    case .finished(let e):
      m.append("planned", .number(String(e.planned)))
      m.append("accounted", .number(String(e.accounted)))
      if e.interrupted { m.append("interrupted", true) }
      m.append("ms", .number(String(e.milliseconds)))
    }
    return .object(m)
  }

  static func kind(_ event: Event) -> String {
    switch event {
    case .run: "run"
    case .requirement: "requirement"
    case .expectations: "expectations"
    case .waivers: "waivers"
    case .declaration: "declaration"
    case .planned: "planned"
    case .step: "step"
    case .exchange: "exchange"
    case .armed: "armed"
    case .claimed: "claimed"
    case .settled: "settled"
    case .advanced: "advanced"
    case .check: "check"
    case .finding: "finding"
    case .attached: "attached"
    case .reviewed: "reviewed"
    case .instanceFinished: "instance-finished"
    case .finished: "finished"
    }
  }
}

extension Members {
  mutating func append(optional name: String, _ value: String?) {
    if let value { append(name, .string(value)) }
  }
}
