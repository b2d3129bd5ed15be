import Conformance
import Evidence

/// One thing to fix, and what is only wrong because of it: the same requirement broken elsewhere, and checks that name one of these
/// failures as theirs.
struct Fold {
  let cause: Cause
  /// The same requirement, at other checks.
  let again: [Cause]
  /// Checks that could not be judged after one of these failed.
  let dependents: [Cause]

  var count: Int { again.count + dependents.count }

  /// The causes of all instances, in order, are given: they are the same for every fold of a page.
  init(_ cause: Cause, among all: [Cause]) {
    self.cause = cause
    let id = cause.result.requirement
    again = all.filter { other in
      other.result.id != cause.result.id && id != nil && other.result.requirement == id && other.result.verdict == cause.result.verdict
    }
    let names = Set(([cause] + again).map { Name(instance: $0.instance.index, text: Self.name($0.result)) })
    let places = Set(names.map(\.instance))
    dependents = all.filter { other in
      guard Self.reasons.contains(other.result.reason), places.contains(other.instance.index), let note = other.result.note else {
        return false
      }
      return names.contains { $0.instance == other.instance.index && note.contains(" \($0.text)") }
    }
  }

  private struct Name: Hashable {
    let instance: Int
    let text: String
  }
  private static let reasons: [Reason?] = [.inconclusiveUpstream, .inconclusiveNoObserver]

  /// As a judged check names an earlier failure.
  private static func name(_ result: CheckResult) -> String { "\(result.step).\(result.check) of \(result.judges)" }
}
