import Conformance
import Evidence
import Facts
import Synchronization
import Testing

@testable import Engine

/// What a vendor's hooks are told, what its observers say, and when our own systems go on beside it.
@Suite("A vendor's word") struct VendorWordTests {
  private static func play(_ steps: [String], _ vendor: VendorStage.Vendor = .init()) async throws -> ([CheckResult], VendorStage.State) {
    let recorder = InstanceRecorder(instance: 0, writer: nil)
    let book = ArrivalBook()
    let stage = VendorStage(vendor, relatives: true) { book.take($0) }
    var player = Player(plan: try VendorTimeTests.plan(steps), stage: stage, recorder: recorder, book: book)
    await player.play()
    let results = recorder.events.compactMap { one -> CheckResult? in if case .check(let event) = one.event { event.result } else { nil } }
    return (results, stage.state.withLock { $0 })
  }

  @Test(
    "A number beside a word is whoever of the cast has it",
    arguments: [
      ("proposed.id 0", "other", true), ("proposed.id UIN:0", "other", true), ("proposed.id 0", "stranger", false),
      ("proposed.id 2 0", "other", true), ("proposed.id nobody", "other", false), ("paid.total 80.00", "other", false),
    ])
  func proposed(beside: String, who: String, isRight: Bool) async throws {
    let (results, _) = try await Self.play(
      [
        """
        { id: asked, probe: mis.enrolled, of: { person: other, programme: OAP }, until: enrolled, within: 1 day,
              contrast: { person: stranger, answers: not-enrolled }, checks: { it: { that: proposed.id, is: \(who), requirement: SO } } }
        """
      ], .init(isAsked: true, beside: beside))
    #expect(results.map(\.verdict) == [isRight ? .pass : .fail])
  }

  @Test(
    "What may be one of some or not there at all",
    arguments: [("proposed.id 0", true), ("", true), ("proposed.id 2", false), ("paid.total 80.00", true)])
  func oneOrNone(beside: String, isRight: Bool) async throws {
    let (results, _) = try await Self.play(
      [
        """
        { id: asked, probe: mis.enrolled, of: { person: other, programme: OAP }, until: enrolled, within: 1 day,
              contrast: { person: stranger, answers: not-enrolled },
              checks: { it: { that: proposed.id, is-one-of: [ other, absent ], requirement: SO } } }
        """
      ], .init(isAsked: true, beside: beside))
    #expect(results.map(\.verdict) == [isRight ? .pass : .fail])
  }

  @Test(
    "What need not be said is judged where it is said",
    arguments: [("proposed.id 0", Verdict.pass), ("", .notApplicable), ("proposed.id 2", .fail), ("paid.total 80.00", .notApplicable)])
  func ifSaid(beside: String, verdict: Verdict) async throws {
    let (results, _) = try await Self.play(
      [
        """
        { id: asked, probe: mis.enrolled, of: { person: other, programme: OAP }, until: enrolled, within: 1 day,
              contrast: { person: stranger, answers: not-enrolled },
              checks: { it: { that: proposed.id, if-said: true, is: other, requirement: SO } } }
        """
      ], .init(isAsked: true, beside: beside))
    #expect(results.map(\.verdict) == [verdict])
  }

  @Test("Whoever cannot be asked is named with the reason") func out() async throws {
    let (results, _) = try await Self.play(
      [
        """
        { id: asked, probe: mis.enrolled, of: { person: other, programme: OAP }, until: enrolled, within: 1 day,
              contrast: { person: stranger, answers: not-enrolled }, checks: { it: { that: answer, is: enrolled, requirement: SO } } }
        """
      ], .init(isAsked: true, isOut: "GET /test/clerk could not be asked: refused"))
    #expect(results.map(\.reason) == [.inconclusiveNoObserver])
    #expect(results.first?.note == "no observer could answer mis.enrolled: GET /test/clerk could not be asked: refused")
  }

  @Test(
    "A hook is told of whoever somebody belongs to, and when a child was born",
    arguments: [
      ("{ person: younger }", "person.mother.UIN", "0"), ("{ person: younger }", "person.father.UIN", "2"),
      ("{ person: younger }", "person.spouse.UIN", "2"), ("{ person: other }", "person.father.UIN", nil),
      ("{ child: younger }", "child.person.father.UIN", "2"), ("{ child: younger }", "born", "2026-03-02"),
      ("{ child: younger, born: T - 1 day }", "born", "2026-03-01"), ("{ person: younger }", "born", nil),
    ])
  func told(with: String, input: String, value: String?) async throws {
    let (_, state) = try await Self.play(["{ id: act, act: mis.register-birth, with: \(with) }"])
    #expect(state.told.first?.inputs.first { $0.name == input }?.value == value)
  }
}
