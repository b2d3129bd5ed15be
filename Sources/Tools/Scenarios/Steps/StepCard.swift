/// A kind of step as documentation shows it.
package struct StepCard: Sendable {
  package let keyword: String
  /// Keys of its own; every step also has those of `common`.
  package let keys: [String]
  package let says: String

  package static let common = StepKind.common
  package static let all: [StepCard] =
    StepKind.catalogue.map { StepCard(keyword: $0.keyword, keys: $0.keys, says: words[$0.keyword] ?? "") }
    + [StepCard(keyword: StepKind.include, keys: StepKind.includeKeys, says: words[StepKind.include] ?? "")]

  private static let words = [
    "given": "make this true, then confirm it by the probe of the same name",
    "arrange": "what a simulated system will do: an outcome, a lag, a lost report",
    "act": "a role does something in its own world",
    "send": "the harness repeats, renews or spoils a message; what is judged is how it is taken",
    "expect": "a message from one role to another, looked for in the past and the future",
    "expect-none": "the required absence of one; only with a control and a window",
    "probe": "a question to a role; counts only where a contrast is answered otherwise",
    "check": "more checks on what an earlier step saw",
    "advance": "world time goes on, with its purpose: to the next cycle, or by a length of time",
    "prompt": "a person at a real system does or answers something",
    "call": "one raw HTTP request, finished and signed by the dialect; wire suites only",
    "include": "a flow that several scenarios share, in the place of one step",
  ]
}
