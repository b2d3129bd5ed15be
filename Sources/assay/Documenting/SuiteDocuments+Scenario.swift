import Conformance
import Facts
import Population
import Reports
import Scenarios
import SourceText

// One page a scenario: its text, people, picture, steps and variants.
extension SuiteDocuments {
  func scenario(_ page: ScenarioPage) -> SitePage {
    let s = page.base
    var blocks: [SiteBlock] = s.summary.isEmpty ? [] : [.text([.plain(s.summary)])]
    blocks.append(.facts(facts(s)))
    if !s.cast.isEmpty { blocks += [.heading("People", anchor: "people"), .table(["person", "archetype", "who that is"], people(s))] }
    let picture = SequenceDiagram(s)
    if !picture.participants.isEmpty {
      blocks += [.heading("Who tells whom what", anchor: "picture"), .picture(picture, title: "\(s.id): who tells whom what")]
    }
    blocks.append(.heading("Steps", anchor: "steps"))
    for step in s.steps { blocks += part(step, anchor: SitePlace.anchor("step", step.id.text)) }
    if !s.finally.isEmpty {
      let actions = s.finally.map { "\($0.verb) \($0.people.map(\.text).joined(separator: ", "))" }
      blocks.append(.text([.dim("At the end, whatever happened: \(actions.joined(separator: "; "))")]))
    }
    let variants = variants(page)
    if !variants.isEmpty { blocks.append(.heading("Variants", anchor: "variants")) }
    for one in variants { blocks += variant(one) }
    blocks += [.heading("As written", anchor: "source"), .source(page.file.text, title: page.file.name)]
    return self.page(place(s), "\(s.id) \(s.title)", blocks)
  }

  private func facts(_ s: Scenario) -> [(name: String, value: [SiteText])] {
    var facts: [(name: String, value: [SiteText])] = [
      ("version", [.plain("\(s.version), \(s.status.rawValue)")]), ("subject", [.plain(s.subject.text)]),
    ]
    if !s.mayBeReal.isEmpty { facts.append(("may be real", [.plain(s.mayBeReal.map(\.text).joined(separator: ", "))])) }
    if !s.source.isEmpty { facts.append(("source", [.plain(s.source.joined(separator: "; "))])) }
    for edge in s.edges {
      let only = edge.dialects.isEmpty ? "" : " (about \(edge.dialects.map(\.text).joined(separator: ", ")) alone)"
      facts.append((edge.name.text, [.plain("\(edge.from) -> \(edge.to): \(edge.kinds.map(\.text).joined(separator: ", "))"), .dim(only)]))
    }
    if !s.needs.isEmpty { facts.append(("needs", [.plain(s.needs.map(\.description).joined(separator: ", "))])) }
    for policy in s.policies {
      let range = [
        policy.among.isEmpty ? nil : "among \(policy.among.map(\.text).joined(separator: ", "))", policy.atLeast.map { "at least \($0)" },
        policy.atMost.map { "at most \($0)" },
      ].compactMap(\.self)
      let preset = policy.preset.map { "\($0)" } ?? policy.fromProgramme.map { "as \($0) says" } ?? ""
      facts.append((policy.name.text, [.plain(preset), .dim(range.isEmpty ? "" : " (\(range.joined(separator: ", ")))")]))
    }
    return facts
  }

  private func people(_ s: Scenario) -> [SiteRow] {
    s.cast.map { entry in
      let names = entry.members.map(\.name)
      let archetype = archetypes.first { $0.key.text == entry.archetype.text }
      let many = names.count > 1 ? " (\(names.count): \(names[0]) to \(names[names.count - 1]))" : ""
      return SiteRow([[.plain(entry.name.text + many)], [.code(entry.archetype.text)], [.plain(archetype?.says ?? "")]])
    }
  }

  /// A step with its checks. `anchor` is where others lead to.
  private func part(_ step: Step, anchor: String) -> [SiteBlock] {
    var blocks: [SiteBlock] = [
      .part(step.title.map { "\(step.id): \($0)" } ?? step.id.text, anchor: anchor),
      .text([.plain(StepWords.said(step))] + (step.when.map { [.dim(" when \($0)")] } ?? [])),
    ]
    let rows = step.checks.map { check in
      SiteRow([
        [.plain(check.name.text)], [.plain(CheckWords.said(check.assertion))], check.requirement.map { [link($0.text)] } ?? [],
        check.unproven.map { [.dim("unproven: \($0.rawValue)")] } ?? [],
      ])
    }
    if !rows.isEmpty { blocks.append(.table(["check", "asks", "requirement", ""], rows)) }
    return blocks
  }

  private func variant(_ one: VariantView) -> [SiteBlock] {
    let name = one.variant.name.text
    var blocks: [SiteBlock] = [.part("\(name): \(one.variant.title)", anchor: SitePlace.anchor("v", name))]
    var notes: [[SiteText]] = []
    if !one.rows.isEmpty { notes.append([.plain("played \(counted(one.rows.count, "time")): \(one.rows.joined(separator: ", "))")]) }
    if !one.variant.needs.isEmpty { notes.append([.plain("needs \(one.variant.needs.map(\.description).joined(separator: ", "))")]) }
    if let when = one.variant.when { notes.append([.plain("when \(when)")]) }
    if !one.differences.dropped.isEmpty { notes.append([.plain("without \(one.differences.dropped.joined(separator: ", "))")]) }
    notes += one.differences.changed.map { [.plain("otherwise: \($0.id). \(StepWords.said($0))")] + checks($0) }
    if !notes.isEmpty { blocks.append(.list(notes)) }
    for step in one.differences.added { blocks += part(step, anchor: SitePlace.anchor("v-\(SitePlace.name(name))-step", step.id.text)) }
    return blocks
  }

  private func checks(_ step: Step) -> [SiteText] {
    step.checks.flatMap { check -> [SiteText] in
      [.end, .plain("\(check.name): \(CheckWords.said(check.assertion)) ")] + (check.requirement.map { [link($0.text)] } ?? [])
    }
  }
}
