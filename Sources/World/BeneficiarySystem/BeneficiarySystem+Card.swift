import Facts
import Records
package import Timeline

extension RegisterCard {
  private static let givens: [ActCard] = [
    ActCard("enrolled", people: ["people", "person"], inputs: ["programme", "children"], "these people are in the programme"),
    ActCard("knows", people: ["people"], "these people are on file"),
    ActCard("listens", inputs: ["edge", "to"], "it hears of these events: where the source takes subscriptions, it subscribes"),
    ActCard("account-corrected", people: ["people"], "the accounts of these people have been put right"),
  ]
  /// What the beneficiary system can do.
  package static let beneficiarySystem = RegisterCard(
    role: "mis", title: "Beneficiary-management system",
    acts: givens + [
      ActCard(
        "reissue", inputs: ["list", "way", "programme"], gives: ["list.reference", "declared.count"],
        "pays again what failed in the cycle of the list, each line once"),
      ActCard(
        "change-account", people: ["person"], inputs: ["answered"], gives: ["account"],
        "this person brings another account, and the mapper is told, to answer `at-once` or `later`"),
      ActCard(
        "withdraw-account", people: ["person"], inputs: ["answered"],
        "this person has no account any more, and the mapper is told, to answer `at-once` or `later`"),
    ] + lifeCourse + asking + [
      ActCard("retire", people: ["people"], "ends the enrolments of these people, at the end of a story")
    ],
    questions: [
      QuestionCard("enrolled", inputs: ["programme"], answers: ["enrolled", "not-enrolled"], "whether the person is in the programme"),
      QuestionCard(
        "benefit", inputs: ["programme"], answers: ["enrolled", "suspended", "ended", "none"],
        "how the person's benefit stands in the programme"),
      QuestionCard("knows", answers: ["knows", "unknown"], "whether the person is on file"),
      QuestionCard("listens", inputs: ["edge", "to"], answers: ["listens", "does-not-listen"], "whether it hears of these events"),
      QuestionCard("account-corrected", answers: ["account-corrected", "as-before"], "whether the person's account has been put right"),
      QuestionCard("case", answers: ["enrolled", "open", "incomplete", "refused", "none"], "what became of the child's birth"),
      QuestionCard(
        "line", inputs: ["list", "programme"],
        answers: ["settled", "received", "open", "partly-settled", "rejected", "returned", "cancelled"], "how the person's line stands"),
      QuestionCard("cycle", inputs: ["list", "programme", "cycle"], answers: ["closed", "open"], "whether all that was owed has arrived"),
    ] + ofLifeCourse + [
      QuestionCard("next-cycle", inputs: ["programme"], answers: [], "the name of the next payment cycle, and when it runs")
    ],
    givens: givens, arrangements: ["events", "forms"].map { ArrangementCard($0, [Arranged.Answer.unavailable.rawValue]) },
    defects: BeneficiaryDefect.allCases.map { DeviationCard($0.rawValue, $0.says) }
      + LifeCourseDefect.allCases.map { DeviationCard($0.rawValue, $0.says) }
      + IntakeDefect.allCases.map { DeviationCard($0.rawValue, $0.says) } + RareDefect.allCases.map { DeviationCard($0.rawValue, $0.says) },
    twists: BeneficiaryTwist.allCases.map { DeviationCard($0.rawValue, $0.says) })
}
