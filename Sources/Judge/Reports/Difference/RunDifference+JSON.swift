import Conformance
package import Documents

extension RunDifference {
  /// By the schema `reports/schema/diff.schema.json`.
  package var json: JSON {
    [
      "assay-diff": 1, "verdict": .string(verdict), "worse": .bool(isWorse), "old": Self.head(old), "new": Self.head(new),
      "notes": JSONReport.texts(notes), "requirements": Self.part(requirements), "scenarios": Self.part(scenarios),
    ]
  }

  private static func head(_ run: RunSnapshot) -> JSON {
    [
      "run": .string(run.run), "tool": .string(run.tool), "suites": .array(run.suites.map { .string($0.name) }),
      "selection": .bool(run.isSelection),
    ]
  }

  private static func part(_ comparison: Comparison) -> JSON {
    let counts = Change.allCases.map { Member($0.rawValue, JSON(comparison.count($0))) }
    return [
      "counts": .object(Members(counts + [Member("unchanged", JSON(comparison.unchanged))])),
      "entries": .array(comparison.entries.map(entry)),
    ]
  }

  private static func entry(_ entry: Comparison.Entry) -> JSON {
    func side(_ item: Comparison.Item?) -> JSON { item.map { ["is": .string($0.word), "why": .string($0.why)] } ?? .null }
    return [
      "key": .string(entry.key), "change": .string(entry.change.rawValue), "worse": .bool(entry.isWorse), "old": side(entry.old),
      "new": side(entry.new),
    ]
  }
}
