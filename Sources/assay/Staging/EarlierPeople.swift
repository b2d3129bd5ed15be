import Evidence
import Facts
import Population
import Synchronization

/// The people of stories that are over, where one story after another is played at one address: a real system may still be busy with
/// them when the next has begun, and what it says of them is of no story any more.
final class EarlierPeople: Sendable {
  private let met = Mutex<Set<Identifier>>([])

  /// Those of earlier stories that are not in this one as well; from now on its own are among them.
  func before(_ story: Story) -> Set<Identifier> {
    let own = Set(story.people.flatMap(\.all))
    return met.withLock { met in
      let earlier = met.subtracting(own)
      met.formUnion(own)
      return earlier
    }
  }
}

extension Exchange {
  /// Without what it says of nobody but these.
  func without(_ people: Set<Identifier>, tell: (Finding) -> Void) -> Exchange {
    guard !people.isEmpty else { return self }
    var exchange = self
    exchange.readings.removeAll { reading in
      guard let named = reading.message.facts[.personID], !named.isEmpty, named.allSatisfy(people.contains) else { return false }
      let words = "\(reading.message.kind) is about somebody of an earlier story: it came after that story was over"
      tell(Finding(name: "finding.earlier-story", detail: words, about: reading.message.from, exchange: id))
      return true
    }
    return exchange
  }
}
