import Facts
import Timeline

/// Wrong behaviours of who sits where people are. Each breaks the requirement that it names.
package enum FieldDefect: String, CaseIterable, Sendable {
  case leavesMotherOut = "facility-leaves-mother-out"
  case wrongName = "intake-wrong-name"
  case shortRoster = "intake-short-roster"

  var role: Role { self == .leavesMotherOut ? .facility : .intake }
  package var says: String {
    switch self {
    case .leavesMotherOut: "breaks FAC-MOTHER: reports a birth without saying who the mother is"
    case .wrongName: "breaks FORM-PERSON: sends another name than the form holds"
    case .shortRoster: "breaks FORM-ROSTER: sends the first of a household only"
    }
  }
}

extension RegisterCard {
  private static let sent = QuestionCard("sent", answers: ["sent", "nothing"], "whether something was sent about the person")
  private static let retire = ActCard("retire", people: ["people"], "nothing is left to do at the end of a story")
  private static func defects(of role: Role) -> [DeviationCard] {
    FieldDefect.allCases.filter { $0.role == role }.map { DeviationCard($0.rawValue, $0.says) }
  }

  static let facility = RegisterCard(
    role: .facility, title: "Health facility",
    acts: [
      ActCard(
        "report-birth", people: ["child", "mother"], inputs: ["born", "number"], gives: ["case.id"],
        "a child is born here, and the civil registry is told, which has yet to register it; where `number` says no, nobody knows the "
          + "mother's number"),
      retire,
    ], questions: [sent], defects: defects(of: .facility))

  static let intake = RegisterCard(
    role: .intake, title: "Intake in the field",
    acts: [
      ActCard(
        "submit", people: ["person"], inputs: form + ["sends"], gives: ["submission.id", "person.name"],
        "a form is filled in with this person, who asks for a programme, and is sent, or waits to be fetched where `sends` says no; "
          + "consent, place and attachment are there where nobody says no"),
      ActCard(
        "edit", people: ["person"], inputs: form, gives: ["submission.id"],
        "a form that was sent is corrected; the programme is shown it when it asks"),
      ActCard(
        "attach", people: ["person"], gives: ["submission.id"],
        "the attachment that a form lacked has arrived at the form server; the programme is shown it when it asks"),
      retire,
    ], questions: [sent], defects: defects(of: .intake))

  /// What a form says of itself: for which programme, with how many in the household; by a clock that is ahead by so many days.
  private static let form = ["programme", "consent", "members", "place", "attachment", "ahead"]
}
