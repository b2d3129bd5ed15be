import Engine
import Evidence
import Facts
import Sandbox
import SourceText
import Synchronization
import Timeline

// The order, gone through again: whoever waits for its place brings what comes before it from outside.
extension Chronicle {
  private enum Turn {
    case come
    case bring(id: String, role: Role, request: WireRequest, wire: WireInstant)
    case gather
    case wait(Int)
  }

  static func step(_ s: inout State) {
    s.heads.removeFirst()
    s.version += 1
  }

  /// `settles`: nothing of the world runs any more when it returns. Only for whoever is outside the world: the player.
  func reach(_ mark: String, settles: Bool) async {
    await lead(settles: settles) { head in if case .mark(mark) = head { true } else { false } }
  }

  /// Returns at the end of what was.
  func goOn(settles: Bool) async { await lead(settles: settles) { _ in false } }

  /// Where the clock did not move and nothing is due now, what is next has its own place.
  func moves(isDue: Bool) async {
    let moved = state.withLock { s -> Bool? in
      guard s.phase == .again, case .mark(let mark)? = s.heads.first(where: { if case .arrival = $0 { false } else { true } }) else {
        return nil
      }
      return mark.hasPrefix("moved ") || mark.hasPrefix("now ")
    }
    guard isDue || moved == true else { return }
    await lead(settles: true) { if case .arrival = $0 { false } else { true } }
  }

  func opened() async {
    while true {
      let version = state.withLock { $0.phase == .live ? nil : $0.version }
      guard let version else { return }
      await change(since: version)
    }
  }

  func lead(settles: Bool, to isIt: @Sendable (Head) -> Bool) async {
    while true {
      switch next(isIt, settles: settles) {
      case nil: return
      case .come:
        if settles { await settle() }
        return
      case .bring(let id, let role, let request, let wire): await bring(id, role, request, wire)
      case .gather: await gather()
      case .wait(let version): await change(since: version)
      }
    }
  }

  /// nil: nothing is gone through.
  private func next(_ isIt: (Head) -> Bool, settles: Bool) -> Turn? {
    state.withLock { s in
      switch s.phase {
      case .live: return nil
      case .gathering: return settles ? .wait(s.version) : nil
      case .again: break
      }
      guard let head = s.heads.first else {
        if s.isBringing { return .wait(s.version) }
        s.phase = .gathering
        s.version += 1
        return .gather
      }
      if isIt(head) { return .come }
      guard !s.isBringing, case .arrival(let id, let role, let request, let wire) = head else { return .wait(s.version) }
      s.isBringing = true
      return .bring(id: id, role: role, request: request, wire: wire)
    }
  }

  private func bring(_ id: String, _ role: Role, _ request: WireRequest, _ wire: WireInstant) async {
    guard let world = state.withLock({ $0.world }) else { return }
    // It comes where it came: when nothing of ours was left to do.
    await settle()
    // What it sets off may itself wait for its place: it is not waited for here.
    Task {
      _ = await world.serve(request, role: role, earlier: EarlierArrival(path: Path(id), wire: wire))
      if isNext(id) { diverge("nobody took \(request.method) \(request.path)") }
    }
    while let version = state.withLock({ $0.phase == .again && Self.isNext(id, $0) ? $0.version : nil }) { await change(since: version) }
    await settle()
    state.withLock { s in
      s.isBringing = false
      s.version += 1
    }
    changed()
  }

  private func isNext(_ id: String) -> Bool { state.withLock { Self.isNext(id, $0) } }
  private static func isNext(_ id: String, _ s: State) -> Bool {
    if case .arrival(id, _, _, _)? = s.heads.first { true } else { false }
  }

  /// What came while no run was on is let in, before anything goes on.
  private func gather() async {
    tell(Finding(name: "resume.resumed", detail: "the run was broken off here, and goes on at \(WallClock.now())"))
    for one in unanswered {
      tell(
        Finding(
          name: "resume.cut-off",
          detail: "\(one.request.method) \(one.request.path) to \(one.role) was not yet answered when the run was broken off: "
            + "its sender saw the connection break, and it does not count"))
    }
    write(.resumed)
    await deliverMail()
    state.withLock { s in
      s.phase = .live
      s.isUnaudited = true
      s.version += 1
    }
    changed()
  }

  /// What the log holds has all happened again, once the player comes to a place of its own after what was: until then it may still be
  /// about to.
  func audit() async {
    let isDue = state.withLock { s in
      guard s.phase == .live, s.isUnaudited else { return false }
      s.isUnaudited = false
      return true
    }
    guard isDue else { return }
    await settle()
    let owed = owed()
    if !owed.isEmpty { fail("\(owed.count) things that the log holds did not happen again, the first: \(owed[0])") }
  }

  /// Each as an arrival of its own, with the time at which it came.
  func deliverMail() async {
    guard let world = state.withLock({ $0.world }) else { return }
    for one in mail.take(for: world.story) {
      tell(
        Finding(
          name: "resume.kept",
          detail: "\(one.request.method) \(one.request.path) to \(one.role) came at \(one.wire), while no run was on; "
            + "`assay listen` kept it and answered \(one.status)"))
      _ = await world.serve(one.request, role: one.role, earlier: EarlierArrival(path: nil, wire: one.wire))
      mail.remove(one)
    }
  }

  private func settle() async {
    guard let world = state.withLock({ $0.world }) else { return }
    _ = try? await world.timeline.settle(outside: false)
  }

  // MARK: waiting

  func changed() {
    let waiters = state.withLock { s in
      defer { s.waiters = [] }
      return s.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Longer than anything of ours takes between two marks.
  private static let longest = 30_000

  private func change(since version: Int) async {
    let watch = Task {
      guard (try? await Task.sleep(for: .milliseconds(Self.longest))) != nil else { return }
      self.diverge("nothing moved for \(Self.longest / 1000) s")
    }
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let isPast = state.withLock { s -> Bool in
        guard s.version == version else { return true }
        s.waiters.append(continuation)
        return false
      }
      if isPast { continuation.resume() }
    }
    watch.cancel()
  }

  func diverge(_ what: String) {
    let due = state.withLock { s -> String? in
      guard s.phase == .again else { return nil }
      s.phase = .live
      s.version += 1
      switch s.heads.first {
      case .mark(let mark): return mark
      case .arrival(let id, _, _, _): return "the request \(id)"
      case .heard: return "listening"
      case nil: return "the end"
      }
    }
    if let due { fail("\(what) where \"\(due)\" was due") }
    changed()
  }

  private func fail(_ why: String) {
    let what = "the story went another way than before it was broken off: \(why); play it from the beginning, with `--only`"
    tell(Finding(name: "error.harness", detail: what))
    state.withLock { $0.world }?.timeline.fault(.diverged, what)
  }
}

// What the player does beside the world.
extension Chronicle {
  func hear(atMost milliseconds: Int, _ bell: Bell) async -> Int {
    await audit()
    await lead(settles: true) { if case .heard = $0 { true } else { false } }
    let known = state.withLock { s -> Int? in
      guard s.phase == .again, case .heard(let known)? = s.heads.first else { return nil }
      Self.step(&s)
      return known
    }
    if let known {
      changed()
      return known
    }
    let waited = min(await bell.wait(atMost: milliseconds), milliseconds)
    // What came meanwhile is through before it is said that it was listened: so it comes again.
    await settle()
    note(listened: waited)
    return waited
  }

  /// A place in the story.
  func come(to mark: String) async {
    await audit()
    await reach(mark, settles: true)
    pass(mark)
  }

  func call(_ what: String, mayRepeat: Bool, _ work: (_ begun: WireResponse?) async -> Hooked?) async -> Hooked? {
    await audit()
    let (id, known) = state.withLock { s -> (String, Hooked??) in
      s.calls += 1
      return ("h\(s.calls)", s.called["h\(s.calls)"])
    }
    if let known {
      await reach("called \(id)", settles: true)
      take("called \(id)")
      return known
    }
    await goOn(settles: true)
    let (begun, wasCalled) = state.withLock { ($0.begun[id], $0.calling.contains(id)) }
    if wasCalled, begun == nil {
      guard mayRepeat else {
        return finish(
          id,
          Hooked(
            isDone: false,
            note: "the run was broken off while \(what) was called; whether it was done is not known: "
              + "play the story again with --only, or write `repeatable: yes` at the hook where twice is as once"))
      }
      tell(
        Finding(name: "resume.called-again", detail: "the run was broken off while \(what) was called; called again, as its hook allows"))
    }
    write(.calling(id: id, what: what))
    return finish(id, await work(begun))
  }

  /// The first answer of the hook that is being called; more are waited for.
  func began(_ response: WireResponse) { write(.begun(id: "h\(state.withLock { $0.calls })", response)) }

  private func finish(_ id: String, _ hooked: Hooked?) -> Hooked? {
    write(.called(id: id, hooked))
    return hooked
  }

  func observe(_ work: () async -> Observed) async -> Observed {
    await audit()
    let (id, known) = state.withLock { s -> (String, Observed?) in
      s.questions += 1
      return ("o\(s.questions)", s.observed["o\(s.questions)"])
    }
    if let known {
      await reach("observed \(id)", settles: true)
      take("observed \(id)")
      return known
    }
    await goOn(settles: true)
    let seen = await work()
    write(.observed(id: id, seen))
    return seen
  }

  private func take(_ mark: String) {
    let isTaken = state.withLock { s -> Bool in
      guard s.phase == .again, case .mark(mark)? = s.heads.first else { return false }
      Self.step(&s)
      return true
    }
    if isTaken { changed() } else { diverge("it came to \"\(mark)\"") }
  }
}
