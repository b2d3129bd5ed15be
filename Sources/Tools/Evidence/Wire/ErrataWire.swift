package import Conformance
package import Documents

// MUST NOT CHANGE: logs on vendors' disks are read by this.

/// The errata of a run, and what the published forms say beside them.
package enum ErrataWire {
  package static func encode(_ e: RunStarted.Erratum) -> JSON {
    [
      "suite": .string(e.suite), "id": .string(e.id), "reason": .string(e.reason), "upstream": .string(e.upstream),
      "schema": .string(e.schema),
    ]
  }

  package static func encode(_ s: StrictReading) -> JSON {
    var m: Members = ["holds": .bool(s.holds)]
    m.append(optional: "flaw", s.flaw)
    m.append("errata", .array(s.errata.map { .string($0) }))
    m.append(optional: "interpretation", s.interpretation)
    return .object(m)
  }

  static func erratum(_ j: JSON) -> RunStarted.Erratum {
    RunStarted.Erratum(
      suite: j["suite"]?.text ?? "", id: j["id"]?.text ?? "", reason: j["reason"]?.text ?? "", upstream: j["upstream"]?.text ?? "",
      schema: j["schema"]?.text ?? "")
  }

  static func strict(_ j: JSON) -> StrictReading {
    StrictReading(
      holds: j["holds"]?.bool ?? false, flaw: j["flaw"]?.text, errata: (j["errata"]?.items ?? []).compactMap(\.text),
      interpretation: j["interpretation"]?.text)
  }
}
