/// What stands beside the checks of a requirement: read by every report, and part of no score.
package struct Beside: Hashable, Sendable {
  package struct Waived: Hashable, Sendable {
    package var waiver: Waiver
    package var standing: WaiverStanding
    package init(_ waiver: Waiver, _ standing: WaiverStanding) {
      self.waiver = waiver
      self.standing = standing
    }
  }

  /// Entries of the expectation file by the check that came as they say.
  package var expected: [CheckID: ExpectedResult]
  /// Interpretations by the check that met them.
  package var interpretations: [CheckID: Interpretation]

  package init(expected: [CheckID: ExpectedResult] = [:], interpretations: [CheckID: Interpretation] = [:]) {
    self.expected = expected
    self.interpretations = interpretations
  }
}
