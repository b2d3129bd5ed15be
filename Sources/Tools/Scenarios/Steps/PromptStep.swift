package import Facts
import SourceText

/// A person at a real system does something, or says what is to be seen there.
package struct PromptStep: Sendable {
  /// Whose system it is; nil: any that is real.
  package let role: Role?
  package let ask: String
  /// What has to be noted down or attached; each is a fact under its name.
  package let attach: [Word]
}

extension StepKind {
  static let prompt = StepKind(keyword: "prompt", keys: ["role", "ask", "attach", "checks"]) { head, step, context in
    let role = context.word(step["role"], "`role`").map { Role($0.text) }
    return .prompt(
      PromptStep(
        role: role, ask: context.text(step["ask"], "`ask`") ?? head.text ?? "", attach: context.words(step["attach"], "`attach`")))
  }
}
