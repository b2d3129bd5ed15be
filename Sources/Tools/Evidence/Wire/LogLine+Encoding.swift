import Conformance
import Documents
import Facts

// MUST NOT CHANGE: logs on vendors' disks are read by this.

extension LogLine {
  static func encode(_ e: RunStarted, _ m: inout Members) {
    m.append("run", .string(e.run))
    m.append("tool", .string(e.tool))
    m.append("seed", .string(e.seed))
    m.append("today", .string(e.today.description))
    m.append(optional: "target", e.target)
    m.append(optional: "declaration", e.declaration)
    m.append(optional: "engine", e.engine)
    m.append(optional: "home", e.home)
    m.append(
      "actors",
      .array(e.actors.map { ["role": .string($0.role.text), "real": .bool($0.isReal), "product": .string($0.product)] }))
    if !e.identities.isEmpty {
      m.append("identities", .array(e.identities.map { ["role": .string($0.role.text), "says": .string($0.says)] }))
    }
    m.append(optional: "lent", e.lent)
    if let earlier = e.earlier { m.append("earlier", EarlierWire.encode(earlier)) }
    m.append(
      "suites", .array(e.suites.map { ["id": .string($0.id), "version": .string($0.version), "digest": .string($0.digest)] }))
    if !e.errata.isEmpty { m.append("errata", .array(e.errata.map(ErrataWire.encode))) }
    if !e.profiles.isEmpty { m.append("profiles", .array(e.profiles.map(ProfileWire.encode))) }
    m.append("edges", .object(Members(e.edges.map { Member($0.edge, .string($0.dialect)) })))
    if !e.words.isEmpty {
      m.append("words", .array(e.words.map { ["list": .string($0.list), "ours": .string($0.ours), "theirs": .string($0.theirs)] }))
    }
    if !e.policies.isEmpty {
      m.append(
        "policies", .array(e.policies.map { ["name": .string($0.name), "value": .string($0.value), "declared": .bool($0.isDeclared)] }))
    }
    if e.isSelection { m.append("selection", true) }
    if let part = e.part {
      var one: Members = [:]
      one.append(optional: "shard", part.shard)
      one.append("instances", JSON(part.instances))
      m.append("part", .object(one))
    }
    m.append("command", .string(e.command))
    m.append("volatile", ["w", "us", "ms", "run", "command", "chain"])
  }

  static func encode(_ e: Requirement, _ m: inout Members) {
    m.append("id", .string(e.id.text))
    m.append("binds", .string(e.binds.text))
    m.append("class", .string(e.class.rawValue))
    m.append("strength", .string(e.strength.rawValue))
    m.append("authority", .string(e.authority.rawValue))
    m.append(optional: "grade", e.grade?.rawValue)
    m.append(optional: "gate", e.gate?.rawValue)
    m.append(optional: "when", e.when)
    m.append("text", .string(e.text))
    m.append(optional: "source", e.source)
    if !e.interpretations.isEmpty { m.append("interpretations", .array(e.interpretations.map(BesideWire.encode))) }
    if !e.formerly.isEmpty { m.append("formerly", .array(e.formerly.map { .string($0.text) })) }
  }

  static func encode(_ e: Planned, _ m: inout Members) {
    m.append("suite", .string(e.suite))
    m.append("scenario", .string(e.scenario))
    m.append(optional: "variant", e.variant)
    m.append("key", .string(e.key))
    m.append("title", .string(e.title))
    m.append("steps", .array(e.steps.map { ["id": .string($0.id), "kind": .string($0.kind), "title": .string($0.title)] }))
    m.append(
      "checks",
      .array(
        e.checks.map { c in
          var one: Members = ["step": .string(c.step), "check": .string(c.check)]
          one.append(optional: "requirement", c.requirement)
          return .object(one)
        }))
  }

  static func encode(_ e: Exchange, _ m: inout Members, _ bodies: ([UInt8]) -> JSON) {
    m.append("p", .string(e.id))
    m.append("t", .string(e.at.description))
    m.append("w", .string(e.wire.description))
    m.append("from", .string(e.from.text))
    m.append("to", .string(e.to.text))
    m.append("edge", .string(e.edge.text))
    m.append("dialect", .string(e.dialect.text))
    m.append("operation", .string(e.operation.text))
    m.append("url", .string(e.url))
    m.append(
      "request",
      [
        "method": .string(e.request.method), "target": .string(e.request.target), "headers": headers(e.request.headers),
        "body": bodies(e.request.body),
      ])
    if let r = e.response {
      m.append("response", ["status": .number(String(r.status)), "headers": headers(r.headers), "body": bodies(r.body)])
    }
    if let f = e.failure { m.append("failure", ["kind": .string(f.kind.rawValue), "detail": .string(f.detail)]) }
    if !e.readings.isEmpty { m.append("reads", .array(e.readings.map { FactsWire.encode($0) })) }
    if e.sealed { m.append("sealed", true) }
    if e.repeated { m.append("repeated", true) }
    m.append(
      "us",
      [
        "connect": .number(String(e.times.connect)), "first": .number(String(e.times.first)), "total": .number(String(e.times.total)),
      ])
  }

  static func headers(_ fields: [HeaderField]) -> JSON {
    .array(fields.map { .array([.string($0.name), .string($0.value)]) })
  }

  static func encode(_ e: CheckEvent, _ m: inout Members) {
    let r = e.result
    m.append("step", .string(r.step))
    m.append("check", .string(r.check))
    m.append(optional: "requirement", r.requirement?.text)
    m.append("judges", .string(r.judges.text))
    m.append("verdict", .string(r.verdict.rawValue))
    m.append(optional: "reason", r.reason?.rawValue)
    m.append(optional: "grade", r.grade?.rawValue)
    m.append("of", .array(r.evidence.map { .string($0) }))
    m.append(optional: "expected", r.expected)
    m.append(optional: "actual", r.actual)
    m.append(optional: "difference", r.difference)
    if let strict = r.strict { m.append("strict", ErrataWire.encode(strict)) }
    m.append(optional: "note", r.note)
    m.append(optional: "at", e.place)
  }
}
