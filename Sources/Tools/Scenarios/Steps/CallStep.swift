package import Facts
import SourceText

/// Raw HTTP, in wire suites only.
package struct CallStep: Sendable {
  package let role: Role
  package let method: String
  package let path: String
  package let headers: [Field]
  package let body: Value?
}

extension StepKind {
  static let call = StepKind(keyword: "call", keys: ["method", "path", "headers", "body", "checks"]) { head, step, context in
    guard let role = context.word(head, "`call`"),
      let method = context.text(context.required(step, "method", "`call`"), "`method`"),
      let path = context.text(context.required(step, "path", "`call`"), "`path`")
    else { return nil }
    return .call(
      CallStep(
        role: Role(role.text), method: method, path: path, headers: context.fields(step["headers"], "`headers`"),
        body: context.value(step["body"])))
  }
}
