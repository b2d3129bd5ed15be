extension PageMap {
  /// The keys of this map in the order in which messages name them.
  package var keys: [PageKey] {
    switch self {
    case .scenario: Self.scenarioKeys
    case .edge, .policy, .pool, .final, .join, .order, .advance: partKeys
    case .step: Self.stepKeys
    case .check: Self.subjectKeys + [.requirement(true), .needs, .forEach, .unproven, .by, .ifSaid] + Self.matcherKeys
    case .premise: Self.subjectKeys + [.by] + Self.matcherKeys
    case .term: Self.matcherKeys + [.by]
    case .variant: Self.variantKeys
    case .flow: Self.flowKeys
    case .suite, .publication, .changes, .profile, .adoption, .requirement, .interpretation, .anchor, .edition: suiteKeys
    case .expectation, .waiver, .scope: besideKeys
    case .target, .product, .role, .reach, .clock, .people, .person, .limits, .hook, .done, .observer: targetKeys
    case .defect: Self.defectKeys
    }
  }

  package var names: [String] { keys.map(\.name) }

  private static let scenarioKeys: [PageKey] = [
    .init("scenario", "The id, as `CR-01`: letters, digits, hyphens.", required: true),
    .init("version", "Raised whenever the scenario changes.", required: true),
    .init("status", "How far its adoption has come; draft where nothing is said.", .oneOf(Scenario.Status.allCases.map(\.rawValue))),
    .init("over", "The rows of the suite's table over which it is told; all where it says nothing.", .words),
    .init("title", "What happens, in one line.", required: true),
    .init("summary", "The story in a few sentences, for readers of reports."),
    .init("source", "Where the use case comes from.", .words),
    .init("requirements", "The file of requirements that its checks cite."),
    .init("subject", "The role whose outcomes are in question.", .known(.role), required: true),
    .init("may-be-real", "The roles that vendors' systems may fill.", .wordsKnown(.role)),
    .init("edges", "Who tells or asks whom what. The target gives each edge its dialect.", .names(.map(.edge))),
    .needs,
    .init("policy", "What a law or a programme may decide, with its honest range.", .names(.map(.policy))),
    .init("cast", "The people of the story, each by an archetype of the world.", .names(.either([.known(.archetype), .map(.pool)]))),
    .init("table", "Rows for `for-each: table.NAME`.", .names(.list(.anything))),
    .init("steps", "The flow, in order.", .list(.map(.step)), required: true),
    .init("finally", "Clean-up that runs on every path.", .list(.map(.final))),
    .init("variants", "Overlays, each a story of its own.", .names(.map(.variant))),
    .init("tags", "Words by which runs choose scenarios.", .words),
  ]

  private var partKeys: [PageKey] {
    switch self {
    case .edge:
      [
        .init("from", "The role that begins.", .known(.role), required: true),
        .init("to", "The role that is told or asked.", .known(.role), required: true),
        .init("tells", "Kinds of message that are told.", .words), .init("asks", "Kinds of question that are asked.", .words),
        .init("needed", "A policy that decides whether the edge is needed."),
        .init(
          "dialects", "The dialects whose wire words the scenario uses; over any other it is not applicable.", .wordsKnown(.dialect)),
      ]
    case .policy:
      [
        .init("default", "What holds where a target says nothing."), .init("among", "The words that are lawful.", .words),
        .init("at-least", "The least that is lawful."), .init("at-most", "The most that is lawful."),
        .init("from-programme", "A figure of a programme, as `NBG.amount`."),
      ]
    case .pool:
      [
        .init("pool", "The archetype of all of them.", .known(.archetype), required: true),
        .init("named", "Their names: `P01..P10`, or a list.", .words, required: true),
      ]
    case .final: [.init("retire", "People whose cases and records are closed.", .words)]
    case .join:
      [
        .init("to", "A list that an earlier step saw, as `$sent.lines`.", required: true),
        .init("by", "The fact by which lines are matched.", required: true),
      ]
    case .order:
      [.init("after", "Steps that must have been seen before.", .words), .init("before", "Steps that may only be seen later.", .words)]
    default:
      [
        .init("to", "What time goes on to: `next-cycle`."), .init("of", "The programme whose cycle it is."),
        .init("by", "A length of time, as `1 day`."),
      ]
    }
  }

  private static let variantKeys: [PageKey] = [
    .init("title", "What is different, in one line.", required: true), .needs, .when, .forEach,
    .init(
      "cast", "People whom only this variant needs, each by an archetype; retired with the others.",
      .names(.either([.known(.archetype), .map(.pool)]))),
    .init("drop", "Steps, and checks as `step.check`, that are taken away.", .words),
    .init("before", "Steps put before a step of the base, by its id.", .names(.list(.map(.step)))),
    .init("after", "Steps put behind a step of the base, by its id.", .names(.list(.map(.step)))),
    .init("set", "What is set instead: a step, `step.field`, `step.check`, `cast.NAME`, a row.", .names(.anything)),
  ]

  private static let flowKeys: [PageKey] = [
    .init("flow", "Its name.", required: true), .init("version", "Raised whenever it changes."),
    .init("title", "What happens, in one line."),
    .init("summary", "A few sentences."), .init("with", "Inputs, each with what it means.", .names(.text)),
    .init("gives", "Outputs, each led to what a step saw.", .names(.text)),
    .init("steps", "The steps.", .list(.map(.step)), required: true),
  ]
}

extension PageKey {
  static let needs = PageKey("needs", "Features without which this is not applicable, as `events.security`.", .words)
  static let when = PageKey("when", "Only where a policy says so: `policy.opens is on-application`.")
  static let forEach = PageKey(
    "for-each", "Rows: a list, `table.NAME`, `dialect.faults.schema` or `dialect.faults.security`.", .either([.text, .list(.anything)]))
  static let unproven = PageKey(
    "unproven", "Why no defect makes this check fail, from the closed list.", .oneOf(Unchecked.allCases.map(\.rawValue)))
  static let ifSaid = PageKey(
    "if-said", "`true`: what is judged may be left out, and then the check does not apply.", .flag)
  static let by = PageKey("by", "The largest difference that `near` allows.", .anything)
  static func requirement(_ required: Bool) -> PageKey {
    PageKey("requirement", "The id of the requirement that is judged.", required: required)
  }
}
