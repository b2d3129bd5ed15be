import Conformance
import Reports
import Scenarios

// What the checks reach of what the texts say, and how open texts are read.
extension SuiteDocuments {
  var coverage: SitePage {
    let lines = reach.summary + reach.editions
    let statements = statements
    let reasons = Unchecked.allCases.filter { reason in reach.rows.contains { $0.decl.unchecked == reason } }
    let open = statements.filter { $0[0].checks == 0 }
    var blocks: [SiteBlock] = [.list(lines.map { [.plain($0)] })]
    if !open.isEmpty {
      blocks += [
        .heading("Not checked", anchor: "not-checked"),
        .table(["clause", "said in", "strength", "why not"], open.map { SiteRow(said($0) + [[.plain(why($0[0]))]]) }),
      ]
      if !reasons.isEmpty {
        blocks.append(.facts(reasons.map { reason in (name: reason.rawValue, value: [.plain(reason.sentence)]) }))
      }
    }
    blocks += [
      .heading("Checked", anchor: "checked"),
      .table(
        ["clause", "said in", "strength", "checks", "defects that break it", "that fell to it", "and broke nothing else"],
        statements.filter { $0[0].checks > 0 }.map { SiteRow(said($0) + counts($0)) }),
    ]
    return page(
      coveragePlace, "Coverage of \(suite.id)", blocks + [.heading("Checks without a proof", anchor: "unproven")] + unproven)
  }

  /// Rows that say the same of several roles, as one clause.
  private var statements: [[Coverage.Row]] {
    var all: [[Coverage.Row]] = []
    for row in reach.rows {
      let at = all.firstIndex { one in
        one[0].decl.requirement.text == row.decl.requirement.text && one[0].decl.anchor?.place == row.decl.anchor?.place
          && (one[0].checks == 0) == (row.checks == 0)
      }
      if let at { all[at].append(row) } else { all.append([row]) }
    }
    return all
  }

  private func said(_ clause: [Coverage.Row]) -> [[SiteText]] {
    let first = clause[0].decl
    let links = clause.flatMap { row -> [SiteText] in [.plain(" "), link(row.decl.id.text)] }
    let also = (first.anchor?.also ?? []).flatMap { place -> [SiteText] in [.end, .plain(first.anchor?.called(place) ?? place)] }
    return [
      [.plain(first.requirement.text), .end] + Array(links.dropFirst()),
      [.plain(first.anchor?.called ?? "no published text")] + also
        + [.end, .dim(first.anchor?.edition.text ?? first.requirement.authority.rawValue)],
      [.plain(first.requirement.strength.rawValue)],
    ]
  }

  /// Of a clause that is told of several roles: of all of them.
  private func counts(_ clause: [Coverage.Row]) -> [[SiteText]] {
    func sum(_ one: (Coverage.Row) -> Int?) -> Int? { clause.compactMap(one).isEmpty ? nil : clause.compactMap(one).reduce(0, +) }
    return [sum(\.checks), sum(\.defects), sum(\.kills), sum(\.loneKills)].map { [.plain(Coverage.count($0))] }
  }

  private func why(_ row: Coverage.Row) -> String { row.decl.unchecked?.rawValue ?? "it is no must, and nobody has written a check" }

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
