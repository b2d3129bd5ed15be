package import Facts
import Synchronization

/// People who come to a story after it began: whom the users of a served world bring along. Shared by every copy of the story.
///
/// The stories of runs have none: their cast is all there is.
package final class Guests: Sendable {
  private let people = Mutex<[Person]>([])

  /// Whoever came under the same key before is now as told. Programmes and payment providers know a guest; registries do not.
  package func welcome(_ key: PersonKey, _ name: PersonName, _ sex: Sex, born: Day, _ identifiers: [Identifier]) {
    let person = Person(
      key: key, archetype: "GUEST", name: name, sex: sex, born: born, identifiers: identifiers, later: [], knownTo: [.mis, .payments])
    people.withLock { all in
      all.removeAll { $0.key == key }
      all.append(person)
    }
  }

  package subscript(_ key: PersonKey) -> Person? { people.withLock { all in all.first { $0.key == key } } }

  func person(named identifiers: [Identifier]) -> Person? {
    people.withLock { all in all.last { $0.all.contains(where: identifiers.contains) } }
  }
}
