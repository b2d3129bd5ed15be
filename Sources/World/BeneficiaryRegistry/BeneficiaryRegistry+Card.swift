import Facts
import Records
import Timeline

extension RegisterCard {
  private static let enrolled = ActCard(
    "enrolled", people: ["people", "person"], inputs: ["programme"], "these people are in the programme")
  /// What the beneficiary registry can do.
  static let beneficiaryRegistry = RegisterCard(
    role: .ibr, title: "Integrated beneficiary registry",
    acts: [
      ActCard(
        "enrol", people: ["person", "head"], inputs: ["programme", "registered"], gives: ["record.number"],
        "somebody is enrolled, and who has subscribed is told; in the child allowance where no programme is named"),
      ActCard("leave", people: ["person"], inputs: ["programme"], "this person has left the programme, and who has subscribed is told"),
      enrolled, ActCard("retire", people: ["people"], "forgets these people, at the end of a story"),
    ],
    questions: [
      QuestionCard("enrolled", inputs: ["programme"], answers: ["enrolled", "not-enrolled"], "whether the person is in the programme")
    ],
    givens: [enrolled],
    defects: [
      DeviationCard("forgets-enrolments", "breaks CR-01: acknowledges enrolments and keeps none"),
      DeviationCard("counts-who-left", "breaks IBR-LEFT: says of whoever has left that they are enrolled"),
      DeviationCard("takes-older-words", "breaks IBR-RETRY: goes by a word that arrives after a later one"),
      DeviationCard("denies-everybody", "breaks CR-01: says of everybody that they are not enrolled"),
    ] + RecordDefect.allCases.map { DeviationCard($0.rawValue, $0.says) })
}
