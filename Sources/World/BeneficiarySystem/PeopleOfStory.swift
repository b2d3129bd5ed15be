import Facts
import Population

/// The people of the story as this system would have them on file.
struct PeopleOfStory: Sendable {
  private let story: Story
  init(_ story: Story) { self.story = story }

  var knownFromTheStart: [Party] { story.people.filter { $0.knownTo.contains(.mis) }.map { party($0, $0.identifiers) } }

  /// By every number that names them at any time of the story.
  func party(_ key: PersonKey) -> Party? { story[key].map { p in party(p, p.all.filter { $0 != p.correctedAccount }) } }

  /// With the account that the person has once it was put right; the same one where nothing else is known.
  func corrected(_ party: Party) -> Party {
    guard let person = story.person(named: party.payable), let right = person.correctedAccount else { return party }
    return self.party(person, person.all.filter { $0.scheme != .account } + [right])
  }

  /// Who is paid where this person is enrolled: a child's money goes to its mother or caregiver.
  func payee(of key: PersonKey, _ rules: ProgrammeRules) -> Party? {
    guard let person = story[key], let programme = story.programme(rules.code) else { return party(key) }
    guard programme.payee != .itself, person.age(on: story.today) < 18 else { return party(key) }
    return [programme.payee == .caregiver ? person.guardian : nil, person.mother, person.father].lazy.compactMap { $0 }
      .compactMap { party($0) }.first ?? party(key)
  }

  func spouse(of ids: [Identifier]) -> Party? { story.person(named: ids)?.spouse.flatMap { party($0) } }

  private func party(_ person: Person, _ ids: [Identifier]) -> Party {
    Party(ids, name: person.name.description, born: person.born, sex: person.sex.rawValue)
  }
}
