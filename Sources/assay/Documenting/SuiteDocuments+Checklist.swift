import Conformance
import Facts
import Reports
import Scenarios

// The first page of a suite: what it is, what it plays, and what is asked of whom.
extension SuiteDocuments {
  var checklist: SitePage {
    var blocks: [SiteBlock] = suite.summary.isEmpty ? [] : [.text([.plain(suite.summary)])]
    blocks.append(.facts(facts))
    blocks += [
      .heading("Scenarios", anchor: "scenarios"), .table(["scenario", "status", "subject", "may be real", "variants"], scenarios),
    ]
    for profile in suite.profiles { blocks += self.profile(profile.profile) }
    blocks += [
      .heading("Requirements", anchor: "requirements"),
      .table(
        ["requirement", "binds", "strength", "class", "authority"] + (hasSources ? ["said in"] : []) + ["checks", "challenged by"],
        suite.requirements.map(row)),
    ]
    if !suite.withdrawn.isEmpty {
      let rows = suite.withdrawn.map { decl in
        SiteRow([clause(decl), [.plain(decl.withdrawn ?? "")]], anchor: SitePlace.anchor("r", decl.id.text))
      }
      blocks += [.heading("Withdrawn", anchor: "withdrawn"), .table(["requirement", "why"], rows)]
    }
    return page(checklistPlace, suite.title, blocks)
  }

  private var facts: [(name: String, value: [SiteText])] {
    var facts: [(name: String, value: [SiteText])] = [
      ("suite", [.code(suite.id.text)]), ("version", [.plain(suite.version)]), ("status", [.plain(suite.status.rawValue)]),
    ]
    if let last = suite.record?.last {
      let isThis = last.version == suite.version
      facts.append(
        ("published", [.plain("\(isThis ? "" : "\(last.version) ")on \(last.date)\(last.body.map { ", adopted by \($0)" } ?? "")")]))
      if isThis { facts.append(("content", [.code(last.content)])) }
      let changes = PublicationSummary.changes(last.changes, isFirst: (suite.record?.versions.count ?? 0) == 1)
      facts.append(("changes", [.plain(changes)]))
    }
    return facts
  }

  private var scenarios: [SiteRow] {
    suite.pages.map { page in
      let s = page.base
      return SiteRow([
        [.link(.init(s.id.text, place(s))), .end, .plain(s.title)], [.plain(s.status.rawValue)], [.plain(s.subject.text)],
        [.plain(s.mayBeReal.map(\.text).joined(separator: ", "))], [.plain(String(page.variants.count))],
      ])
    }
  }

  private func profile(_ profile: Profile) -> [SiteBlock] {
    func names(_ ids: [RequirementID]) -> [SiteText] { Array(ids.map { [link($0.text)] }.joined(separator: [.plain(" ")])) }
    let adopted = profile.adoption.map { "adopted by \($0.body) on \($0.date)" } ?? "draft: no body has adopted it"
    return [
      .heading("Profile \(profile.name)", anchor: SitePlace.anchor("p", profile.name)),
      .facts(
        [
          ("role", [.plain("\(profile.role)")]), ("version", [.plain("\(profile.version), \(adopted)")]), ("core", names(profile.core)),
        ] + (profile.variants.isEmpty ? [] : [("variants", names(profile.variants))])),
    ]
  }

  private var hasSources: Bool { suite.requirements.contains { $0.requirement.source != nil } }

  private func row(_ decl: RequirementDecl) -> SiteRow {
    let r = decl.requirement
    let id = r.id.text
    let checks = citations(id)
    let challenged = defects.filter { $0.breaks == id }
    let unchecked: [SiteText] = decl.unchecked.map { [.dim("none: \($0.rawValue)")] } ?? [.dim("none")]
    return SiteRow(
      [
        clause(decl), [.plain(r.binds.text)], [.plain(r.strength.rawValue)],
        [.plain(r.class.rawValue)] + (r.gate.map { [.end, .tag("gate \($0.rawValue)")] } ?? [])
          + (r.grade.map { [.end, .dim("evidence \($0.rawValue)")] } ?? []),
        [.plain(r.authority.rawValue)],
      ] + (hasSources ? [[.plain(r.source ?? "-")]] : []) + [
        checks.isEmpty ? unchecked : Array(checks.map { [.link($0)] }.joined(separator: [.plain(", ")])),
        challenged.isEmpty
          ? [.dim("none")] : Array(challenged.map { [.plain("\($0.id)"), .dim(" \($0.says)")] }.joined(separator: [.end])),
      ], anchor: SitePlace.anchor("r", id))
  }

  private func clause(_ decl: RequirementDecl) -> [SiteText] {
    let r = decl.requirement
    var line: [SiteText] = [.plain("\u{2610} "), .code(r.id.text), .end, .plain(r.text)]
    if let when = r.when { line += [.end, .dim("when \(when)")] }
    if let form = decl.form?.text {
      line += [.end, .dim("form "), .link(.init(form, SitePlace(clausesPlace.file, Self.anchor(of: form))))]
    }
    if !r.formerly.isEmpty { line += [.end, .dim("formerly \(r.formerly.map(\.text).joined(separator: ", "))")] }
    return line
  }
}
