import Certification
import Conformance
import Evidence
import Scenarios
import SourceText

/// What the checks of a suite reach of what its texts say, and what a proof saw fall to them: `assay list requirements --coverage`.
struct Coverage {
  struct Row {
    let decl: RequirementDecl
    let checks: Int
    /// Defects that are known to break it.
    let defects: Int
    /// Those that fell to it, and those of them that broke nothing else; nil where no proof measured it.
    let kills: Int?
    let loneKills: Int?
    var isMust: Bool { decl.requirement.strength == .must }
    /// Where the published texts say it.
    var said: String? { decl.requirement.source }
    /// Every place of these, where several say the same.
    var statements: [String] { decl.anchor?.statements ?? [decl.requirement.source].compactMap(\.self) }
  }
  let suite: Suite
  let rows: [Row]
  /// What its schemas demand.
  let clauses: Clauses
  /// The proof that the kills are from; nil where none was kept of this text.
  private let proof: (path: String, matrix: ProofMatrix)?
  private let stale: String?

  init(_ suite: Suite, _ version: RunStarted.Suite, _ defects: [Defect], _ kept: KeptProofs) {
    let proof = kept.proof(of: version)
    self.suite = suite
    self.proof = proof
    clauses = Clauses(suite, proof?.matrix)
    stale = kept.stale(of: version)
    rows = suite.citations(faults: Knowledge.faults).map { one in
      let kills = proof?.matrix.kills(by: RequirementID(one.requirement.id.text))
      return Row(
        decl: one.requirement, checks: one.checks, defects: defects.count { $0.breaks == one.requirement.id.text }, kills: kills?.all,
        loneKills: kills?.alone)
    }
  }

  static func all(of suites: [Suite], _ library: Library, _ kept: KeptProofs) throws -> [Coverage] {
    let catalogue = DefectCatalogue.defects(library)
    guard catalogue.errors.isEmpty else { throw Complaints(catalogue.errors) }
    let defects = catalogue.value ?? []
    return zip(suites, SuiteSources.versions(of: suites, library)).map { Coverage($0, $1, defects, kept) }
  }

  var text: String {
    let table = TextTable(
      ["requirement", "binds", "strength", "checks", "defects", "kills", "lone kills", "no check because", "said in"],
      rows.map { r in
        [
          r.decl.id.text, r.decl.requirement.binds.text, r.decl.requirement.strength.rawValue, String(r.checks), String(r.defects),
          Self.count(r.kills), Self.count(r.loneKills), r.decl.unchecked?.rawValue ?? "-",
          r.said.map { $0 + (r.statements.count > 1 ? " and \(r.statements.count - 1) more" : "") } ?? "-",
        ]
      })
    return "\(suite.id) \(suite.version)\n" + table.text() + (summary + editions).map { $0 + "\n" }.joined()
  }

  static func count(_ count: Int?) -> String { count.map(String.init) ?? "-" }

  var summary: [String] {
    let musts = rows.filter(\.isMust)
    let unshown = rows.filter { $0.checks > 0 && $0.defects == 0 }
    let reasons = Unchecked.allCases.compactMap { reason -> String? in
      let count = rows.count { $0.decl.unchecked == reason }
      return count == 0 ? nil : "\(count) \(reason.rawValue)"
    }
    let statements = Set(rows.flatMap(\.statements)).count
    var lines = [
      "\(counted(rows.count, "row")) of \(counted(statements, "statement")) of the texts, \(rows.count { $0.checks > 0 }) with a check, "
        + "\(counted(rows.reduce(0) { $0 + $1.checks }, "check"))",
      "\(counted(musts.count, "must")): \(musts.count { $0.checks > 0 }) with a check, \(musts.count { $0.defects > 0 }) that a defect breaks, "
        + "\(musts.count { $0.checks == 0 && $0.decl.unchecked == nil }) with neither check nor reason",
    ]
    if !reasons.isEmpty { lines.append("without a check: \(reasons.joined(separator: ", "))") }
    if !unshown.isEmpty { lines.append("checked, and no defect breaks it: \(unshown.map(\.decl.id.text).joined(separator: ", "))") }
    return lines + kills(musts) + clauses.summary
  }

  /// What the proof saw; or how to make one.
  private func kills(_ musts: [Row]) -> [String] {
    guard let proof else {
      let why = stale.map { "\($0) is of another text of \(suite.id)" } ?? "no proof of \(suite.id) is kept here"
      return ["kills: \(why); `assay prove \(suite.id)` measures them"]
    }
    let fallen = musts.filter { $0.kills ?? 0 > 0 }
    var lines = [
      "kills: \(rows.reduce(0) { $0 + ($1.kills ?? 0) }) of \(counted(rows.reduce(0) { $0 + $1.defects }, "defect")) as \(proof.path) saw them, "
        + "\(counted(fallen.count, "must")) that fall"
    ]
    guard proof.matrix.scope.measuresRadius else {
      return lines + ["lone kills: not measured; `assay prove \(suite.id)` without --no-radius measures them"]
    }
    let together = fallen.filter { $0.loneKills == 0 }
    lines.append(
      "lone kills: \(fallen.count - together.count) musts fall to a defect that breaks nothing else"
        + (together.isEmpty ? "" : "; \(together.count) never fall alone: \(together.map(\.decl.id.text).joined(separator: ", "))"))
    return lines
  }

  var editions: [String] {
    suite.editions.map { "edition \($0.id): \($0.title), \($0.files.count) files; \($0.source)" }
  }
}
