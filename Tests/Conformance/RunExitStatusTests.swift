import Conformance
import Testing

@Suite("Exit status: the first that applies")
struct RunExitStatusTests {
  typealias Causes = RunExitStatus.Causes
  static func causes(_ set: (inout Causes) -> Void) -> Causes {
    var causes = Causes()
    set(&causes)
    return causes
  }

  /// In the order of precedence: each status with the cause that leads to it.
  static let ranked: [(Int32, Causes)] = [
    (2, causes { $0.usageError = true }), (5, causes { $0.harnessFault = true }), (1, causes { $0.mustNotMet = true }),
    (4, causes { $0.expectationsDrifted = true }), (3, causes { $0.unreachable = true }), (3, causes { $0.mustUnseen = true }),
    (0, causes { _ in }),
  ]

  @Test(arguments: ranked.indices)
  func alone(row: Int) {
    #expect(RunExitStatus(Self.ranked[row].1).rawValue == Self.ranked[row].0)
  }

  @Test(arguments: ranked.indices)
  func outranksAllThatFollow(row: Int) {
    var causes = Self.ranked[row].1
    for (_, later) in Self.ranked[row...] {
      causes.usageError = causes.usageError || later.usageError
      causes.harnessFault = causes.harnessFault || later.harnessFault
      causes.mustNotMet = causes.mustNotMet || later.mustNotMet
      causes.expectationsDrifted = causes.expectationsDrifted || later.expectationsDrifted
      causes.unreachable = causes.unreachable || later.unreachable
      causes.mustUnseen = causes.mustUnseen || later.mustUnseen
    }
    #expect(RunExitStatus(causes).rawValue == Self.ranked[row].0)
  }
}
