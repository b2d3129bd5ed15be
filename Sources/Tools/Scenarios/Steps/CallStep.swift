package import Documents
package import Facts
import SourceText

/// Raw HTTP, in wire suites only: what the peer of the role sends to it.
///
/// The dialect of the edge fills in what the body leaves open (ids, stamps, the rest of an envelope), shows a token and signs.
package struct CallStep: Sendable {
  package let role: Role
  package let method: String
  package let path: String
  package let headers: [Field]
  package let body: Value?
  /// JSON Patch on the body after it was filled in and before it is signed.
  package let change: [JSON]
  /// A fault of the dialect in token or signature, or `$each`.
  package let fault: Value?
  /// What later checks rely on, seen in the answer.
  package let establishes: [Premise]
}

extension StepKind {
  static let call = StepKind(keyword: "call", keys: ["method", "path", "headers", "body", "change", "fault", "establishes", "checks"]) {
    head, step, context in
    guard let role = context.word(head, "`call`"),
      let method = context.text(context.required(step, "method", "`call`"), "`method`"),
      let path = context.text(context.required(step, "path", "`call`"), "`path`")
    else { return nil }
    return .call(
      CallStep(
        role: Role(role.text), method: method, path: path, headers: context.fields(step["headers"], "`headers`"),
        body: context.value(step["body"]), change: (step["change"].map { context.items($0, "`change`") } ?? []).map(\.json),
        fault: context.value(step["fault"]), establishes: context.premises(step["establishes"])))
  }
}
