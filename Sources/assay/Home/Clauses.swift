import Certification
import Conformance
import Documents
import Evidence
import Scenarios

/// What the schemas of a suite demand of messages, clause by clause, and what the proof saw of each: `assay list requirements --clauses`.
struct Clauses {
  struct Row {
    let clause: FormClause
    /// nil where no proof tried it.
    let trial: ClauseTrial?

    /// `falls`, `only as published: dci-locale`
    var outcome: String {
      guard let trial else { return "-" }
      switch trial.outcome {
      case .falls: return "falls"
      case .relaxed: return "falls as published alone: \(trial.errata.joined(separator: ", "))"
      case .stands: return "STANDS"
      case .untried: return "not tried"
      }
    }
    var sent: String { trial.map { $0.unsent?.rawValue ?? "yes" } ?? "-" }
    /// Where it is asked, and by what: empty where it always is.
    var notes: [String] {
      let standing: String? =
        switch clause.standing {
        case .both: nil
        case .published: "as published; errata have it otherwise"
        case .mended: "by an erratum"
        }
      return [clause.conditions.isEmpty ? nil : "where it is " + clause.conditions.joined(separator: "; or "), standing].compactMap(\.self)
    }
    var place: String { clause.place.steps.isEmpty ? "/" : clause.place.description }
  }
  struct Form {
    let form: JudgedForm
    let title: String
    let rows: [Row]
    /// Different messages of the clean run; nil without a proof.
    let messages: Int?
  }
  let suite: Suite
  let forms: [Form]
  /// Counted by the proof; nil without one.
  let tally: ClauseTally?

  init(_ suite: Suite, _ proof: ProofMatrix?) {
    let trials = proof?.forms.filter { $0.suite == suite.id.text } ?? []
    self.suite = suite
    tally = trials.isEmpty ? nil : ClauseTally(trials)
    forms = suite.forms(faults: Knowledge.faults).map { form in
      let trial = trials.first { $0.schema == form.schema }
      let byClause = Dictionary(
        trial?.clauses.map { ([$0.place, $0.keyword, $0.value], $0) } ?? [], uniquingKeysWith: { first, _ in first })
      return Form(
        form: form, title: suite.schemas.title(of: form.schema),
        rows: suite.schemas.clauses(of: form.schema).map { clause in
          Row(clause: clause, trial: byClause[[clause.place.description, clause.keyword, clause.shown]])
        }, messages: trial?.messages)
    }
  }

  /// By the newest proof that was kept of each suite as it stands.
  static func all(of suites: [Suite], _ library: Library, _ kept: KeptProofs) -> [Clauses] {
    zip(suites, SuiteSources.versions(of: suites, library)).map { Clauses($0, kept.proof(of: $1)?.matrix) }
  }

  static func text(_ all: [Clauses], isJSON: Bool) -> String {
    guard isJSON else { return all.map(\.text).joined(separator: "\n") }
    return String(decoding: JSON.array(all.map(\.json)).encoded(pretty: true), as: UTF8.self) + "\n"
  }

  var count: Int { forms.reduce(0) { $0 + $1.rows.count } }

  /// Empty where no check judges by a schema.
  var summary: [String] {
    guard !forms.isEmpty else { return [] }
    let requirements = Set(forms.flatMap(\.form.requirements)).count
    let proof = tally.map(\.sentence) ?? "no proof is kept of what becomes of them; `assay prove \(suite.id)` makes one"
    return ["\(counted(count, "clause")) of \(counted(forms.count, "schema")), judged by \(counted(requirements, "requirement"))", proof]
  }

  var text: String {
    var parts = ["\(suite.id) \(suite.version)\n"]
    for one in forms {
      let table = TextTable(
        ["at", "keyword", "sent", "broken", "value"],
        one.rows.map { row in
          let notes = row.notes.isEmpty ? "" : "   (\(row.notes.joined(separator: "; ")))"
          return [row.place, row.clause.keyword, row.sent, row.outcome, row.clause.shown + notes]
        })
      let paths = one.form.paths.map { "of what lies at \($0)\n" }.joined()
      parts.append(
        "\(one.form.schema): \(one.title)\n\(paths)requirements \(one.form.requirements.map(\.text).joined(separator: ", "))\n"
          + "checks \(one.form.checks.joined(separator: ", "))\n" + table.text())
    }
    if forms.isEmpty { parts.append("no check judges by a JSON Schema\n") }
    return parts.joined(separator: "\n") + summary.map { "\n\($0)" }.joined() + "\n"
  }

  var json: JSON {
    func texts(_ all: [String]) -> JSON { .array(all.map { .string($0) }) }
    return [
      "suite": .string(suite.id.text), "version": .string(suite.version),
      "schemas": .array(
        forms.map { one in
          [
            "schema": .string(one.form.schema), "title": .string(one.title), "paths": texts(one.form.paths),
            "requirements": texts(one.form.requirements.map(\.text)), "checks": texts(one.form.checks),
            "messages": one.messages.map { JSON($0) } ?? .null, "clauses": .array(one.rows.map(Self.row)),
          ] as JSON
        }),
    ]
  }

  private static func row(_ row: Row) -> JSON {
    .object(of: [
      ("at", .string(row.clause.place.description)), ("keyword", .string(row.clause.keyword)), ("value", .string(row.clause.shown)),
      ("where", .array(row.clause.conditions.map { .string($0) })), ("standing", .string(row.clause.standing.rawValue)),
      ("outcome", row.trial.map { .string($0.outcome.rawValue) } ?? .null),
      ("unsent", row.trial.map { $0.unsent.map { .string($0.rawValue) } ?? .null } ?? .null),
      ("errata", .array(row.trial?.errata.map { .string($0) } ?? [])),
    ])
  }
}
