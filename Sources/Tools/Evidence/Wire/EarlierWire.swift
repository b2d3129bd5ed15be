package import Conformance
package import Documents

// MUST NOT CHANGE: logs on vendors' disks are read by this.

/// What earlier runs of the target say, within the first line of a log; the report has it in the same form.
package enum EarlierWire {
  package static func encode(_ e: EarlierRuns) -> JSON {
    var m: Members = [
      "number": JSON(e.number), "kept": JSON(e.kept), "alike": JSON(e.alike),
      "failed": .array(e.failed.map { ["requirement": .string($0.requirement.text), "run": JSON($0.run), "day": .string($0.day)] }),
    ]
    if let again = e.replayed { m.append("replayed", ["run": JSON(again.run), "day": .string(again.day)]) }
    return .object(m)
  }

  static func decode(_ j: JSON) -> EarlierRuns {
    func int(_ j: JSON, _ name: String) -> Int { j[name]?.int ?? 0 }
    return EarlierRuns(
      number: int(j, "number"), kept: int(j, "kept"), alike: int(j, "alike"),
      failed: (j["failed"]?.items ?? []).map {
        .init(RequirementID($0["requirement"]?.text ?? ""), run: int($0, "run"), day: $0["day"]?.text ?? "")
      },
      replayed: j["replayed"].map { .init(run: int($0, "run"), day: $0["day"]?.text ?? "") })
  }
}
