import SourceText

/// A role does something in its own world: `act: crvs.register-death`.
package struct ActStep: Sendable {
  package let what: RoleWord
  package let with: [Field]
  package let gives: [Capture]
}

extension StepKind {
  static let act = StepKind(keyword: "act", keys: ["with", "gives"]) { head, step, context in
    guard let what = context.roleWord(head, "`act`") else { return nil }
    return .act(ActStep(what: what, with: context.fields(step["with"], "`with`"), gives: context.captures(step["gives"])))
  }
}
