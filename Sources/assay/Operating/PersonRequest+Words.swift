import Engine
import Facts
import Scenarios
import Timeline

extension PersonRequest {
  /// What the person is told: the page's own words, or a question with the words to answer in.
  var says: String {
    switch form {
    case .prompt(let ask): return ask
    case .question(let what):
      guard let card = RegisterCard.of(what.role)?.questions.first(where: { $0.name == what.name }) else {
        return "what does your system say of \(what)?"
      }
      return "look up \(card.says); answer \(card.answers.joined(separator: " or "))"
    }
  }
}
