import Conformance
import Evidence
import Facts
import Scenarios
import Timeline

extension Player {
  mutating func play(_ advance: AdvanceStep, _ s: Step, _ row: Row?) async throws(Stuck) {
    let from = now
    switch advance.purpose {
    case .by(let limit):
      let length = duration(limit, row) ?? StoryDuration()
      stopIdling()
      try await stage.timeline.advance(to: length.after(from))
      let followed = await moveRealClocks(by: length, s.id.text)
      record(s, from, !stage.hasReal ? "virtual" : followed ? "hook" : "ours-only")
      // A real actor keeps its own time: it is given the chance to follow what ours did.
      if stage.hasReal { try await wait(until: now, patience: stage.patience(for: "settling")) { _ in false } }
    case .nextCycle(let of):
      let programme = resolve(of, row).text ?? of.description
      if !passedCycle(programme, s) {
        stage.occupant(.mis) == .real ? try await cycleByHook(programme, s, from) : try await cycle(programme, s, from)
      }
      stopIdling()
    }
    try await settle()
  }

  /// Vendors with a test clock move it as far; false where none has one. A clock that refuses to move leaves what follows unproven.
  mutating func moveRealClocks(by length: StoryDuration, _ step: String) async -> Bool {
    await letArrive()
    var followed = false
    for role in plan.scenario.mayBeReal where stage.occupant(role).isReal {
      guard let hooked = await stage.hook("advance", role: role, [("by", length.description)]) else { continue }
      followed = true
      if hooked.isDone {
        stage.moveClock(of: role) { theirs in hooked.today.map { theirs.on($0) } ?? length.after(theirs) }
      } else {
        broken = broken ?? (.inconclusivePrecondition, "\(step): \(hooked.note)")
      }
    }
    hasMovedClock = hasMovedClock || followed
    return followed
  }

  /// Where a vendor's hooks have taken its clock ahead of ours, ours follows before anything else is done: what the story says of a later
  /// day is then no word about the future on our side either.
  func catchUp() async throws(Stuck) {
    let theirs = plan.scenario.mayBeReal.filter { stage.occupant($0).isReal }.compactMap { stage.clock(of: $0)?.day }.max()
    if let theirs, theirs > now.day { try await stage.timeline.advance(to: now.on(theirs)) }
  }

  private mutating func cycle(_ programme: String, _ s: Step, _ from: WorldInstant) async throws(Stuck) {
    var facts = Facts()
    facts[.programme] = programme
    guard let answer = stage.ask(Question("next-cycle", facts), of: .mis), case .count(let at)? = answer.facts["at"] else {
      broken = broken ?? (.inconclusivePrecondition, "\(s.id): the MIS does not say when the next cycle of \(programme) is")
      return
    }
    outputs[s.id.text]?.cycle = (programme, answer.facts[.cycle], false)
    try await stage.timeline.advance(to: WorldInstant(seconds: Int64(at)))
    record(s, from, "virtual")
  }

  private mutating func cycleByHook(_ programme: String, _ s: Step, _ from: WorldInstant) async throws(Stuck) {
    if let end = arrangedUntil { _ = try await endArranged(by: end) }
    try await letFollow(.mis)
    let hooked = await ask("run-cycle", of: .mis, [("programme", programme)], s)
    guard let hooked, hooked.isDone else {
      broken =
        broken ?? (hooked?.reason ?? .inconclusivePrecondition, "\(s.id): \(hooked?.note ?? "the target declares no hook \"run-cycle\"")")
      return
    }
    // A payment run may take the vendor's clock to its pay day.
    if let today = hooked.today { stage.moveClock(of: .mis) { $0.on(today) } }
    let lines = hooked.gives.first { $0.name == "lines" }?.value
    outputs[s.id.text]?.cycle = (programme, hooked.gives.first { $0.name == "cycle" }?.value, lines == "0")
    record(s, from, "hook")
  }

  /// What was last done may still lie on the vendor's desk. Before its payment run is started, or something is done that hangs on what it
  /// was told since, it is given the chance to act on it; a word of its own, other than about payments, shows that it has.
  mutating func letFollow(_ role: Role, ifTold: Bool = false) async throws(Stuck) {
    let done = actedAt
    guard done > 0 else { return }
    await letArrive()
    if ifTold, !book.exchanges(since: done).contains(where: { $0.to == role }) { return }
    let hasSpoken = { (p: Player) in p.book.exchanges(since: done).contains { $0.from == role && $0.to != .payments } }
    if !hasSpoken(self) { try await wait(until: now, patience: stage.patience(for: "settling"), for: hasSpoken) }
  }

  private func record(_ s: Step, _ from: WorldInstant, _ how: String) {
    recorder.record(.advanced(Advanced(step: s.id.text, from: from, to: now, how: how)))
  }
}

extension WorldInstant {
  /// The same time of another day.
  func on(_ other: Day) -> WorldInstant { WorldInstant(seconds: seconds + Int64(other.number - day.number) * 86_400) }
}

extension StoryDuration {
  /// Whole days where there is one, so that any clock can be told of it.
  init(roughly seconds: Int64) {
    self.init(days: Int(seconds / 86_400), seconds: seconds < 86_400 ? Int(seconds) : 0)
  }
}
