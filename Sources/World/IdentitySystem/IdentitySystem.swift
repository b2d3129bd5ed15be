package import Facts
package import Population
import Synchronization
package import Timeline

/// The ID system: knows people by identifiers that it gave them, and says whether what a partner says of somebody is so.
package final class IdentitySystem: Register {
  let story: Story
  private let populace: Populace?
  private let deviations: Set<String>
  private let state: Mutex<IdentityState>

  /// `populace`: people of the same world beyond the story, known to everybody who asks.
  package init(story: Story, populace: Populace? = nil, deviations: Set<String> = []) {
    self.story = story
    self.populace = populace
    self.deviations = deviations
    state = Mutex(IdentityState(people: story.people.filter { $0.knownTo.contains(.identity) && !$0.isOrganisation }))
  }

  package var card: RegisterCard { .identitySystem }

  func has(_ defect: IdentityDefect) -> Bool { deviations.contains(defect.rawValue) }
  func shows(_ twist: IdentityTwist) -> Bool { deviations.contains(twist.rawValue) }
  func with<R: Sendable>(_ body: (inout sending IdentityState) -> sending R) -> R { state.withLock { body(&$0) } }

  package func take(_ message: Message, _ activity: Activity, _ peers: any Peers) async -> Reply {
    guard message.kind == .verify else { return .refused("unknown-kind") }
    return verify(message, at: activity.now, newToken: Self.token(activity.id("token")))
  }

  /// Somebody of the populace, whom no story names.
  func stranger(_ identifiers: [Identifier]) -> Person? {
    guard let populace else { return nil }
    return identifiers.firstNonNil { populace.place(of: $0) }.map { populace.person(at: $0) }
  }

  /// Thirty-six digits out of an id.
  private static func token(_ id: String) -> String {
    let digits = id.utf8.filter { $0 != 0x2D }.map { $0 < 0x3A ? Int($0) - 0x30 : Int($0) - 0x57 }
    let more = digits.prefix(4).map { $0 * 7 + 3 }
    return (digits + more).map { String($0 % 10) }.joined()
  }

  package func arrange(_ arrangement: Arrangement, at now: WorldInstant) throws(Refused) {
    guard arrangement.subject == "verify" else {
      throw Refused("the ID system can arrange answers to verify, not \"\(arrangement.subject)\"")
    }
    let arranged = try Arranged(arrangement, at: now)
    with { $0.arrange(arranged) }
  }
}
