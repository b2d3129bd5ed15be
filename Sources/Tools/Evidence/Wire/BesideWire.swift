package import Conformance
package import Documents

// MUST NOT CHANGE: logs on vendors' disks are read by this.

/// What stands beside the results of a run: expectations, waivers, declarations, interpretations.
package enum BesideWire {
  static func encode(_ file: ExpectationFile, _ m: inout Members) {
    m.append("file", .string(file.name))
    m.append("entries", .array(file.entries.map(encode)))
  }

  private static func encode(_ e: ExpectedResult) -> JSON {
    var m: Members = [
      "scenario": .string(e.scenario), "requirement": .string(e.requirement.text), "reason": .string(e.reason.rawValue),
      "owner": .string(e.owner), "expires": .string(e.expires),
    ]
    m.append(optional: "link", e.link)
    m.append(optional: "note", e.note)
    m.append(optional: "place", e.place)
    return .object(m)
  }

  package static func encode(_ w: Waiver) -> JSON {
    var m: Members = ["requirement": .string(w.requirement.text), "decision": .string(w.decision.rawValue)]
    m.append(optional: "product", w.product)
    if !w.scenarios.isEmpty { m.append("scenarios", .array(w.scenarios.map { .string($0) })) }
    m.append(optional: "approver", w.approver)
    m.append("link", .string(w.link))
    m.append("expires", .string(w.expires))
    m.append(optional: "note", w.note)
    m.append(optional: "place", w.place)
    return .object(m)
  }

  static func encode(_ d: Declaration, _ m: inout Members) {
    m.append("role", .string(d.role.text))
    m.append(optional: "profile", d.profile)
    m.append("features", .object(Members(d.features.map { Member($0.name, .bool($0.isSupported)) })))
    m.append("dialects", .object(Members(d.speech.map { Member($0.edge, $0.dialect.map { .string($0) } ?? .null) })))
  }

  package static func encode(_ i: Interpretation) -> JSON {
    ["id": .string(i.id), "seen": .string(i.seen), "ruling": .string(i.ruling.rawValue)]
  }
}

extension BesideWire {
  /// An entry whose reason a later version made up is dropped: what it expected then shows as unlisted.
  static func expectations(_ j: JSON) -> ExpectationFile {
    ExpectationFile(name: text(j, "file"), entries: (j["entries"]?.items ?? []).compactMap(expected))
  }

  private static func expected(_ j: JSON) -> ExpectedResult? {
    guard let reason = Reason(rawValue: text(j, "reason")) else { return nil }
    return ExpectedResult(
      scenario: text(j, "scenario"), requirement: RequirementID(text(j, "requirement")), reason: reason, owner: text(j, "owner"),
      link: j["link"]?.text, expires: text(j, "expires"), note: j["note"]?.text, place: j["place"]?.text)
  }

  static func waiver(_ j: JSON) -> Waiver? {
    guard let decision = Waiver.Decision(rawValue: text(j, "decision")) else { return nil }
    return Waiver(
      requirement: RequirementID(text(j, "requirement")), decision: decision, product: j["product"]?.text,
      scenarios: (j["scenarios"]?.items ?? []).compactMap(\.text), approver: j["approver"]?.text, link: text(j, "link"),
      expires: text(j, "expires"), note: j["note"]?.text, place: j["place"]?.text)
  }

  static func declaration(_ j: JSON) -> Declaration {
    Declaration(
      role: RoleName(text(j, "role")), profile: j["profile"]?.text,
      features: (j["features"]?.members ?? [:]).map { .init($0.name, isSupported: $0.value.bool ?? false) },
      speech: (j["dialects"]?.members ?? [:]).map { .init($0.name, $0.value.text) })
  }

  static func interpretation(_ j: JSON) -> Interpretation? {
    Interpretation.Ruling(rawValue: text(j, "ruling")).map { Interpretation(id: text(j, "id"), seen: text(j, "seen"), ruling: $0) }
  }

  private static func text(_ j: JSON, _ name: String) -> String { j[name]?.text ?? "" }
}
