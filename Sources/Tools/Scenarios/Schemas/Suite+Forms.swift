package import Conformance

/// What one schema of a suite judges: the requirements that its checks cite, and which checks these are.
package struct JudgedForm: Sendable {
  package let schema: String
  /// Where in bodies it judges values; none where it judges bodies as a whole.
  package private(set) var paths: [String] = []
  package private(set) var requirements: [RequirementID] = []
  /// Scenario, step and check: `DCI-01 found.form`.
  package private(set) var checks: [String] = []

  fileprivate mutating func add(_ written: Suite.WrittenCheck, _ path: String?) {
    checks.append(written.name)
    if let path, !paths.contains(path) { paths.append(path) }
    let id = written.check.requirement.map { RequirementID($0.text) }
    if let id, !requirements.contains(id) { requirements.append(id) }
  }
}

extension Suite {
  /// The JSON Schemas by which checks judge, in the order of the pages that name them.
  package func forms(faults: (FaultQuestion) -> [String] = { _ in [] }) -> [JudgedForm] {
    var forms: [JudgedForm] = []
    for written in writtenChecks(faults: faults) {
      guard let (schema, path) = Self.schema(written.check.assertion.matcher) else { continue }
      let at = forms.firstIndex { $0.schema == schema } ?? forms.endIndex
      if at == forms.endIndex { forms.append(JudgedForm(schema: schema)) }
      forms[at].add(written, path)
    }
    return forms
  }

  private static func schema(_ matcher: Matcher) -> (name: String, path: String?)? {
    switch matcher {
    case .schema(let name): (name.text, nil)
    case .path(let path, let inner): schema(inner).map { ($0.name, path) }
    default: nil
    }
  }
}
