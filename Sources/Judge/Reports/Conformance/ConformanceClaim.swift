package import Conformance
package import Documents
package import Evidence
import Facts

/// A claim in the manner of the Kubernetes Gateway API's ConformanceReport, to be kept in a repository and reviewed as a pull request:
/// what the product is, core and extended results by profile, what is supported and what is not, and how to reproduce it. YAML.
///
/// It is a claim and no certificate: whoever reads it trusts whoever wrote it.
package struct ConformanceClaim: ReportFormat {
  package init() {}
  package var card: FormatCard {
    FormatCard(name: "claim", file: "claim.yaml", title: "a claim like the Gateway API's ConformanceReport, YAML")
  }
  package func word(for verdict: Verdict) -> String { "requirement \(RequirementWord.of(verdict))" }

  package func write(_ ledger: Ledger, _ settings: ReportSettings, to sink: inout some ByteSink) throws(ReportFailure) {
    sink.write(YAMLText.block(Self.document(ledger)))
  }

  package static func document(_ ledger: Ledger) -> JSON {
    let run = ledger.run
    return [
      "apiVersion": "assay/v1", "kind": "ConformanceReport", "date": .string("\(run.today)"),
      "mode": .string(run.isSelection ? "selection" : "profile"),
      "implementations": .array(ledger.judged.map(implementation)),
      "suites": .array(run.suites.map { ["id": .string($0.id), "version": .string($0.version), "digest": .string($0.digest)] }),
      "dialects": .object(Members(run.edges.map { Member($0.edge, .string($0.dialect)) })),
      "profiles": .array(ledger.judged.flatMap { role in profiles(role, ledger) }),
      "summary": .string(Headline(ledger).sentence),
      "reproduce": ["tool": .string("assay \(run.tool)"), "seed": .string(run.seed), "command": .string(run.command)],
    ]
  }

  private static func implementation(_ role: RoleResult) -> JSON {
    // Products are declared as `Name 1.2.3`: the version is the last word.
    let words = role.product.split(separator: " ").map(String.init)
    return [
      "role": .string(role.role.text), "project": .string(words.count > 1 ? words.dropLast().joined(separator: " ") : role.product),
      "version": .string(words.count > 1 ? words.last ?? "" : ""), "underTest": .bool(role.isReal),
    ]
  }

  /// One for each profile; for a selection, or where no profile speaks of these dialects, one without a core.
  private static func profiles(_ role: RoleResult, _ ledger: Ledger) -> [JSON] {
    guard !role.levels.isEmpty else {
      return [
        [
          "name": .string("\(role.role)/none"), "role": .string(role.role.text), "score": .string("\(role.score.total)"),
          "extended": part(role.requirements, isExtended: true),
        ]
      ]
    }
    return role.levels.map { level in
      let profile = level.profile
      let core = Set(profile.core)
      let missing = profile.core.filter { id in !role.requirements.contains { $0.id == id } }
      return [
        "name": .string(profile.name), "version": .string(profile.version), "role": .string(role.role.text),
        "draft": .bool(profile.isDraft),
        "level": level.level.map { .string($0.name) } ?? .null, "score": .string("\(role.score.total)"),
        "core": part(role.requirements.filter { core.contains($0.id) }, unseen: missing, isExtended: false),
        "extended": part(role.requirements.filter { !core.contains($0.id) }, isExtended: true),
        "summary": .string(level.sentences.joined(separator: "; ")),
      ]
    }
  }

  /// `missing` are requirements of the core that the run holds no check of: unseen, since nothing passes by silence.
  private static func part(_ results: [RequirementResult], unseen missing: [RequirementID] = [], isExtended: Bool) -> JSON {
    func ids(_ state: RequirementState) -> [String] { results.filter { $0.state == state }.map(\.id.text) }
    let (met, failed, open) = (ids(.met), ids(.notMet), ids(.unseen) + missing.map(\.text))
    let result = !failed.isEmpty ? "failure" : !open.isEmpty ? "partial" : met.isEmpty ? "none" : "success"
    var m = Members([
      ("result", .string(result)),
      (
        "statistics",
        ["Passed": JSON(met.count), "Failed": JSON(failed.count), "Skipped": JSON(ids(.notApplicable).count), "Unseen": JSON(open.count)]
      ),
    ])
    if isExtended {
      m.append("supportedFeatures", JSONReport.texts(met))
      m.append("unsupportedFeatures", JSONReport.texts(ids(.notApplicable)))
    }
    if !failed.isEmpty { m.append("failedTests", JSONReport.texts(failed)) }
    if !open.isEmpty { m.append("unseenTests", JSONReport.texts(open)) }
    if !isExtended, !ids(.notApplicable).isEmpty { m.append("skippedTests", JSONReport.texts(ids(.notApplicable))) }
    return .object(m)
  }
}
