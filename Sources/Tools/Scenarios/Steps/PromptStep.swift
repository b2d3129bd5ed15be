package import Facts
import SourceText

/// A person does or sees something. Loads, and is refused until it can be played.
package struct PromptStep: Sendable {
  package let role: Role?
  package let ask: String
  package let attach: [Word]
}

extension StepKind {
  static let prompt = StepKind(keyword: "prompt", keys: ["role", "ask", "attach"]) { head, step, context in
    context.report(.notYetPlayed, "`prompt` is not yet played", at: step.keySpan("prompt") ?? head.span)
    let role = context.word(step["role"], "`role`").map { Role($0.text) }
    return .prompt(
      PromptStep(
        role: role, ask: context.text(step["ask"], "`ask`") ?? head.text ?? "", attach: context.words(step["attach"], "`attach`")))
  }
}
