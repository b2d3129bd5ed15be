import Documents
import Facts
import Population
import Scenarios
import Timeline

extension Player {
  func people(named name: String) -> [Person] {
    plan.scenario.people(named: name).compactMap { stage.story[PersonKey($0.name)] }
  }

  /// What a value means here: a person of the cast, a day of the story, what an earlier step saw.
  func resolve(_ value: Value, _ row: Row?, _ joined: Facts? = nil) -> Resolved {
    switch value.form {
    case .text(let text, let quoted):
      let people = quoted ? [] : people(named: text)
      return people.isEmpty ? .text(text) : .people(people)
    case .list(let items): return .list(items.map { resolve($0, row, joined) })
    case .map: return .unknown("a map stands where one value is meant")
    case .date(let date):
      return date.day(from: stage.story.today, { self.duration($0, row) }).map { .fact(.day($0)) } ?? .unknown(date.description)
    case .reference(let reference): return resolve(reference, row, joined)
    }
  }

  private func resolve(_ r: Reference, _ row: Row?, _ joined: Facts?) -> Resolved {
    switch r.root {
    case .policy: return (r.policy.flatMap { plan.policy($0) }).map { .text($0) } ?? .unknown(r.written)
    case .joined: return joined?[r.fact].map { .fact($0) } ?? .unknown("\(r.written): the line has no partner")
    case .each: return each(r, row)
    case .with: return .unknown(r.written)
    case .step(let id): return output(id, r.fact).map { $0 } ?? .unknown("\(r.written) was not seen")
    }
  }

  private func each(_ r: Reference, _ row: Row?) -> Resolved {
    for candidate in [row, plan.row].compactMap({ $0 }) {
      if r.path.isEmpty, let value = candidate.value { return resolve(value, nil) }
      if r.path.isEmpty, candidate.fields.isEmpty { return .text(candidate.name) }
      if let value = fields(of: candidate)[r.fact] { return resolve(value, nil) }
    }
    return .unknown(r.written)
  }

  /// The row's fields as they hold over the dialects of this run.
  func fields(of row: Row) -> [Field] { row.fields(where: { isMet($0) }) }

  private func output(_ id: String, _ fact: String) -> Resolved? {
    guard let output = outputs[id] else { return nil }
    if let raw = raw(output, fact) { return raw }
    switch fact {
    case "", "list", "lines": return output.seen.map { .seen($0) } ?? output.answer?.word.map { .text($0) }
    case "name": return output.cycle.map { $0.name.map { .text($0) } ?? .unknown("the cycle has no name that we know") }
    case "answer": return output.answer?.word.map { .text($0) }
    default: return (output.seen?.facts[fact] ?? output.answer?.facts[fact] ?? output.facts[fact]).map { .fact($0) }
    }
  }

  /// A member of a raw body, where the path leads into one.
  private func raw(_ output: StepOutput, _ fact: String) -> Resolved? {
    var parts = fact.split(separator: ".").map(String.init)
    let isReply = parts.starts(with: ["reply", "body"])
    if isReply { parts.removeFirst() }
    guard let side = parts.first,
      let whole = isReply ? output.reply : side == "sent" ? output.sent : side == "body" ? output.body : nil
    else { return nil }
    let found = parts.dropFirst().reduce(Optional(whole)) { json, name in json.flatMap { $0[name] ?? Int(name).flatMap { i in json?[i] } } }
    return found.map { .text(Likeness.text(of: $0)) } ?? .unknown("\(fact): there is no such member")
  }

  func duration(_ r: Reference, _ row: Row?) -> StoryDuration? { resolve(r, row, nil).text.flatMap { StoryDuration($0) } }
  func duration(_ limit: Limit?, _ row: Row?) -> StoryDuration? {
    switch limit?.form {
    case .fixed(let d): d
    case .reference(let r): duration(r, row)
    case nil: nil
    }
  }

  /// Inputs of an act, given or question: people apart, the rest as facts under the page's names.
  func inputs(_ fields: [Field], _ row: Row?) -> (facts: Facts, people: [(input: String, keys: [PersonKey])]) {
    var facts = Facts()
    var people: [(input: String, keys: [PersonKey])] = []
    for f in fields {
      let value = resolve(f.value, row)
      if !value.people.isEmpty {
        people.append((f.name.text, value.people.map(\.key)))
        continue
      }
      switch value {
      case .fact(let fact): facts[f.name.text] = fact
      case .seen(let seen): facts = facts.merging(Self.listFacts(seen, as: f.name.text))
      case .text(let text): facts[f.name.text] = Self.typed(text, f.name.text)
      case .list(let all): facts[f.name.text] = .text(all.compactMap(\.text).joined(separator: " "))
      case .people, .unknown: break
      }
    }
    return (facts, people)
  }

  /// A list is named to a system by everything that it may know it by.
  static func listFacts(_ seen: Seen, as name: String) -> Facts {
    var facts = Facts()
    let reference = seen.facts[.listReference] ?? seen.arrivals.compactMap(\.reading.thread).first
    facts[name] = reference.map { .text($0) }
    facts[.listReference] = reference
    facts[.cycle] = seen.facts[.cycle]
    facts[.programme] = seen.facts[.programme]
    return facts
  }

  static func amount(_ text: String) -> FactValue? { ExactDecimal(text).map { .amount($0) } }

  /// What a vendor's system says of a fact. A person is named by any number of theirs, or by one with its scheme: `UIN:5735495032`.
  func said(_ text: String, of name: String) -> FactValue {
    guard Vocabulary.entries.first(where: { $0.name == name })?.type == .identifiers else { return Self.typed(text, name) }
    let all = stage.story.people.flatMap(\.all)
    let named = text.split { " ,;".contains($0) }.flatMap { word -> [Identifier] in
      let known = all.filter { $0.value == word }
      let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
      return known.isEmpty && parts.count == 2 ? [Identifier(IdentifierScheme(parts[0]), parts[1])] : known
    }
    return named.isEmpty ? .text(text) : .identifiers(named)
  }

  private static func typed(_ text: String, _ name: String) -> FactValue {
    switch Vocabulary.entries.first(where: { $0.name == name })?.type {
    case .count: Int(text).map { .count($0) } ?? .text(text)
    case .amount: ExactDecimal(text).map { .amount($0) } ?? .text(text)
    case .day: Day(text).map { .day($0) } ?? .text(text)
    default: .text(text)
    }
  }

  /// What a vendor's hook may put into its request: `person.UIN`, and of whoever somebody is born to, married to or in the care of
  /// `person.mother.UIN`, `person.father.UIN`, `person.spouse.UIN`, `person.guardian.UIN`.
  func hookInputs(_ person: Person) -> [(name: String, value: String)] {
    let kin = [("mother", person.mother), ("father", person.father), ("spouse", person.spouse), ("guardian", person.guardian)].flatMap {
      relation, key in
      (key.flatMap { stage.story[$0] }?.inputs ?? []).map {
        (name: "person.\(relation)" + $0.name.dropFirst("person".count), value: $0.value)
      }
    }
    return person.inputs + kin
  }
}
