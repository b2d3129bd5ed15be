package import Evidence
import Facts

/// Makes the world of one instance. What the world sees goes to the two closures, in the order in which it happened.
package protocol StageMaker: Sendable {
  func stage(
    for plan: InstancePlan, onExchange: @escaping @Sendable (Exchange) -> Void, onFinding: @escaping @Sendable (Finding) -> Void
  ) async throws -> any Stage
}

/// Plays the plan: many instances at once, each in its own world. Events are its only output.
package struct Run: Sendable {
  package let plans: [InstancePlan]
  package let maker: any StageMaker
  package let jobs: Int
  /// The recorder of an instance.
  package let recorder: @Sendable (Int) -> InstanceRecorder
  /// Milliseconds of wall time since some moment; volatile in the log.
  package let clock: @Sendable () -> Int

  package init(
    plans: [InstancePlan], maker: any StageMaker, jobs: Int, recorder: @escaping @Sendable (Int) -> InstanceRecorder,
    clock: @escaping @Sendable () -> Int
  ) {
    self.plans = plans
    self.maker = maker
    self.jobs = jobs
    self.recorder = recorder
    self.clock = clock
  }

  package struct Outcome: Sendable {
    package var planned = 0
    package var accounted = 0
    package var interrupted = false
  }

  /// Returns when every instance has finished. Cancelled: what runs is ended in order, what has not begun is accounted for as not run.
  package func play() async -> Outcome {
    // The whole plan stands in the log before anything is played, so that what a crash leaves out is missed.
    let instances = plans.map { plan in
      let recorder = recorder(plan.index)
      recorder.record(.planned(plan.planned))
      recorder.flush()
      return (plan: plan, recorder: recorder)
    }
    return await withTaskGroup(of: (Int, Int, Bool).self) { group in
      var next = instances.makeIterator()
      var outcome = Outcome()
      for _ in 0..<max(1, jobs) {
        if let one = next.next() { group.addTask { await play(one.plan, one.recorder) } }
      }
      while let (planned, accounted, interrupted) = await group.next() {
        outcome.planned += planned
        outcome.accounted += accounted
        outcome.interrupted = outcome.interrupted || interrupted
        if let one = next.next() { group.addTask { await play(one.plan, one.recorder) } }
      }
      return outcome
    }
  }

  private func play(_ plan: InstancePlan, _ recorder: InstanceRecorder) async -> (Int, Int, Bool) {
    let book = ArrivalBook()
    let planned = plan.planned.checks.count
    do {
      let stage = try await maker.stage(
        for: plan,
        onExchange: { exchange in
          var exchange = exchange
          // Of what the log holds already, its own stamp counts.
          if case .exchange(let logged) = recorder.record(.exchange(exchange)) { exchange.wire = logged.wire }
          book.take(exchange)
        }, onFinding: { recorder.record(.finding($0)) })
      var player = Player(plan: plan, stage: stage, recorder: recorder, book: book)
      await player.play()
      return (planned, player.judged, player.interrupted)
    } catch {
      recorder.record(.finding(Finding(name: "error.harness", detail: "the world could not be made: \(error)")))
      recorder.record(.instanceFinished(InstanceFinished(planned: planned, accounted: 0)))
      recorder.flush()
      return (planned, 0, false)
    }
  }
}
