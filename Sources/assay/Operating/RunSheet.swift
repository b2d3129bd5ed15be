import Engine
import Facts
import Population
import Scenarios
import Timeline

/// What people will have to do in a run, known before it begins: in order, with whom, with what, and what to note down.
struct RunSheet {
  struct Item {
    let name: String
    let act: String
    let says: String
    let person: Person?
    let with: [(name: String, value: String)]
    let notes: [String]
  }
  private(set) var items: [Item] = []
  private(set) var people: [(instance: String, person: Person)] = []

  init(_ plans: [InstancePlan], target: TargetFile, casting: Casting, people source: StoryPeople) throws {
    for plan in plans {
      let story = try source.story(of: plan)
      people += source.known(in: story, of: plan).map { (plan.key, $0) }
      var walk = Walk(plan: plan, story: story, target: target)
      for step in plan.scenario.steps where plan.holds(plan.when) && plan.holds(step.when) {
        for row in casting.rows(of: step, in: plan) { walk.take(step, row) }
      }
      items += walk.items
    }
  }

  /// Goes through one story as the engine will, and stops at what a person does.
  private struct Walk {
    let plan: InstancePlan
    let story: Story
    let target: TargetFile
    var items: [Item] = []
    var names = OperatorItems()

    mutating func take(_ step: Step, _ row: Row?) {
      switch step.kind {
      case .given(let s) where target.isByHand(s.what.name, of: s.what.role):
        let (people, rest) = split(s.with, row)
        for person in people.isEmpty ? [nil] : people.map({ Optional($0) }) {
          let right = s.what.name == "account-corrected" ? person?.correctedAccount : nil
          add(s.what.role, s.what.name, person, rest + (right.map { [(name: "now", value: $0.description)] } ?? []))
        }
      case .act(let s) where target.isByHand(s.what.name, of: s.what.role):
        let (people, rest) = split(s.with, row)
        let others = people.dropFirst().map {
          (name: "also", value: "\($0.name) \($0.identifiers.map(\.description).joined(separator: " "))")
        }
        add(s.what.role, s.what.name, people.first, rest + others)
      case .arrange(let s) where plan.variant == nil && target.isByHand(s.what.name, of: s.what.role):
        let people = s.about.map { about in plan.scenario.people(named: said(about, row)).compactMap { story[PersonKey($0.name)] } } ?? []
        add(s.what.role, s.what.name, people.first, [(name: "does", value: said(s.behaviour, row))])
      case .advance(let s):
        guard case .nextCycle(let of) = s.purpose, target.isByHand("run-cycle", of: .mis) else { return }
        add(
          .mis, "run-cycle", nil, [(name: "programme", value: target.theirs("programme", said(of, row)))],
          asked: [(name: "programme", value: said(of, row))])
      case .prompt(let s) where s.role.map { target.role($0) != nil } ?? true:
        let inputs = [(name: "step", value: step.id.text)] + (row.map { [(name: "row", value: $0.name)] } ?? [])
        let request = PersonRequest(.prompt(ask: s.ask), inputs, notes: s.attach.map(\.text))
        items.append(
          Item(
            name: names.next(plan.key, request.word, inputs), act: request.word, says: request.says, person: nil, with: [],
            notes: request.notes))
      case .probe(let s) where isSeenByHand(s.what.role, s.what.name):
        let asked = [s.of?.fields ?? []] + s.contrast.compactMap { if case .about(let fields, _, _) = $0 { fields } else { nil } }
        for fields in asked {
          let (people, rest) = split(fields, row)
          let request = PersonRequest(.question(s.what), rest, notes: ["answer"])
          add(s.what.role, s.what.name, people.first, rest, as: request.word, says: request.says, notes: request.notes)
        }
      default: break
      }
    }

    /// Whether only a person can say it.
    private func isSeenByHand(_ role: Role, _ question: String) -> Bool {
      let ladder = target.observers.first { $0.question == "\(role).\(question)" }?.ladder ?? []
      return !ladder.isEmpty && ladder.allSatisfy { if case .person = $0.form { true } else { false } }
    }

    private mutating func add(
      _ role: Role, _ act: String, _ person: Person?, _ with: [(name: String, value: String)], asked: [(name: String, value: String)] = [],
      as name: String? = nil, says: String? = nil, notes: [String]? = nil
    ) {
      let inputs = (person.map { [(name: "person", value: $0.key.text)] } ?? []) + (asked.isEmpty ? with : asked)
      let card = RegisterCard.of(role)?.act(act)
      items.append(
        Item(
          name: names.next(plan.key, name ?? act, inputs), act: name ?? act, says: says ?? card?.says ?? "", person: person, with: with,
          notes: notes ?? card?.gives ?? []))
    }

    private func split(_ fields: [Field], _ row: Row?) -> (people: [Person], rest: [(name: String, value: String)]) {
      var people: [Person] = []
      var rest: [(name: String, value: String)] = []
      for f in fields {
        // A column of the story's table may name them: whoever works through the sheet knows people, and no columns.
        let named = (f.value.items ?? [f.value]).flatMap { plan.scenario.people(named: said($0, row)) }.compactMap {
          story[PersonKey($0.name)]
        }
        if named.isEmpty { rest.append((f.name.text, target.theirs(f.name.text, said(f.value, row)))) } else { people += named }
      }
      return (people, rest)
    }

    private func said(_ value: Value, _ row: Row?) -> String {
      switch value.form {
      case .date(let date):
        return date.day(from: story.today, { r in plan.policy(r.policy ?? "").flatMap { StoryDuration($0) } })?.description
          ?? date.description
      case .reference(let r):
        if let policy = r.policy { return plan.policy(policy) ?? r.written }
        if case .each = r.root, let row { return row.value?.text ?? row.fields.first { $0.name.text == r.fact }?.value.text ?? row.name }
        return "as seen in step \(r.step ?? r.written)"
      case .list(let items): return items.map { said($0, row) }.joined(separator: " ")
      default: return value.text ?? value.description
      }
    }
  }
}
