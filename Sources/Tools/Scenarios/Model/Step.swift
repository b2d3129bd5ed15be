package import SourceText

/// One step of the flow.
package struct Step: Sendable {
  package enum Kind: Sendable {
    case given(GivenStep)
    case arrange(ArrangeStep)
    case act(ActStep)
    case send(SendStep)
    case expect(ExpectStep)
    case expectNone(ExpectNoneStep)
    case probe(ProbeStep)
    case check(CheckStep)
    case advance(AdvanceStep)
    case prompt(PromptStep)
    case call(CallStep)
  }

  /// Unique in the scenario; `include/step` for a step of a flow.
  package let id: Word
  package let title: String?
  package let kind: Kind
  /// The word that says the kind: `expect-none`.
  package let keyword: String
  package let forEach: RowSource?
  package let needs: [Need]
  /// What a policy must say for it to be played.
  package let when: PolicyCondition?
  /// In order. A `requirement:` on the step itself is the first of them, about the step.
  package let checks: [Check]
  /// The id of the include that brought it.
  package let includedBy: Word?
  package let span: SourceSpan
  /// As it is written, variants applied.
  let node: Node
}
