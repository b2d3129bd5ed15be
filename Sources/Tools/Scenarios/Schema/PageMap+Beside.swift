import Conformance

extension PageMap {
  /// Files that people keep beside their runs.
  var besideKeys: [PageKey] {
    switch self {
    case .expectation:
      [
        .init("scenario", "The key of the instance, as `assay list scenarios` shows it.", required: true),
        .init("requirement", "The requirement that is not met or unseen there.", required: true),
        .init("reason", "The reason that the run gave.", .oneOf(ExpectedResult.reasons.map(\.rawValue)), required: true),
        .init("owner", "The person or team that sees to it.", required: true), .init("link", "Where it is worked on."),
        .init("expires", "The last day on which it is allowed, as `2026-05-01`.", .day, required: true),
        .init("note", "Anything else, for readers."),
      ]
    case .waiver:
      [
        .init("requirement", "The requirement that is challenged.", required: true),
        .init("decision", "How far it has come.", .oneOf(Waiver.Decision.allCases.map(\.rawValue)), required: true),
        .init("scope", "What it is about; everything where nothing is said.", .map(.scope)),
        .init("approver", "The role of who decided; not needed while it is disputed."),
        .init("link", "Where it is discussed.", required: true),
        .init("expires", "The last day on which it holds, as `2026-05-01`.", .day, required: true),
        .init("note", "Anything else, for readers."),
      ]
    default: [.init("product", "A product, with or without its version."), .init("scenarios", "Scenarios or instances.", .words)]
    }
  }
}
