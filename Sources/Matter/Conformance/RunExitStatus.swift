/// How the process ends. The first that applies, in the order of `init`.
package enum RunExitStatus: Int32, Sendable, CaseIterable {
  case ok = 0
  case mustNotMet = 1
  case usage = 2
  case incomplete = 3
  case drifted = 4
  case harnessFault = 5

  /// What a run came to, as far as the exit status is concerned.
  package struct Causes: Hashable, Sendable {
    package var usageError = false
    package var harnessFault = false
    package var mustNotMet = false
    package var expectationsDrifted = false
    package var unreachable = false
    package var mustUnseen = false
    package init() {}
  }

  package init(_ causes: Causes) {
    let order: [(Bool, RunExitStatus)] = [
      (causes.usageError, .usage), (causes.harnessFault, .harnessFault), (causes.mustNotMet, .mustNotMet),
      (causes.expectationsDrifted, .drifted), (causes.unreachable || causes.mustUnseen, .incomplete),
    ]
    self = order.first(where: \.0)?.1 ?? .ok
  }

  package var sentence: String {
    switch self {
    case .ok: "every must of the selection is met"
    case .mustNotMet: "a must is not met"
    case .usage: "the command, a scenario or the target file is wrong"
    case .incomplete: "a system could not be reached, or a must is unseen"
    case .drifted: "results differ from the expectation file"
    case .harnessFault: "the harness is at fault"
    }
  }
}
