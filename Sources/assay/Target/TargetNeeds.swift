import Facts
import Scenarios
import Timeline

/// What suites ask of a real system that only its own side can do or say: hooks or people for acts, observers for questions.
struct TargetNeeds {
  struct Need {
    let name: String
    /// The scenarios that ask for it.
    var pages: [String]
    /// What is arranged with it, in words.
    var wishes: [String] = []
    var by: String { pages.joined(separator: ", ") }
  }
  private(set) var acts: [Need] = []
  private(set) var questions: [Need] = []

  init(of role: Role, in suites: [Suite]) {
    for page in suites.flatMap(\.pages) {
      for step in page.base.steps { note(step, step.forEach.flatMap { page.base.rows(of: $0) } ?? [], page.base.id.text, role) }
    }
  }

  private mutating func note(_ step: Step, _ rows: [Row], _ page: String, _ role: Role) {
    switch step.kind {
    case .given(let s) where s.what.role == role: Self.add(s.what.name, page, to: &acts)
    case .act(let s) where s.what.role == role: Self.add(s.what.name, page, to: &acts)
    case .arrange(let s) where s.what.role == role:
      Self.add(s.what.name, page, to: &acts)
      let column: String? = if case .reference(let r) = s.behaviour.form, case .each = r.root { r.fact } else { nil }
      let wishes = column.map { name in rows.flatMap { [$0.fields[name]?.text, $0.otherwise[name]?.text] } } ?? [s.behaviour.text]
      if let i = acts.firstIndex(where: { $0.name == s.what.name }) { acts[i].wishes += wishes.compactMap(\.self) }
    case .advance(let s):
      if case .nextCycle = s.purpose, role == .mis { Self.add("run-cycle", page, to: &acts) }
    case .probe(let s) where s.what.role == role: Self.add(s.what.name, page, to: &questions)
    default: break
    }
  }

  private static func add(_ name: String, _ page: String, to list: inout [Need]) {
    guard let i = list.firstIndex(where: { $0.name == name }) else { return list.append(Need(name: name, pages: [page])) }
    if !list[i].pages.contains(page) { list[i].pages.append(page) }
  }
}

/// What an act of a role takes and gives, in words: from the card of our own system in that role.
extension RegisterCard {
  static func of(_ role: Role) -> RegisterCard? { Registers.cards().first { $0.role == role } }

  /// A payment cycle is run by the system itself; of a real one it is asked.
  static let runCycle = ActCard(
    "run-cycle", inputs: ["programme"], gives: ["cycle", "lines"], "runs the payment cycle of the programme now")

  /// What is arranged with our own system, a real one is made to do by its test desk.
  func act(_ name: String) -> ActCard? {
    (givens + acts).first { $0.name == name } ?? (name == "run-cycle" ? Self.runCycle : nil)
      ?? arrangements.first { $0.subject == name }.map {
        ActCard(name, people: ["person"], inputs: ["does"], "makes its test system do so: \($0.forms.joined(separator: ", "))")
      }
  }
  func isGiven(_ name: String) -> Bool { givens.contains { $0.name == name } }
}
