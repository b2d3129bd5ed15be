import Conformance
import Documents
import Evidence

extension JSONReport {
  static func expectations(_ account: ExpectationAccount) -> JSON {
    [
      "entries": JSON(account.entries.count), "expected": JSON(account.count),
      "unassigned": JSON(account.entries.count(where: \.isUnassigned)),
      "drifts": .array(account.drifts.map(drift)),
    ]
  }

  private static func drift(_ drift: Drift) -> JSON {
    let e = drift.entry
    var m = Members([
      ("kind", .string(drift.kind.rawValue)), ("scenario", .string(e.scenario)), ("requirement", .string(e.requirement.text)),
    ])
    m.append("reason", .string(e.reason.rawValue))
    m.append(ifAny: "saw", drift.saw)
    m.append(ifAny: "place", e.place)
    m.append("text", .string("\(drift)"))
    return .object(m)
  }

  static func waiver(_ waived: Beside.Waived) -> JSON {
    let w = waived.waiver
    var m = Members([("decision", .string(w.decision.rawValue)), ("standing", .string(waived.standing.rawValue))])
    m.append(ifAny: "product", w.product)
    m.append("scenarios", texts(w.scenarios))
    m.append(ifAny: "approver", w.approver)
    m.append("link", .string(w.link))
    m.append("expires", .string(w.expires))
    m.append(ifAny: "note", w.note)
    return .object(m)
  }

  static func erratum(_ use: ErratumUse) -> JSON {
    let e = use.erratum
    return [
      "id": .string(e.id), "suite": .string(e.suite), "schema": .string(e.schema), "reason": .string(e.reason),
      "upstream": .string(e.upstream), "checks": texts(use.checks.map(\.description)),
    ]
  }

  static func declaration(_ account: DeclarationAccount) -> JSON {
    let d = account.declaration
    var m = Members([("role", .string(d.role.text))])
    m.append(ifAny: "profile", d.profile)
    m.append("features", .object(Members(d.features.map { Member($0.name, .bool($0.isSupported)) })))
    m.append("dialects", .object(Members(d.speech.map { Member($0.edge, $0.dialect.map { .string($0) } ?? .null) })))
    m.append(
      "lies",
      .array(
        account.lies.map { lie in
          var one = Members([("kind", .string(lie.kind.rawValue)), ("name", .string(lie.name))])
          one.append(ifAny: "check", lie.check?.description)
          return .object(one)
        }))
    return .object(m)
  }
}
