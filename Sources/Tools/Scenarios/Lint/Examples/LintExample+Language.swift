import SourceText

// What can be wrong with a story, and with what it is judged by.
extension LintExample {
  static let language: [LintExample] = [
    .init(
      .stepWithoutID, wrong: "- advance: { to: next-cycle, of: OAP }", right: "- id: cycle\n  advance: { to: next-cycle, of: OAP }"),
    .init(.unknownName, wrong: "about: deceasd", right: "about: deceased"),
    .init(
      .duplicateName, wrong: "- id: told\n  advance: { to: next-cycle, of: OAP }",
      right: "- id: cycle\n  advance: { to: next-cycle, of: OAP }"),
    .init(.unknownReference, wrong: "within: $policy.end-in", right: "within: $policy.end-within"),
    .init(
      .includeCycle, .flow, wrong: "- id: sent\n  include: flows/after-that", right: "- id: sent\n  expect: mis -> payments list"),
    .init(.absenceWithoutControl, wrong: "until: cycle-closed", right: "until: cycle-closed\ncontrol: stopped"),
    .init(.absenceWithoutWindow, wrong: "from: cycle", right: "from: cycle\nuntil: cycle-closed"),
    .init(
      .probeWithoutContrast, wrong: "within: $policy.end-within",
      right: "within: $policy.end-within\ncontrast: { person: other, answers: enrolled }"),
    .init(.givenUnconfirmed, wrong: "given: mis.hoped-for", right: "given: mis.enrolled"),
    .init(
      .wireDetail, wrong: "ended: { that: answer, schema: answer.json, requirement: ENDED }",
      right: "ended: { that: answer, is: not-enrolled, requirement: ENDED }"),
    .init(
      .gradeOnCheck, wrong: "ended: { that: answer, is: not-enrolled, gate: blocks-L1, requirement: ENDED }",
      right: "ended: { that: answer, is: not-enrolled, requirement: ENDED }"),
    .init(
      .unknownRequirement, wrong: "ended: { that: answer, is: not-enrolled, requirement: ENDS }",
      right: "ended: { that: answer, is: not-enrolled, requirement: ENDED }"),
    .init(
      .variantEqualsBase, wrong: "again:\n  title: The same message twice",
      right: "again:\n  title: The same message twice\n  after:\n    told:\n      - { id: twice, send: repeat told }"),
    .init(
      .factNotCarried, wrong: "number: { that: child.brn, is: $death.drn, requirement: EVT-SUBJECT }",
      right: "number: { that: death.drn, is: $death.drn, requirement: EVT-SUBJECT }"),
    .init(
      .unquotedPath, .wire, wrong: "action: { that: body, path: $.header.action, is: on-search, requirement: A }",
      right: "action: { that: body, path: \"$.header.action\", is: on-search, requirement: A }"),
    .init(
      .weakMatcher, wrong: "number: { that: death.drn, is: present, requirement: EVT-SUBJECT }",
      right: "number: { that: death.drn, is: $death.drn, requirement: EVT-SUBJECT }"),
    .init(.unusedCapture, wrong: "gives: { drn: death.drn, other: death.drn }", right: "gives: { drn: death.drn }"),
    .init(
      .overlayMisses, wrong: "after:\n  tolt:\n    - { id: twice, send: repeat told }",
      right: "after:\n  told:\n    - { id: twice, send: repeat told }"),
    .init(
      .noEdge, wrong: "payment: { from: mis, to: payments, tells: [ report ] }",
      right: "payment: { from: mis, to: payments, tells: [ list ] }"),
    .init(
      .checkWithoutRequirement, wrong: "ended: { that: answer, is: not-enrolled }",
      right: "ended: { that: answer, is: not-enrolled, requirement: ENDED }"),
    .init(
      .policyRange, wrong: "end-within: { default: 120 days, at-most: 90 days }",
      right: "end-within: { default: 30 days, at-most: 90 days }"),
    .init(.reservedName, wrong: "- id: policy\n  given: mis.enrolled", right: "- id: pensioners\n  given: mis.enrolled"),
    .init(
      .mustWithoutCheck, .catalogue, wrong: "text: A callback comes.", right: "text: A callback comes.\nunchecked: takes-too-long"),
    .init(
      .notPlayed, .wire, wrong: "action: { that: status, schema: answer, requirement: A }",
      right: "action: { that: body, path: \"$.header.action\", is: on-search, requirement: A }"),
  ]

  static let history: [LintExample] = [
    .init(
      .idUsedBefore, .requirements,
      wrong: """
        ENDED: { binds: mis, class: outcome, strength: must, authority: use-case, formerly: STOPS, text: It ends. }
        STOPS: { binds: mis, class: outcome, strength: must, authority: use-case, text: Something new. }
        """,
      right: """
        ENDED: { binds: mis, class: outcome, strength: must, authority: use-case, formerly: STOPS, text: It ends. }
        """),
    .init(
      .withdrawnCited, wrong: "ended: { that: answer, is: not-enrolled, requirement: GONE }",
      right: "ended: { that: answer, is: not-enrolled, requirement: ENDED }"),
    .init(
      .idVanished, .requirements, wrong: "# GONE was here",
      right: "GONE: { binds: mis, class: outcome, strength: must, authority: use-case, withdrawn: ENDED says it, text: It is over. }"),
  ]

  static let beside: [LintExample] = [
    .init(.nobodyOwns, .expectations, wrong: "owner: UNASSIGNED", right: "owner: payments team"),
    .init(.pastItsDay, .expectations, wrong: "expires: 2020-01-31", right: "expires: 2999-01-31"),
    .init(.waivedGate, .waivers, wrong: "decision: accepted\napprover: profile editor", right: "decision: disputed"),
    .init(.decidedByNobody, .waivers, wrong: "decision: rejected", right: "decision: rejected\napprover: profile editor"),
    .init(.notExpectable, .expectations, wrong: "reason: error.harness", right: "reason: fail.assertion"),
  ]
}
