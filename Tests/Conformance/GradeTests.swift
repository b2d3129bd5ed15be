import Conformance
import Testing

@Suite("Grades of evidence")
struct GradeTests {
  @Test(arguments: [
    (Grade.a, Grade.a, true), (.a, .b, true), (.b, .a, false), (.b, .b, true), (.c, .b, false), (.d, .c, false), (.a, .d, true),
  ])
  func atLeast(evidence: Grade, least: Grade, holds: Bool) {
    #expect(evidence.isAtLeast(least) == holds)
  }

  @Test(arguments: [(Grade.a, true), (.b, true), (.c, false), (.d, false)])
  func gates(grade: Grade, satisfies: Bool) {
    #expect(grade.satisfiesGates == satisfies)
    #expect(Sample.requirement(grade: .d, gate: .blocksL1).accepts(grade) == satisfies)
  }

  @Test func ungradedEvidenceDoesOnlyWhereNoGradeIsAsked() {
    #expect(Sample.requirement().accepts(nil))
    #expect(!Sample.requirement(grade: .d).accepts(nil))
    #expect(!Sample.requirement(gate: .blocksL1).accepts(nil))
  }
}
