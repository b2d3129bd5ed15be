import Conformance
import Evidence
import Facts
import Population
import Scenarios

// What a story changes, and what a list from before it still says. A payment list answers a question for the time at which it was made:
// whoever is only seen in lists is asked by the next one, unless the answer has been made another by then.
extension Player {
  /// A step after which an answer may be another.
  struct Change: Sendable {
    /// How much had arrived before it.
    let position: Int
    /// Whose; nil: anybody's, as where time itself went on.
    let people: [PersonKey]?
    let step: String
  }

  /// A question that only a later payment list can answer.
  struct Later: Sendable {
    let probe: ProbeStep
    let step: Step
    let row: Row?
  }

  /// Whose affairs this step changes; an empty list: nobody's.
  private func changed(by s: Step, _ row: Row?) -> [PersonKey]? {
    switch s.kind {
    case .given(let given): return keys(of: given.with, row)
    case .act(let act): return keys(of: act.with, row)
    case .send(let send):
      guard case .message = send.what else { return [] }
      return send.about.map { resolve($0, row).people.map(\.key) } ?? []
    case .advance(let advance):
      guard case .by = advance.purpose else { return [] }
      return nil
    default: return []
    }
  }
  /// What names nobody, as the end of a programme, may be about anybody.
  private func keys(of fields: [Field], _ row: Row?) -> [PersonKey]? {
    let keys = inputs(fields, row).people.flatMap(\.keys)
    return keys.isEmpty ? nil : keys
  }

  /// Before a step that may change them, what was put off is answered by what is known now.
  mutating func close(before s: Step, _ row: Row?) async {
    let people = changed(by: s, row)
    guard people?.isEmpty != true else { return }
    let change = Change(position: book.count, people: people, step: s.id.text)
    let (all, now) = (later, self)
    let closed = all.map { now.touches(change, now.inputs(of: $0.probe.of, $0.row)) && (people != nil || $0.probe.isOfItsTime) }
    later = zip(all, closed).filter { !$0.1 }.map(\.0)
    for (one, isClosed) in zip(all, closed) where isClosed {
      await judge(one, "no list of it came before \(s.id), after which the answer may be another")
    }
    changes.append(change)
  }

  /// Questions that were put off until what was paid next.
  mutating func judgeLater() async {
    let all = later
    later = []
    for one in all {
      await judge(one, "no list of it came after \(lastChange(inputs(of: one.probe.of, one.row))?.step ?? one.step.id.text)")
    }
  }

  private mutating func judge(_ one: Later, _ lacking: String) async {
    let inputs = inputs(of: one.probe.of, one.row)
    var seen = await ask(one.probe.what, inputs)
    if !isOfNow(seen, inputs) { seen = Asked(answer: Answer(nil), grade: .d, evidence: [], note: lacking) }
    let asked = await ask(seen, one.probe.what, inputs, one.step)
    outputs[one.step.id.text]?.answer = asked.answer
    await judge(one.probe, one.step, one.row, asked)
  }

  /// Whether only the next list can say.
  func isPutOff(_ probe: ProbeStep, _ row: Row?, _ last: Asked) -> Bool {
    (last.answer.word == nil || !isOfNow(last, inputs(of: probe.of, row)))
      && stage.observers(probe.what.name, role: probe.what.role).contains(where: \.isPaymentList)
  }

  /// A list from before the last change says nothing of what is so since.
  func isOfNow(_ asked: Asked, _ inputs: Inputs) -> Bool {
    guard asked.isInferred, let change = lastChange(inputs) else { return true }
    return asked.evidence.contains { book.position($0).map { $0 >= change.position } ?? false }
  }

  private func lastChange(_ inputs: Inputs) -> Change? { changes.last { touches($0, inputs) } }

  private func touches(_ change: Change, _ inputs: Inputs) -> Bool {
    let asked = inputs.people.flatMap(\.keys)
    guard let people = change.people, !asked.isEmpty else { return true }
    return !Set(people).isDisjoint(with: stage.story.family(of: asked))
  }
}

extension ProbeStep {
  /// Whether it asks for what is so now. What is waited for may well come later.
  fileprivate var isOfItsTime: Bool {
    if case .until = asking { return false }
    return true
  }
}

extension Story {
  /// They and whoever they are related to, by blood, marriage or care.
  func family(of keys: [PersonKey]) -> Set<PersonKey> {
    var family = Set(keys)
    var before = 0
    while before < family.count {
      before = family.count
      for person in people {
        let bonds = [person.key, person.mother, person.father, person.spouse, person.guardian, person.sameAs].compactMap(\.self)
        if bonds.contains(where: family.contains) { family.formUnion(bonds) }
      }
    }
    return family
  }
}
