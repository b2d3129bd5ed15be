import Facts

/// Where the answers stand in a submission: by the question's group and name, which are the survey's own choice. A target says its own
/// by `field.FACT`; these are the usual ones.
struct KoboForm {
  private static let usual: [(fact: String, key: String)] = [
    ("person.id", "applicant/national_id"), ("person.name", "applicant/full_name"), ("person.sex", "applicant/sex"),
    ("person.birth-date", "applicant/birth_date"), ("programme", "request/programme"), ("group.size", "household/size"),
    ("consent", "consent"), ("attachments.missing", "applicant/photo"), ("roster", "household/roster"),
    ("roster.person.name", "household/roster/full_name"), ("roster.person.sex", "household/roster/sex"),
    ("roster.person.birth-date", "household/roster/birth_date"),
  ]
  private let session: Session
  init(_ session: Session) { self.session = session }

  var name: String { session.settings["form"] ?? "application" }
  var version: String { session.settings["version"] ?? "1" }

  subscript<V>(_ fact: FactName<V>) -> String { key(fact.text) }
  /// The repeat group that holds the household, and a question of it.
  var roster: String { key("roster") }
  subscript<V>(ofRoster fact: FactName<V>) -> String { key("roster.\(fact.text)") }

  private func key(_ fact: String) -> String {
    session.settings["field.\(fact)"] ?? Self.usual.first { $0.fact == fact }?.key ?? fact
  }
}
