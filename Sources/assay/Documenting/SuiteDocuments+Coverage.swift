import Conformance
import Reports
import Scenarios

// What the checks reach of what the texts say, and how open texts are read.
extension SuiteDocuments {
  var coverage: SitePage {
    let rows = Coverage.rows(suite, defects)
    var statements: [(said: String, rows: [Coverage.Row])] = []
    for row in rows {
      let said = row.decl.requirement.source ?? "no published text"
      if let at = statements.firstIndex(where: { $0.said == said }) {
        statements[at].rows.append(row)
      } else {
        statements.append((said, [row]))
      }
    }
    let table = statements.flatMap { statement in
      statement.rows.enumerated().map { i, row in
        SiteRow([
          [i == 0 ? .plain(statement.said) : .dim("\u{2033}")], [link(row.decl.id.text)], [.plain(row.decl.requirement.strength.rawValue)],
          [.plain(String(row.checks))], [.plain(String(row.kills))], [.plain(row.decl.unchecked?.rawValue ?? "-")],
        ])
      }
    }
    let lines = Coverage.summary(rows) + Coverage.editions(suite)
    return page(
      coveragePlace, "Coverage of \(suite.id)",
      [
        .list(lines.map { [.plain($0)] }),
        .table(["statement", "requirement", "strength", "checks", "defects that break it", "no check because"], table),
        .heading("Checks without a proof", anchor: "unproven"),
      ] + unproven)
  }

  private var unproven: [SiteBlock] {
    let all = suite.writtenChecks(faults: Knowledge.faults).filter { $0.check.unproven != nil }
    guard !all.isEmpty else { return [.text([.plain("No check is said to have none.")])] }
    return [
      .table(
        ["check", "requirement", "because"],
        all.map { one in
          SiteRow([
            [.plain(one.name)], one.check.requirement.map { [link($0.text)] } ?? [], [.plain(one.check.unproven?.rawValue ?? "")],
          ])
        })
    ]
  }

  /// Nothing where the suite has none.
  private var errata: [SiteBlock] {
    let all = suite.schemas.errata
    guard !all.isEmpty else { return [] }
    let text = "Messages are judged by the suite's schemas with these errata; what the published form says stands beside each result."
    return [
      .heading("Errata", anchor: "errata"), .text([.plain(text)]),
      .table(
        ["erratum", "schema", "reason", "upstream"],
        all.map { SiteRow([[.code($0.id)], [.code($0.schema)], [.plain($0.reason)], [.plain($0.upstream)]]) }),
    ]
  }

  var interpretations: SitePage {
    let rows = suite.requirements.flatMap { decl in
      decl.requirement.interpretations.map { one in
        SiteRow([
          [link(decl.id.text), .end, .plain(decl.requirement.text)], [.code(one.id)], [.code(one.seen)], [.plain(one.ruling.rawValue)],
        ])
      }
    }
    let open = suite.requirements.filter { $0.unchecked == .contradiction }.map { decl -> [SiteText] in
      [link(decl.id.text), .plain(" \(decl.requirement.text)")]
    }
    let text =
      "Where a published text is open, a reading of it is known by what is seen in a message, and ruled: accepted, noted or failed."
    var blocks: [SiteBlock] = [
      .text([.plain(text)]),
      rows.isEmpty
        ? .text([.plain("No requirement of this suite lists one.")]) : .table(["requirement", "reading", "known by", "ruling"], rows),
    ]
    if !open.isEmpty { blocks += [.heading("Texts that contradict themselves", anchor: "contradictions"), .list(open)] }
    return page(interpretationsPlace, "Interpretations in \(suite.id)", blocks + errata)
  }
}
