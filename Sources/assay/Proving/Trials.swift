import Certification
import Conformance
import Engine
import Evidence
import Facts
import Sandbox
import Scenarios

/// Plays instances under one casting, quietly and in memory, and gives their ledger.
struct Trials: Sendable {
  let house: House
  let suites: [Suite]
  let seed: String

  /// `run` names the worlds: two trials with the same name would meet.
  func play(_ plans: [InstancePlan], _ casting: Casting, run: String, jobs: Int) async -> Ledger {
    let head = InstanceRecorder(instance: -1, writer: nil)
    head.record(.run(started(casting, run)))
    for requirement in suites.flatMap(\.requirements).map(\.requirement) { head.record(.requirement(requirement)) }
    let kept = Kept()
    let outcome = await Run(
      plans: plans, maker: SandboxStages(house: house, run: run, casting: casting), jobs: jobs,
      recorder: { kept.add(InstanceRecorder(instance: $0, writer: nil)) }, clock: { 0 }
    ).play()
    head.record(
      .finished(Finished(planned: outcome.planned, accounted: outcome.accounted, interrupted: outcome.interrupted, milliseconds: 0)))
    return Ledger(head.events + kept.events)
  }

  private func started(_ casting: Casting, _ run: String) -> RunStarted {
    RunStarted(
      run: run, tool: RunSession.tool, seed: seed, today: house.today, target: nil,
      actors: Registers.roles.map { .init(role: $0, isReal: casting.isJudged($0), product: "reference") }, suites: [],
      edges: casting.topology.edges.map { ($0.name.text, $0.dialect.text) }, isSelection: true, command: "assay prove")
  }

  /// Many trials, so many at once and the heaviest first; results in the order in which they were given.
  static func each<T: Sendable, R: Sendable>(
    _ all: [T], jobs: Int, _ progress: ProofProgress, named name: (T) -> String, weighing weight: (T) -> Int,
    _ work: @escaping @Sendable (T) async -> R
  ) async -> [R] {
    progress.expect(all.count)
    let names = all.map(name)
    return await withTaskGroup(of: (Int, R).self) { group in
      var results = [R?](repeating: nil, count: all.count)
      var next = TrialPlan.order(all.map(weight)).makeIterator()
      func begin() {
        guard let i = next.next() else { return }
        let (one, name) = (all[i], names[i])
        group.addTask { (i, await progress.timing(name) { await work(one) }) }
      }
      for _ in 0..<max(1, jobs) { begin() }
      while let (i, result) = await group.next() {
        results[i] = result
        begin()
      }
      return results.compactMap(\.self)
    }
  }
}
