import Conformance
package import Documents
import Evidence

extension ProofMatrix {
  /// By the schema `reports/schema/proof.schema.json`.
  package var json: JSON {
    [
      "assay-proof": 1, "tool": .string(scope.tool), "seed": .string(scope.seed), "today": .string(scope.today),
      "suites": .array(
        scope.suites.map { ["id": .string($0.id), "version": .string($0.version), "digest": .string($0.digest)] as JSON }),
      "part": .bool(scope.isPart), "proven": .bool(holds), "why": Self.texts(objections), "clean": Self.texts(blemishes),
      "untried": Self.texts(untried), "radius-measured": .bool(scope.measuresRadius),
      "median-radius": medianRadius.map { .number("\($0)") } ?? .null,
      "defects": .array(defects.map(Self.defect)), "survivors": Self.texts(survivors.map(\.name)),
      "impostors": .array(impostors.map(Self.impostor)), "twins": .array(twins.map(Self.twin)),
      "requirements": .array(requirements.map(requirement)), "unchallenged": Self.texts(unchallenged.map(\.text)),
      "variants": .array(variants.map(Self.variant)), "idle-variants": Self.texts(idleVariants),
      "checks": .array(checks.map(Self.check)), "forms": .array(forms.map(Self.form)),
      "clauses": Self.tally(ClauseTally(forms)),
    ]
  }

  private static func defect(_ t: DefectTrial) -> JSON {
    var json: JSON = [
      "id": .string(t.id), "role": .string(t.role.text), "breaks": .string(t.breaks.text), "says": .string(t.says), "over": .string(t.over),
      "outcome": .string(word(t.outcome)),
    ]
    switch t.outcome {
    case .killed(let by): json["killed-by"] = name(by)
    case .survived(let nearest): json["nearest"] = nearest.map(Self.nearest) ?? .null
    case .faulted(let why): json["fault"] = .string(why)
    }
    json["next"] = t.next.map { .string($0) }
    json["failed"] = texts(t.failed.map(\.text))
    json["radius"] = t.radius.map { JSON($0) } ?? .null
    json["played"] = texts(t.played)
    json["failing"] = .array(t.failing.map(name))
    return json
  }

  private static func word(_ outcome: DefectTrial.Outcome) -> String {
    switch outcome {
    case .killed: "killed"
    case .survived: "survived"
    case .faulted: "faulted"
    }
  }

  private static func nearest(_ n: NearestCheck) -> JSON {
    [
      "scenario": .string(n.name.scenario), "check": .string(n.name.check), "link": .string(n.link.rawValue),
      "verdict": n.verdict.map { .string($0.rawValue) } ?? .null, "said": .string(n.said), "next": .string(n.next),
    ]
  }

  private static func impostor(_ t: ImpostorTrial) -> JSON {
    [
      "id": .string(t.id), "role": .string(t.role.text), "holds": .bool(t.holds), "asked": JSON(t.asked),
      "earned": texts(t.earned.map(\.text)), "gates": texts(t.gates.map(\.text)), "fault": t.fault.map { .string($0) } ?? .null,
    ]
  }

  private static func twin(_ t: TwinTrial) -> JSON {
    [
      "id": .string(t.id), "role": .string(t.role.text), "holds": .bool(t.holds), "compared": JSON(t.compared),
      "lost": .array(
        t.losses.map { loss in
          [
            "requirement": .string(loss.requirement.text), "before": .string(loss.before.rawValue), "after": .string(loss.after.rawValue),
            "check": .string(loss.check),
          ] as JSON
        }), "fault": t.fault.map { .string($0) } ?? .null,
    ]
  }

  private func requirement(_ row: RequirementRow) -> JSON {
    let standing = standing(of: row.id)
    return [
      "id": .string(row.id.text), "suite": .string(row.suite), "binds": .string(row.binds.text), "class": .string(row.kind.rawValue),
      "strength": .string(row.strength.rawValue), "text": .string(row.text), "killed": Self.texts(standing.killed),
      "failed": Self.texts(standing.failed),
    ]
  }

  private static func variant(_ v: VariantWorth) -> JSON {
    [
      "variant": .string(v.variant), "base": .string(v.base), "idle": .bool(v.isIdle),
      "catches": .array(
        v.catches.map { one in
          var json = name(one.check)
          json["defect"] = .string(one.defect)
          return json
        }),
    ]
  }

  private static func check(_ c: CheckStanding) -> JSON {
    [
      "suite": .string(c.suite), "scenario": .string(c.name.scenario), "check": .string(c.name.check),
      "requirement": c.requirement.map { .string($0.text) } ?? .null, "tried": JSON(c.tried), "fails": texts(c.fails),
    ]
  }

  private static func tally(_ t: ClauseTally) -> JSON {
    [
      "all": JSON(t.all), "fall": JSON(t.fall), "relaxed": JSON(t.relaxed), "stand": JSON(t.stand), "untried": JSON(t.untried),
      "unsent": JSON(t.unsent), "sentence": .string(t.sentence),
    ]
  }

  private static func form(_ f: FormTrial) -> JSON {
    [
      "suite": .string(f.suite), "schema": .string(f.schema), "messages": JSON(f.messages),
      "clauses": .array(
        f.clauses.map { one in
          [
            "at": .string(one.place), "keyword": .string(one.keyword), "value": .string(one.value),
            "outcome": .string(one.outcome.rawValue),
            "unsent": one.unsent.map { .string($0.rawValue) } ?? .null, "errata": texts(one.errata),
          ] as JSON
        }),
    ]
  }

  private static func name(_ n: CheckName) -> JSON { ["scenario": .string(n.scenario), "check": .string(n.check)] }
  private static func texts(_ all: [String]) -> JSON { .array(all.map { .string($0) }) }
}
