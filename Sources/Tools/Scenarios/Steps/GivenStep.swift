import SourceText

/// Make this true, then confirm it by the probe that will be used later.
package struct GivenStep: Sendable {
  package let what: RoleWord
  package let with: [Field]
}

extension StepKind {
  static let given = StepKind(keyword: "given", keys: ["with"]) { head, step, context in
    guard let what = context.roleWord(head, "`given`") else { return nil }
    return .given(GivenStep(what: what, with: context.fields(step["with"], "`with`")))
  }
}
