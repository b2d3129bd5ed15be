package import Evidence
package import Facts
import Synchronization

/// The people of stories that are over, where one story after another is played at one address: a real system may still be busy with
/// them when the next has begun, and what it says of them is of no story any more.
package final class EarlierPeople: Sendable {
  private let met = Mutex<Set<Identifier>>([])
  package init() {}

  /// Those of earlier stories who are not in this one as well; from now on its own are among them.
  package func before(_ own: Set<Identifier>) -> Set<Identifier> {
    met.withLock { met in
      let earlier = met.subtracting(own)
      met.formUnion(own)
      return earlier
    }
  }
}

extension Exchange {
  /// Without what it says of nobody but these.
  package func without(_ people: Set<Identifier>, tell: (Finding) -> Void) -> Exchange {
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
