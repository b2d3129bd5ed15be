package import Evidence
package import Scenarios

extension InstancePlan {
  /// Every check that must be accounted for, in the order of the page; `for-each` unfolded.
  package var planned: Planned {
    Planned(
      suite: suite, scenario: scenario.id.text, variant: variant, key: key, title: title,
      steps: scenario.steps.map { .init(id: $0.id.text, kind: $0.keyword, title: $0.title ?? Wording.of($0)) },
      checks: scenario.steps.flatMap { step in
        rows(step.forEach).flatMap { row in
          step.checks.flatMap { check in
            rows(check.forEach).map { inner in
              .init(step: step.id.text, check: Self.name(check, row, inner), requirement: check.requirement?.text)
            }
          }
        }
      })
  }

  /// The rows of a `for-each`; one nothing where there is none.
  package func rows(_ source: RowSource?) -> [Row?] {
    guard let source else { return [nil] }
    return (scenario.rows(of: source) ?? []).map { $0 }
  }

  static func name(_ check: Check, _ step: Row?, _ inner: Row?) -> String {
    let rows = [step, inner].compactMap { $0?.name }
    return rows.isEmpty ? check.name.text : "\(check.name.text)[\(rows.joined(separator: ","))]"
  }
}
