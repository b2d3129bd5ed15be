import SourceText

/// Something already known: the checks look at what an earlier step saw.
package struct CheckStep: Sendable {
  package let of: Reference
}

extension StepKind {
  static let check = StepKind(keyword: "check", keys: ["checks"]) { head, _, context in
    if let reference = context.value(head).reference { return .check(CheckStep(of: reference)) }
    context.report(.wrongShape, "`check` names what an earlier step saw", at: head.span, next: "write it as in `check: $sent.list`")
    return nil
  }
}
