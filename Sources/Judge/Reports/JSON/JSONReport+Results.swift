import Conformance
import Documents
import Evidence
import Facts

extension JSONReport {
  static func role(_ role: RoleResult) -> JSON {
    var m = Members([("role", .string(role.role.text)), ("real", .bool(role.isReal)), ("product", .string(role.product))])
    m.append("score", tally(role.score.total))
    m.append("classes", .object(Members(role.score.classes.map { Member($0.class.rawValue, tally($0.tally)) })))
    m.append("profiles", .array(role.levels.map(level)))
    return .object(m)
  }

  private static func level(_ result: LevelResult) -> JSON {
    let profile = result.profile
    var m = Members([("name", .string(profile.name)), ("version", .string(profile.version)), ("draft", .bool(profile.isDraft))])
    if let adoption = profile.adoption { m.append("adopted", ["by": .string(adoption.body), "on": .string(adoption.date)]) }
    m.append("level", result.level.map { .string($0.name) } ?? .null)
    m.append("level-with-waivers", result.levelWithWaivers.map { .string($0.name) } ?? .null)
    m.append("sentences", texts(Level.allCases.map(result.sentence)))
    m.append("gaps", .array(result.gaps.map(gap)))
    return .object(m)
  }

  private static func gap(_ gap: LevelResult.Gap) -> JSON {
    var m = Members([("level", .string(gap.level.name)), ("waived", .bool(gap.isWaived))])
    m.append(ifAny: "requirement", gap.requirement?.text)
    m.append(ifAny: "state", gap.state?.rawValue)
    return .object(m)
  }

  private static func tally(_ tally: Tally) -> JSON {
    var m = Members([("met", JSON(tally.met)), ("not-met", JSON(tally.notMet)), ("unseen", JSON(tally.unseen))])
    if let percent = tally.percent, let atMost = tally.atMost {
      m.append("percent", JSON(percent))
      m.append("at-most", JSON(atMost))
    }
    m.append("text", .string("\(tally)"))
    return .object(m)
  }

  static func requirement(_ result: RequirementResult) -> JSON {
    let r = result.requirement
    var m = Members([("id", .string(r.id.text)), ("state", .string(result.state.rawValue)), ("binds", .string(r.binds.text))])
    m.append("strict", .string(result.strict.rawValue))
    m.append("expected", .bool(result.isExpected))
    m.append("waivers", .array(result.waivers.map(waiver)))
    m.append("notes", texts(result.notes))
    m.append("class", .string(r.class.rawValue))
    m.append("strength", .string(r.strength.rawValue))
    m.append("authority", .string(r.authority.rawValue))
    m.append(ifAny: "grade", r.grade?.rawValue)
    m.append(ifAny: "gate", r.gate?.rawValue)
    m.append(ifAny: "when", r.when)
    m.append("text", .string(r.text))
    m.append(ifAny: "source", r.source)
    if !r.formerly.isEmpty { m.append("formerly", texts(r.formerly.map(\.text))) }
    m.append("checks", texts(result.checks.map(\.id.description)))
    return .object(m)
  }

  static func cause(_ cause: Cause, _ ledger: Ledger) -> JSON {
    var m = Members([("instance", JSON(cause.instance.index)), ("scenario", .string(cause.instance.name))])
    m.append(ifAny: "text", cause.requirement?.text)
    m.append("check", check(cause.check, ledger))
    m.append(ifAny: "reproduce", cause.replay.map(Curl.line))
    return .object(m)
  }

  static func check(_ event: CheckEvent, _ ledger: Ledger) -> JSON {
    let r = event.result
    var m = Members([("step", .string(r.step)), ("check", .string(r.check))])
    m.append(ifAny: "requirement", r.requirement?.text)
    m.append("judges", .string(r.judges.text))
    m.append("verdict", .string(r.verdict.rawValue))
    m.append(ifAny: "reason", r.reason?.rawValue)
    m.append(ifAny: "grade", r.grade?.rawValue)
    m.append("evidence", texts(r.evidence))
    m.append(ifAny: "expected", r.expected)
    m.append(ifAny: "actual", r.actual)
    m.append(ifAny: "difference", r.difference)
    if let strict = r.strict { m.append("strict", ErrataWire.encode(strict)) }
    m.append(ifAny: "note", r.note)
    m.append(ifAny: "place", event.place)
    if ledger.expectations?.entry(for: r.id) != nil { m.append("expected-result", true) }
    return .object(m)
  }

  static func instance(_ one: LedgerInstance, _ ledger: Ledger) -> JSON {
    var m = Members([("index", JSON(one.index)), ("key", .string(one.name)), ("suite", .string(one.planned.suite))])
    m.append("scenario", .string(one.planned.scenario))
    m.append(ifAny: "variant", one.planned.variant)
    m.append("title", .string(one.planned.title))
    m.append("verdict", .string(one.worst.rawValue))
    m.append("interrupted", .bool(one.isCutShort))
    m.append("milliseconds", JSON(one.finished?.milliseconds ?? 0))
    m.append("counts", counts(one.counts))
    m.append("checks", .array(one.checks.map { check($0, ledger) }))
    m.append("exchanges", .array(one.exchanges.map(exchange)))
    m.append("findings", .array(one.findings.map(finding)))
    return .object(m)
  }

  private static func exchange(_ e: Exchange) -> JSON {
    var m = Members([("id", .string(e.id)), ("from", .string(e.from.text)), ("to", .string(e.to.text)), ("edge", .string(e.edge.text))])
    m.append("dialect", .string(e.dialect.text))
    m.append("at", .string("\(e.at)"))
    m.append("method", .string(e.request.method))
    m.append("url", .string(e.url))
    if let response = e.response { m.append("status", JSON(response.status)) }
    m.append(ifAny: "failure", e.failure?.kind.rawValue)
    m.append("kinds", texts(e.readings.map(\.message.kind.text)))
    return .object(m)
  }

  private static func finding(_ f: Finding) -> JSON {
    var m = Members([("name", .string(f.name)), ("detail", .string(f.detail))])
    m.append(ifAny: "about", f.about?.text)
    m.append(ifAny: "exchange", f.exchange)
    return .object(m)
  }
}
