import Conformance
import Evidence
import Facts
import Population
import Scenarios
import Timeline

extension Player {
  /// A precondition is made true and confirmed. Not confirmed: nothing after it can be judged.
  mutating func play(_ given: GivenStep, _ s: Step, _ row: Row?) async throws(Stuck) {
    let (facts, people) = inputs(given.with, row)
    stopIdling()
    if stage.occupant(given.what.role) == .real { return await giveByHook(given, s, facts, people) }
    do throws(Refused) {
      let gave = try await stage.act(Act(given.what.name, facts, people: people), by: given.what.role, at: path)
      outputs[s.id.text]?.facts = gave
    } catch {
      return unconfirmed(given, s, error.why)
    }
    try await settle()
    let asked = people.flatMap(\.keys)
    for key in asked.isEmpty ? [nil] : asked.map({ Optional($0) }) {
      var answer = stage.ask(Question(given.what.name, facts, person: key), of: given.what.role)
      if !Self.affirms(answer?.word, given.what.name) {
        // What the system does on its own account may take it a moment.
        try await wait(until: Self.usual.after(now), patience: stage.patience(for: "given"), quiet: .max) { p in
          Self.affirms(p.stage.ask(Question(given.what.name, facts, person: key), of: given.what.role)?.word, given.what.name)
        }
        answer = stage.ask(Question(given.what.name, facts, person: key), of: given.what.role)
      }
      guard Self.affirms(answer?.word, given.what.name) else {
        return unconfirmed(given, s, "\(given.what) of \(key?.text ?? "it"): \(answer?.word ?? "no answer")")
      }
    }
  }

  /// Words with which a system says that a given is so.
  static func affirms(_ word: String?, _ given: String) -> Bool { word == given || ["known", "listening", "yes"].contains(word ?? "") }

  private mutating func unconfirmed(_ given: GivenStep, _ s: Step, _ why: String) {
    broken = broken ?? (.inconclusivePrecondition, "\(s.id): \(given.what) could not be confirmed: \(why)")
  }

  /// What the target's observers say of a given, where one of them can be asked now; people who were loaded by file are so confirmed.
  private func confirmed(_ what: RoleWord, _ facts: Facts, _ key: PersonKey) async -> String? {
    let inputs: Inputs = (facts, [(input: "person", keys: [key])])
    var left = stage.patience(for: "given")
    var said = await byQuery(what, inputs)
    while let word = said, !Self.affirms(word, what.name), left > 0 {
      left -= max(1, await stage.hear(atMost: 500))
      said = await byQuery(what, inputs)
    }
    return said
  }

  private mutating func giveByHook(_ given: GivenStep, _ s: Step, _ facts: Facts, _ people: [(input: String, keys: [PersonKey])]) async {
    let common = facts.entries.map { (name: $0.name, value: $0.value.description) }
    let keys = people.flatMap(\.keys)
    let targets: [[(name: String, value: String)]] =
      keys.isEmpty ? [[]] : keys.compactMap { stage.story[$0].map(hookInputs) }
    var isLoaded = true
    for inputs in targets {
      guard let hooked = await ask(given.what.name, of: given.what.role, common + inputs, s) else {
        isLoaded = false
        break
      }
      if !hooked.isDone { return unconfirmed(given, s, hooked.note) }
    }
    actedAt = book.count
    for key in keys {
      let said = await confirmed(given.what, facts, key)
      if said == nil, isLoaded { continue }
      guard Self.affirms(said, given.what.name) else {
        let lacksHook = "the target declares no hook \"\(given.what.name)\" for \(given.what.role)"
        return unconfirmed(given, s, said.map { "\(key): \($0)" } ?? lacksHook)
      }
    }
    if keys.isEmpty, !isLoaded { unconfirmed(given, s, "the target declares no hook \"\(given.what.name)\" for \(given.what.role)") }
  }
}
