import Conformance
import Reports
import Scenarios

// What the schemas of a suite demand of messages: a fold for each schema.
extension SuiteDocuments {
  /// nil where no check judges by a JSON Schema.
  var clauses: SitePage? {
    let clauses = reach.clauses
    guard !clauses.forms.isEmpty else { return nil }
    let reasons = clauses.tally?.reasons.map(\.reason) ?? []
    var blocks: [SiteBlock] = [
      .text([
        .plain(
          "A requirement on the form of a message is judged by a schema. Here is what each schema demands, keyword by keyword. "
            + "The proof breaks messages of the clean run at each clause, one at a time, and tells which of them are refused then.")
      ]),
      .list(clauses.summary.map { [.plain($0)] }),
    ]
    if !reasons.isEmpty { blocks.append(.facts(reasons.map { (name: $0.rawValue, value: [.plain($0.sentence)]) })) }
    return page(clausesPlace, "Clauses of \(suite.id)", blocks + clauses.forms.map(fold))
  }

  static func anchor(of schema: String) -> String { SitePlace.anchor("f", schema) }

  private func fold(_ one: Clauses.Form) -> SiteBlock {
    let messages = one.messages.map { ", \(counted($0, "message")) of the clean run" } ?? ""
    let rows = one.rows.map { row in
      SiteRow([
        [.code(row.place)], [.plain(row.clause.keyword)], [.plain(row.clause.shown)], [.plain(row.sent)], [.plain(row.outcome)],
        Array(row.notes.map { [.plain($0)] }.joined(separator: [.end])),
      ])
    }
    var blocks: [SiteBlock] = [
      .text(one.form.requirements.flatMap { [link($0.text), .plain(" ")] }), .text([.dim(one.form.checks.joined(separator: ", "))]),
    ]
    if !one.form.paths.isEmpty { blocks.append(.text([.plain("Of what lies at ")] + one.form.paths.flatMap { [.code($0), .plain(" ")] })) }
    blocks.append(.table(["at", "keyword", "value", "sent", "broken", "where"], rows))
    let title = "\(one.form.schema): \(one.title), \(counted(one.rows.count, "clause"))\(messages)"
    return .fold(title, anchor: Self.anchor(of: one.form.schema), blocks)
  }
}
