import Facts
import Timeline

extension RegisterCard {
  static let identitySystem = RegisterCard(
    role: .id, title: "ID system",
    acts: [
      ActCard("deactivate", people: ["person"], "an identity is deactivated: its holder can no longer be verified"),
      ActCard("reactivate", people: ["person"], "a deactivated identity is active again"),
      ActCard("revoke-vid", people: ["person"], "the virtual ids of a person end"),
      ActCard("register", people: ["person"], gives: ["person.id"], "a person gets an identity"),
    ],
    questions: [
      QuestionCard("knows", answers: ["yes", "no"], "whether the ID system knows the person"),
      QuestionCard("active", answers: ["active", "deactivated", "unknown"], "the state of the person's identity"),
      QuestionCard("deactivated", answers: ["active", "deactivated", "unknown"], "the state of the person's identity"),
      QuestionCard("asked", answers: ["asked", "not-asked"], "whether anybody asked about the person"),
    ],
    givens: [
      ActCard("active", people: ["people"], "these people have an active identity"),
      ActCard("deactivated", people: ["people"], "these people have an identity that is deactivated"),
    ],
    arrangements: [ArrangementCard("verify", Arranged.forms)],
    defects: IdentityDefect.allCases.map { DeviationCard($0.rawValue, $0.says) },
    twists: IdentityTwist.allCases.map { DeviationCard($0.rawValue, $0.says) })
}
