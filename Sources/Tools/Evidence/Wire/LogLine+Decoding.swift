import Conformance
package import Documents
import Facts

/// A line that is not of a log, or is of a later version.
package struct LogRefusal: Error, Sendable, CustomStringConvertible {
  package let line: Int
  package let why: String
  package init(line: Int, _ why: String) {
    self.line = line
    self.why = why
  }
  package var description: String { line > 0 ? "line \(line) of the log: \(why)" : why }
}

extension LogLine {
  /// The event of a line. nil for a kind that this reader does not know, which it keeps and ignores.
  package static func decode(_ json: JSON, bodies: (JSON) -> [UInt8]) -> Recorded? {
    let place = Place(instance: json["i"]?.int ?? -1, number: json["n"]?.int ?? 0)
    return event(json, place, bodies).map { Recorded(place, $0) }
  }

  private static func event(_ j: JSON, _ place: Place, _ bodies: (JSON) -> [UInt8]) -> Event? {
    switch j["k"]?.text {
    case "run": run(j).map { .run($0) }
    case "requirement": requirement(j).map { .requirement($0) }
    case "expectations": .expectations(BesideWire.expectations(j))
    case "waivers": .waivers((j["waivers"]?.items ?? []).compactMap(BesideWire.waiver))
    case "declaration": .declaration(BesideWire.declaration(j))
    case "planned": planned(j).map { .planned($0) }
    case "step":
      StepEvent.State(rawValue: j["state"]?.text ?? "").map {
        .step(StepEvent(step: j.string("step"), state: $0, note: j["note"]?.text, at: j.instant("t")))
      }
    case "exchange": .exchange(exchange(j, bodies))
    case "armed": .armed(Armed(step: j.string("step"), waitsFor: j.string("waits-for")))
    case "claimed": .claimed(Claimed(step: j.string("step"), exchanges: j.strings("of")))
    case "settled": .settled(Settled(at: j.instant("t"), last: j.string("p"), outside: j.strings("outside")))
    case "advanced": .advanced(Advanced(step: j.string("step"), from: j.instant("from"), to: j.instant("to"), how: j.string("how")))
    case "check": check(j, place).map { .check($0) }
    case "finding":
      .finding(
        Finding(name: j.string("name"), detail: j.string("detail"), about: j["about"]?.text.map { Role($0) }, exchange: j["exchange"]?.text)
      )
    case "attached":
      .attached(
        Attached(
          step: j.string("step"), check: j.string("check"), file: j["file"]?.text, bytes: j["body"].map(bodies) ?? [],
          says: j["says"]?.text, by: j.string("by"), wire: j.string("w")))
    case "reviewed":
      .reviewed(
        Reviewed(
          step: j.string("step"), check: j.string("check"), isAccepted: j["accepted"]?.bool ?? false, by: j.string("by"),
          why: j["why"]?.text, wire: j.string("w")))
    case "instance-finished":
      .instanceFinished(
        InstanceFinished(
          planned: j.int("planned"), accounted: j.int("accounted"), chain: j.string("chain"), interrupted: j["interrupted"]?.bool ?? false,
          milliseconds: j.int("ms")))
    case "finished":
      .finished(
        Finished(
          planned: j.int("planned"), accounted: j.int("accounted"), interrupted: j["interrupted"]?.bool ?? false, milliseconds: j.int("ms"))
      )
    default: nil
    }
  }

  private static func run(_ j: JSON) -> RunStarted? {
    guard let today = Day(j.string("today")) else { return nil }
    var run = RunStarted(
      run: j.string("run"), tool: j.string("tool"), seed: j.string("seed"), today: today, target: j["target"]?.text,
      declaration: j["declaration"]?.text,
      actors: j.list("actors").map {
        .init(role: Role($0.string("role")), isReal: $0["real"]?.bool ?? false, product: $0.string("product"))
      },
      suites: j.list("suites").map { .init(id: $0.string("id"), version: $0.string("version"), digest: $0.string("digest")) },
      profiles: j.list("profiles").compactMap(ProfileWire.decode),
      edges: (j["edges"]?.members ?? [:]).map { (edge: $0.name, dialect: $0.value.text ?? "") },
      isSelection: j["selection"]?.bool ?? false,
      part: j["part"].flatMap { part in part["instances"]?.int.map { RunStarted.Part(shard: part["shard"]?.text, instances: $0) } },
      command: j.string("command"))
    run.words = j.list("words").map { .init(list: $0.string("list"), ours: $0.string("ours"), theirs: $0.string("theirs")) }
    run.policies = j.list("policies").map {
      .init(name: $0.string("name"), value: $0.string("value"), isDeclared: $0["declared"]?.bool ?? false)
    }
    run.errata = j.list("errata").map(ErrataWire.erratum)
    run.identities = j.list("identities").map { (role: Role($0.string("role")), says: $0.string("says")) }
    run.lent = j["lent"]?.text
    run.earlier = j["earlier"].map(EarlierWire.decode)
    (run.engine, run.home) = (j["engine"]?.text, j["home"]?.text)
    return run
  }

  private static func requirement(_ j: JSON) -> Requirement? {
    guard let cls = RequirementClass(rawValue: j.string("class")), let strength = Strength(rawValue: j.string("strength")),
      let authority = Authority(rawValue: j.string("authority"))
    else { return nil }
    return Requirement(
      id: RequirementID(j.string("id")), binds: RoleName(j.string("binds")), class: cls, strength: strength, authority: authority,
      grade: j["grade"]?.text.flatMap { Grade(rawValue: $0) }, gate: j["gate"]?.text.flatMap { Gate(rawValue: $0) }, when: j["when"]?.text,
      text: j.string("text"), source: j["source"]?.text, interpretations: j.list("interpretations").compactMap(BesideWire.interpretation),
      formerly: j.list("formerly").compactMap(\.text).map { RequirementID($0) })
  }

  private static func planned(_ j: JSON) -> Planned? {
    Planned(
      suite: j.string("suite"), scenario: j.string("scenario"), variant: j["variant"]?.text, key: j.string("key"), title: j.string("title"),
      steps: j.list("steps").map { .init(id: $0.string("id"), kind: $0.string("kind"), title: $0.string("title")) },
      checks: j.list("checks").map { .init(step: $0.string("step"), check: $0.string("check"), requirement: $0["requirement"]?.text) })
  }

  private static func exchange(_ j: JSON, _ bodies: (JSON) -> [UInt8]) -> Exchange {
    let request = j["request"] ?? .null
    let response = j["response"].map {
      WireResponse($0.int("status"), headers: headers($0["headers"]), body: bodies($0["body"] ?? .null))
    }
    let failure = j["failure"].map { SendFailure(SendFailure.Kind(rawValue: $0.string("kind")) ?? .other, $0.string("detail")) }
    let us = j["us"] ?? .null
    return Exchange(
      id: j.string("p"), at: j.instant("t"), wire: WireInstant(j.string("w")) ?? WireInstant(milliseconds: 0), from: Role(j.string("from")),
      to: Role(j.string("to")), edge: EdgeName(j.string("edge")), dialect: DialectName(j.string("dialect")),
      operation: OperationName(j.string("operation")), url: j.string("url"),
      request: WireRequest(
        request.string("method"), request.string("target"), headers: headers(request["headers"]), body: bodies(request["body"] ?? .null)),
      response: response, failure: failure, readings: j.list("reads").compactMap { FactsWire.decodeReading($0) },
      sealed: j["sealed"]?.bool ?? false, repeated: j["repeated"]?.bool ?? false,
      times: .init(connect: us.int("connect"), first: us.int("first"), total: us.int("total")))
  }

  private static func headers(_ j: JSON?) -> [HeaderField] {
    (j?.items ?? []).compactMap { pair in
      guard let n = pair[0]?.text, let v = pair[1]?.text else { return nil }
      return HeaderField(n, v)
    }
  }

  private static func check(_ j: JSON, _ place: Place) -> CheckEvent? {
    guard let verdict = Verdict(rawValue: j.string("verdict")) else { return nil }
    return CheckEvent(
      CheckResult(
        instance: place.instance, step: j.string("step"), check: j.string("check"),
        requirement: j["requirement"]?.text.map { RequirementID($0) },
        judges: RoleName(j.string("judges")), verdict: verdict, reason: j["reason"]?.text.flatMap { Reason(rawValue: $0) },
        grade: j["grade"]?.text.flatMap { Grade(rawValue: $0) }, evidence: j.strings("of"), expected: j["expected"]?.text,
        actual: j["actual"]?.text, difference: j["difference"]?.text, strict: j["strict"].map(ErrataWire.strict),
        note: j["note"]?.text),
      place: j["at"]?.text)
  }
}

extension JSON {
  fileprivate func string(_ name: String) -> String { self[name]?.text ?? "" }
  fileprivate func int(_ name: String) -> Int { self[name]?.int ?? 0 }
  fileprivate func list(_ name: String) -> [JSON] { self[name]?.items ?? [] }
  fileprivate func strings(_ name: String) -> [String] { list(name).compactMap(\.text) }
  fileprivate func instant(_ name: String) -> WorldInstant {
    WorldInstant(seconds: WireInstant(string(name))?.seconds ?? 0)
  }
}
