import Conformance
import Testing

@Suite("Phases of a check")
struct PhaseTests {
  @Test(arguments: Phase.allCases)
  func onlyWhatIsOverHasNoNext(phase: Phase) {
    #expect(phase.next.isEmpty == phase.isOver)
    #expect(!phase.next.contains(.planned))
  }
}
