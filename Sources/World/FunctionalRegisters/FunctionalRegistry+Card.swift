import Facts
import Records
import Timeline

extension RegisterCard {
  init(_ desk: Desk) {
    let inputs = ["registered", "born"] + desk.inputs.map(\.name)
    self.init(
      role: desk.role, title: desk.title,
      acts: [
        ActCard(
          "register", people: ["person", "head"], inputs: inputs, gives: ["record.number", "event.id", "group.id"],
          "somebody is entered, in the household of its head where one is named"),
        ActCard(
          "change", people: ["person", "head"], inputs: inputs, gives: ["record.number", "event.id", "group.id"],
          "what the register says of somebody changes"),
        ActCard(
          "join", people: ["person", "head"], inputs: inputs, gives: ["record.number", "event.id", "group.id"],
          "somebody who is entered belongs to the household of this head as well"),
        ActCard("retire", people: ["people"], "forgets these people, at the end of a story"),
      ],
      questions: [QuestionCard("registered", answers: ["registered", "unknown"], "whether the register holds the person")],
      givens: [ActCard("registered", people: ["people"], inputs: inputs, "these people are entered, of which nobody is told")],
      defects: RecordDefect.allCases.map { DeviationCard($0.rawValue, $0.says) })
  }
}
