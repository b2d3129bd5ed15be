import Conformance
import Scenarios
import SourceText

/// What the checks of suites reach of what their texts say: `assay list requirements --coverage`.
enum Coverage {
  static func text(_ suites: [Suite], _ library: Library) throws -> String {
    let catalogue = DefectCatalogue.defects(library)
    guard catalogue.errors.isEmpty else { throw Complaints(catalogue.errors) }
    let defects = catalogue.value ?? []
    return suites.map { text($0, defects) }.joined(separator: "\n")
  }

  private static func text(_ suite: Suite, _ defects: [Defect]) -> String {
    let rows = rows(suite, defects)
    let table = TextTable(
      ["requirement", "binds", "strength", "checks", "defects", "no check because", "said in"],
      rows.map { r in
        [
          r.decl.id.text, r.decl.requirement.binds.text, r.decl.requirement.strength.rawValue, String(r.checks), String(r.kills),
          r.decl.unchecked?.rawValue ?? "-", r.decl.requirement.source ?? "-",
        ]
      })
    return "\(suite.id) \(suite.version)\n" + table.text() + (summary(rows) + editions(suite)).map { $0 + "\n" }.joined()
  }

  struct Row {
    let decl: RequirementDecl
    let checks: Int
    /// Defects that break it.
    let kills: Int
    var isMust: Bool { decl.requirement.strength == .must }
  }

  static func rows(_ suite: Suite, _ defects: [Defect]) -> [Row] {
    suite.citations(faults: Knowledge.faults).map { one in
      Row(decl: one.requirement, checks: one.checks, kills: defects.count { $0.breaks == one.requirement.id.text })
    }
  }

  static func summary(_ rows: [Row]) -> [String] {
    let musts = rows.filter(\.isMust)
    let unshown = rows.filter { $0.checks > 0 && $0.kills == 0 }
    let reasons = Unchecked.allCases.compactMap { reason -> String? in
      let count = rows.count { $0.decl.unchecked == reason }
      return count == 0 ? nil : "\(count) \(reason.rawValue)"
    }
    var lines = [
      "\(rows.count) statements, \(rows.count { $0.checks > 0 }) with a check, \(rows.reduce(0) { $0 + $1.checks }) checks",
      "\(musts.count) musts: \(musts.count { $0.checks > 0 }) with a check, \(musts.count { $0.kills > 0 }) that a defect breaks, "
        + "\(musts.count { $0.checks == 0 && $0.decl.unchecked == nil }) with neither check nor reason",
    ]
    if !reasons.isEmpty { lines.append("without a check: \(reasons.joined(separator: ", "))") }
    if !unshown.isEmpty { lines.append("checked, and no defect breaks it: \(unshown.map(\.decl.id.text).joined(separator: ", "))") }
    return lines
  }

  static func editions(_ suite: Suite) -> [String] {
    suite.editions.map { "edition \($0.id): \($0.title), \($0.files.count) files; \($0.source)" }
  }
}
