package import Scenarios

/// What a person at a vendor's side is turned to for, where no hook and no observer can.
package struct PersonRequest: Sendable {
  package enum Form: Hashable, Sendable {
    /// A step of the page: the person does something, or looks at it, in the page's own words.
    case prompt(ask: String)
    /// A question about a system that only a person can answer.
    case question(RoleWord)
  }
  package let form: Form
  package let inputs: [(name: String, value: String)]
  /// What is to be noted down.
  package let notes: [String]

  package init(_ form: Form, _ inputs: [(name: String, value: String)], notes: [String]) {
    self.form = form
    self.inputs = inputs
    self.notes = notes
  }

  /// Under which word it stands on the run sheet and among the answers.
  package var word: String {
    switch form {
    case .prompt: "prompt"
    case .question(let what): "ask-\(what.name)"
    }
  }
}
