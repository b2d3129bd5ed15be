import Conformance

extension PageMap {
  var suiteKeys: [PageKey] {
    switch self {
    case .suite:
      [
        .init("suite", "Its id.", required: true), .init("version", "Raised whenever anything in it changes.", required: true),
        .init("title", "What it is about, in one line.", required: true), .init("summary", "A few sentences."),
        .init("status", "How far its adoption has come; `assay publish` writes it.", .oneOf(Scenario.Status.allCases.map(\.rawValue))),
        .init("published", "What `assay publish` wrote of this version.", .map(.publication)),
        .init("kind", "Use cases speak of facts; wire suites of raw HTTP.", .oneOf(Suite.Kind.allCases.map(\.rawValue))),
        .init("requirements", "Files of requirements.", .words),
        .init("editions", "The file of the editions that anchors name."),
        .init("over", "The file of a table; pages, profiles and requirements that use its words, as `<role>`, are told once for each row."),
        .init("profiles", "Profiles, as `mis/dci` for `profiles/mis-dci.yaml`.", .words),
      ]
    case .profile:
      [
        .init("profile", "Its name, as `mis/dci`.", required: true), .init("version", "Raised whenever it changes.", required: true),
        .init("title", "Whom it is for, in one line."), .init("role", "The role that it is for.", .known(.role), required: true),
        .init("adopted", "The body that adopted it; without it a draft.", .map(.adoption)),
        .init("dialects", "The dialects in which it speaks of each edge.", .names(.wordsKnown(.dialect)), required: true),
        .init("core", "Requirements that no target may undeclare.", .words, required: true),
        .init("variants", "Requirements that only variants cite.", .words),
      ]
    case .publication:
      [
        .init("on", "The day.", required: true), .init("by", "The body that adopted it."),
        .init("content", "The digest of everything in it but this.", required: true),
        .init("changes", "What is other than in the version before, by requirement.", .map(.changes)),
      ]
    case .changes:
      [
        .init("added", "New requirements.", .words), .init("changed", "Other text, weight or checks.", .words),
        .init("withdrawn", "Requirements that no longer hold.", .words),
        .init("renamed", "Ids of then, each with the one of now.", .names(.text)),
      ]
    case .adoption: [.init("by", "The body.", required: true), .init("on", "The day, as `2026-05-01`.", required: true)]
    case .anchor:
      [
        .init("edition", "The edition.", required: true), .init("file", "One of its files.", required: true),
        .init("pointer", "The place in JSON or YAML."), .init("heading", "The place in a text."),
      ]
    case .edition:
      [
        .init("title", "The title of the text.", required: true), .init("source", "Where it is published.", required: true),
        .init("files", "Its files, each with `sha256:` and its digest.", .names(.text), required: true),
      ]
    case .interpretation:
      [
        .init("id", "Its id.", required: true), .init("seen", "The finding by which it is known.", required: true),
        .init("ruling", "What becomes of it.", .oneOf(Interpretation.Ruling.allCases.map(\.rawValue)), required: true),
      ]
    default:
      [
        .init("binds", "The role that must do it.", .known(.role), required: true),
        .init("class", "What kind of matter it is.", .oneOf(RequirementClass.allCases.map(\.rawValue)), required: true),
        .init("strength", "Only a must fails.", .oneOf(Strength.allCases.map(\.rawValue)), required: true),
        .init("authority", "Who says so.", .oneOf(Authority.allCases.map(\.rawValue)), required: true),
        .init("grade", "The least grade of evidence that counts.", .oneOf(Grade.allCases.map(\.rawValue))),
        .init("gate", "What it blocks while it is not met.", .oneOf(Gate.allCases.map(\.rawValue))),
        .init("when", "A condition, as `policy.verify-mother is required`; more of them after `and`."),
        .init("text", "The clause, in one sentence.", required: true), .init("source", "Where it is written."),
        .init("at", "Its place in an edition.", .map(.anchor)),
        .init("formerly", "Ids that it had before; none is ever given to another one.", .words),
        .init("withdrawn", "Why it no longer holds. The row stays, so that its id is not used again."),
        .init("unchecked", "Why nothing checks it, from the closed list.", .oneOf(Unchecked.allCases.map(\.rawValue))),
        .init("interpretations", "Readings of an open text.", .list(.map(.interpretation))),
        .init("over", "The rows of the suite's table for which it holds; all where it says nothing.", .words),
      ]
    }
  }

  static let defectKeys: [PageKey] = [
    .init("role", "The role that shows it.", .known(.role), required: true),
    .init("shows", "The names under which register and dialect know it.", .words),
    .init("within", "The only dialect in which it is shown; whichever it can be where it says nothing.", .known(.dialect)),
    .init("breaks", "The requirement that must catch it; a twin breaks none."), .init("says", "What is wrong, in one line."),
    .init("over", "The rows of the table that the file names under `over:`; all where it says nothing.", .words),
    .init("scenarios", "Scenarios to play instead of those that cite the requirement.", .words),
    .init("dialects", "Dialects other than the reference's.", .names(.known(.dialect))),
    .init("rewrites", "What becomes of its answers.", .list(.anything)),
    .init("settings", "Settings, as `edge.name: value`.", .names(.text)),
    .init("policy", "Policies other than the default.", .names(.text)),
  ]
}
