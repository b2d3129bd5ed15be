import Conformance
import Reports
import Scenarios

// What the checks reach of what the texts say, and how open texts are read.
extension SuiteDocuments {
  var coverage: SitePage {
    var statements: [(said: String, rows: [Coverage.Row])] = []
    for row in reach.rows {
      let said = row.said ?? "no published text"
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
          [.plain(String(row.checks))], [.plain(String(row.defects))], [.plain(Coverage.count(row.kills))],
          [.plain(Coverage.count(row.loneKills))], [.plain(row.decl.unchecked?.rawValue ?? "-")],
        ])
      }
    }
    let lines = reach.summary + reach.editions
    return page(
      coveragePlace, "Coverage of \(suite.id)",
      [
        .list(lines.map { [.plain($0)] }),
        .table(
          [
            "statement", "requirement", "strength", "checks", "defects that break it", "that fell to it", "and broke nothing else",
            "no check because",
          ],
          table),
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
    return page(interpretationsPlace, "Interpretations in \(suite.id)", blocks)
  }
}
