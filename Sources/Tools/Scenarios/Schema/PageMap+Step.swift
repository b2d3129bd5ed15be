extension PageMap {
  /// Every key that a step of any kind can have; `StepKind` says which kind takes which.
  static let stepKeys: [PageKey] =
    [
      .init("id", "The name by which others refer to this step.", required: true), .init("title", "What happens, for readers."), .forEach,
      .needs, .when,
    ]
    + StepCard.all.map { card in .init(card.keyword, "\(card.says).", head(card.keyword)) }
    + bodyKeys

  private static func head(_ keyword: String) -> PageShape {
    switch keyword {
    case "given": .known(.given)
    case "act": .known(.act)
    case "probe": .known(.probe)
    case "advance": .map(.advance)
    case "call": .known(.role)
    case "check": .anything
    default: .text
    }
  }

  private static let bodyKeys: [PageKey] = [
    .init("with", "What it needs to know: people, days, edges.", .either([.names(.anything), .text])),
    .init("about", "A person, or what an earlier step saw.", .anything),
    .init("does", "What the simulated system will do.", .anything), .init("answers", "What the simulated system will answer.", .anything),
    .init("for", "How long, or how often: `1 hour`, `2 requests`."),
    .init("gives", "Facts that are kept: `{ brn: child.brn }`, or a list.", .either([.words, .names(.text)])),
    .init("renew", "Parts that are made anew: `message-id`, `message-time`.", .words),
    .init("fault", "A fault of the dialect, or `$each`."),
    .init("establishes", "What must be seen now, because later steps rely on it.", .names(.map(.premise))),
    .init("checks", "What is judged, each by its name.", .names(.map(.check))),
    .init("where", "Facts that the message must have to be the one meant.", .names(.anything)),
    .init("within", "What the requirement allows, as `15s`, `30 days`, `$policy.x`."),
    .init("order", "Which steps are seen before, and which after.", .map(.order)),
    .init("whole", "Judge when the declared count has arrived.", .flag),
    .init("control", "Shows that the channel is alive: a check, or the step that has one.", .either([.text, .map(.premise)])),
    .requirement(false), .unproven,
    .init("beyond", "How many are right: only what comes beyond them is one too many."),
    .init("from", "The step or word that opens the window."),
    .init("until", "The step or word that closes the window; of a probe: the answer that is waited for.", .anything),
    .init("of", "Fields of the question: person, programme.", .anything),
    .init("holds", "The answer that must be given to the end of `within`.", .anything),
    .init("contrast", "The same question with another answer.", .anything),
    .init("role", "The role of the person who is asked.", .known(.role)), .init("ask", "What the person is asked to do or to see."),
    .init("attach", "What the person may attach as evidence.", .anything),
    .init("method", "The HTTP method."), .init("path", "The path below the role's address."),
    .init("headers", "Header fields.", .names(.anything)), .init("body", "The body.", .anything),
    .init("change", "What is done to the message that the dialect made: JSON Patch.", .list(.anything)),
  ]

  static let subjectKeys: [PageKey] = [
    .init("that", "A fact, as `event.kind`."), .init("of", "A list, as `lines`."),
    .init("where", "Narrows the list.", .names(.anything)), .init("join", "Matches its lines with those of another list.", .map(.join)),
  ]

  /// In the order of `Matcher.keys`.
  static let matcherKeys: [PageKey] = Matcher.keys.map { key in
    switch key {
    case "is-one-of": PageKey(key, "One of these; with `absent` among them, or not there at all.", .either([.list(.anything), .text]))
    case "present", "absent": PageKey(key, "Whether anything is there at all.", .flag)
    case "each": PageKey(key, "Facts that every line has.", .names(.anything))
    case "count": PageKey(key, "How many lines are left.")
    case "matches": PageKey(key, "A regular expression over the whole text.")
    case "type": PageKey(key, "The kind of value.")
    case "unique": PageKey(key, "A fact whose values differ in all lines.")
    case "schema": PageKey(key, "A JSON Schema that the body fits: `ack` for the suite's own `schemas/ack.json`; wire suites only.")
    case "xsd": PageKey(key, "An XML Schema that the body fits: `pay` for the suite's own `schemas/pay.xsd`; wire suites only.")
    case "path": PageKey(key, "A JSONPath or XPath into a raw body, in quotes; wire suites only.")
    case "same-set": PageKey(key, "The same values in any order.", .anything)
    case "near": PageKey(key, "Differs by no more than `by`.", .anything)
    case "at-most": PageKey(key, "No more than this.", .anything)
    case "at-least": PageKey(key, "No less than this.", .anything)
    case "is-not": PageKey(key, "Anything but this; say what it is, where you can.", .anything)
    default: PageKey(key, "Exactly this.", .anything)
    }
  }
}
