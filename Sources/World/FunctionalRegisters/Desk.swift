import Documents
import Facts
import Population
import Records
import Timeline

/// What one register keeps besides the person: its own facts, what may be asked of them, what else it answers.
struct Desk: Sendable {
  let role: Role
  let title: String
  let attributes: Attributes
  /// Inputs of `register` and `change` beyond the day, with what each is where nobody says it; nil: nothing.
  let inputs: [(name: String, usual: String?)]
  /// What is written down of a person, from those inputs.
  let facts: @Sendable (_ input: (String) -> String?, _ person: Person) -> Facts
  /// What else it answers, from the record of the person asked about; nil where it has no word for the kind.
  let answer: @Sendable (MessageKind, RecordBook.Record?) -> Reply?
  /// Keeps households beside the people.
  var keepsGroups = false

  static let shared = ["person.birth-date", "registration.date"]
  static let words = ["person.id", "person.name", "person.sex", "head.id"]

  init(
    _ role: Role, _ title: String, words: [String], numbers: [String] = [], inputs: [(name: String, usual: String?)],
    keepsGroups: Bool = false, facts: @escaping @Sendable (_ input: (String) -> String?, _ person: Person) -> Facts,
    answer: @escaping @Sendable (MessageKind, RecordBook.Record?) -> Reply? = { _, _ in nil }
  ) {
    self.role = role
    self.title = title
    attributes = Attributes(
      days: Self.shared, words: Self.words + words, numbers: numbers, sortable: Self.shared + ["person.name", "person.sex"] + numbers)
    self.inputs = inputs
    self.keepsGroups = keepsGroups
    self.facts = facts
    self.answer = answer
  }

  static let all = [social, disability, farmers]
}
