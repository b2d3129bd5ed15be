import Facts
import Records
import Timeline

extension RegisterCard {
  /// What listeners can be told of.
  static let tellable: [MessageKind] = [
    .birthRegistered, .birthNotified, .birthCancelled, .stillbirthRegistered, .deathRegistered, .deathCancelled, .marriageRegistered,
    .divorceRegistered, .adoptionRegistered, .recordCorrected,
  ]

  static let civilRegistry = RegisterCard(
    role: .crvs, title: "civil registry",
    acts: [
      ActCard(
        "register-birth", people: ["child", "mother", "father"], inputs: ["born", "registered"], gives: ["child.brn", "event.id"],
        "a live birth is registered and gets its number; the father is the mother's husband where none is named"),
      ActCard(
        "notify-birth", people: ["child", "mother", "father"], inputs: ["born"], gives: ["event.id"],
        "somebody says that a child was born; nobody has registered it yet"),
      ActCard(
        "register-stillbirth", people: ["child", "mother", "father"], inputs: ["born", "registered"], gives: ["event.id"],
        "a fetal death is registered, which is no live birth"),
      ActCard("cancel-birth", people: ["child"], gives: ["child.brn", "event.id"], "a registration of birth is cancelled"),
      ActCard(
        "register-death", people: ["person"], inputs: ["died", "registered"], gives: ["death.drn", "event.id"], "a death is registered"),
      ActCard(
        "cancel-death", people: ["person"], gives: ["death.drn", "event.id"], "a registration of death is cancelled: somebody else has died"
      ),
      ActCard(
        "register-marriage", people: ["person", "spouse"], inputs: ["married", "registered"], gives: ["person.name", "event.id"],
        "a marriage is registered; who takes another name bears it from then on"),
      ActCard(
        "register-divorce", people: ["person"], inputs: ["divorced", "registered"], gives: ["event.id"], "a marriage ends"),
      ActCard(
        "correct-record", people: ["person"], inputs: ["born", "sex", "given", "family"], gives: ["person.name", "event.id"],
        "a record is corrected; without inputs the name becomes the one that the person takes in this story"),
      ActCard(
        "register-adoption", people: ["person", "mother", "as"], inputs: ["registered"], gives: ["child.brn", "event.id"],
        "a child is adopted: from now on its record names this mother, and nobody is told of the former one; where it is somebody anew, "
          + "the record bears that name and number, and the old one is shown to nobody"),
      ActCard(
        "merge-records", people: ["person", "other"], inputs: ["registered"], gives: ["child.brn", "event.id"],
        "two records turn out to be of one person and become one: from now on both numbers lead to it"),
    ],
    questions: [
      QuestionCard("record", answers: ["registered", "notified", "cancelled", "unknown"], "the state of a person's birth record"),
      QuestionCard("registered", answers: ["registered", "notified", "cancelled", "unknown"], "the state of a person's birth record"),
      QuestionCard("listens", inputs: ["wanted"], answers: ["yes", "no"], "whether somebody asked to be told of these kinds, or of any"),
    ],
    givens: [ActCard("registered", people: ["people"], "these people have a registered birth, of which nobody is told")],
    arrangements: [
      ArrangementCard("records", Arranged.Answer.ofQuestions.map(\.rawValue)), ArrangementCard("reports", ["refused"]),
      ArrangementCard("events", [Arranged.Answer.late.rawValue]),
    ],
    defects: CivilDefect.allCases.map { DeviationCard($0.rawValue, $0.says) },
    twists: CivilTwist.allCases.map { DeviationCard($0.rawValue, $0.says) })
}
