import SourceText

// What can be wrong with any page: its text and its shape.
extension LintExample {
  static let text: [LintExample] = [
    .init(.notYAML, wrong: "title: A death: the pension stops", right: "title: A registered death stops the pension"),
    .init(.duplicateKey, wrong: "version: 1.0.0\nversion: 1.1.0", right: "version: 1.0.0"),
    .init(
      .tab, wrong: "- id: cycle\n\tadvance: { to: next-cycle, of: OAP }", right: "- id: cycle\n  advance: { to: next-cycle, of: OAP }"),
    .init(
      .anchor, wrong: "with: &all { people: [ deceased, other ], programme: OAP }",
      right: "with: { people: [ deceased, other ], programme: OAP }"),
    .init(.severalDocuments, wrong: "scenario: CR-06\n---\nversion: 1.0.0", right: "scenario: CR-06\nversion: 1.0.0"),
    .init(.tag, wrong: "version: !version 1.0.0", right: "version: 1.0.0"),
  ]

  static let shape: [LintExample] = [
    .init(.unknownKey, wrong: "withn: 15s", right: "within: 15s"),
    .init(
      .missingKey, wrong: "payment: { from: mis, tells: [ list ] }", right: "payment: { from: mis, to: payments, tells: [ list ] }"),
    .init(.wrongShape, wrong: "cast: [ PAULO, OLU ]", right: "cast: { deceased: PAULO, other: OLU }"),
    .init(.unreadableValue, wrong: "within: soon", right: "within: 15s"),
    .init(.conflictingKeys, wrong: "until: not-enrolled\nholds: not-enrolled", right: "until: not-enrolled"),
    .init(.fileNotFound, wrong: "include: flows/after", right: "include: flows/after-that"),
  ]
}
