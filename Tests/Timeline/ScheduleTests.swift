import Facts
import Testing
import Timeline

/// Random schedules: threads, servers and real peers may do what is possible for them in any order.
/// Whatever the order, nobody's turn is lost, no two are awake, and a world is settled exactly when nothing can move but its clock.
@Suite struct ScheduleTests {
  @Test(arguments: 0..<8) func `no schedule loses a turn`(part: UInt64) {
    for n in 0..<12_500 {
      var schedule = Schedule(seed: part << 32 | UInt64(n))
      if let wrong = schedule.run() {
        Issue.record("schedule \(part)/\(n): \(wrong)")
        return
      }
    }
  }
}

struct Schedule {
  enum Doing: CaseIterable { case spawn, sleep, real, send, sendWithPatience }
  enum Choice {
    case run(Int)
    case claim(Int)
    case refuse(Int)
    case answer(Int)
    case lose(Int)
    case reset(Int)
    case realAnswer(Int)
  }
  struct Sent {
    let header: String
    let sender: Int
    let patient: Bool
    var server = 0
    var served = false
  }
  struct Job {
    var left: Int
    let path: Path
    var children = 0
    var serves = ""
  }

  var random: UInt64
  var state = TimelineState(mode: .turns, start: WorldInstant(seconds: 0))
  var jobs: [Int: Job] = [:]
  var running: [Int] = []
  var away: [Int] = []
  /// On their way.
  var sent: [Sent] = []
  var ids = 0
  var wrong: String?
  static let site = Site(#fileID, #line)
  static let wake = Wake.start {}

  init(seed: UInt64) { random = seed }

  mutating func draw(_ n: Int) -> Int {
    random &+= 0x9E37_79B9_7F4A_7C15
    var z = random
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ z >> 31) % UInt64(n))
  }

  /// What went wrong, or nil.
  mutating func run() -> String? {
    for n in 1...(1 + draw(3)) { open(Path([n]), left: draw(3)) }
    while wrong == nil {
      var choices = choices()
      if state.isSettled != choices.isEmpty { return state.isSettled ? "settled, though something moves" : "a turn is lost" }
      if running.count > 1 { return "two are awake" }
      for id in away { choices.append(.realAnswer(id)) }
      if !choices.isEmpty {
        make(choices[draw(choices.count)])
      } else if let effects = state.wakeNext(notAfter: WorldInstant(seconds: .max)) {
        wake(effects)
      } else {
        return jobs.isEmpty && state.openCount == 0 && state.held == 0 && state.outside == 0 ? nil : "work is left behind"
      }
    }
    return wrong
  }

  private func choices() -> [Choice] {
    var choices: [Choice] = []
    for id in running { choices.append(.run(id)) }
    var i = 0
    while i < sent.count {
      if sent[i].server == 0 {
        choices.append(.claim(i))
        choices.append(.refuse(i))
      } else if sent[i].served {
        choices.append(.answer(i))
        choices.append(.lose(i))
      } else if running.contains(sent[i].server) {
        choices.append(.reset(i))
      }
      i += 1
    }
    return choices
  }

  private mutating func make(_ choice: Choice) {
    switch choice {
    case .run(let id): work(id)
    case .claim(let i):
      ids += 1
      guard let path = state.claim(sent[i].header, by: ids, title: "", site: Self.site) else { return wrong = "not claimed" }
      jobs[ids] = Job(left: draw(2), path: path, serves: sent[i].header)
      running.append(ids)
      sent[i].server = ids
    case .refuse(let i), .lose(let i), .reset(let i): over(i, failed: true)
    case .answer(let i): over(i, failed: false)
    case .realAnswer(let id):
      away.removeAll { $0 == id }
      wake(state.comeBack(id, Self.wake))
    }
  }

  private mutating func over(_ i: Int, failed: Bool) {
    let one = sent.remove(at: i)
    wake(state.returned(one.header, failed: failed, one.patient ? nil : Self.wake))
  }

  private mutating func open(_ path: Path, left: Int) {
    ids += 1
    jobs[ids] = Job(left: left, path: path)
    wake(state.open(ids, path, title: "", site: Self.site, Self.wake))
  }

  private mutating func work(_ id: Int) {
    guard var job = jobs[id] else { return }
    guard job.left > 0 else { return end(id, job) }
    job.left -= 1
    job.children += 1
    let child = job.path.child(job.children)
    let doing = Doing.allCases[draw(Doing.allCases.count)]
    jobs[id] = job
    if doing != .spawn { running.removeAll { $0 == id } }
    switch doing {
    case .spawn: open(child, left: min(draw(3), job.left))
    case .sleep: wake(state.park(id, until: state.now + .seconds(Int64(draw(3))), key: nil, doing: "", Self.wake))
    case .real:
      away.append(id)
      wake(state.leave(id, doing: ""))
    case .send, .sendWithPatience:
      let patient = doing == .sendWithPatience
      let until = state.now + .seconds(Int64(1 + draw(2)))
      let lent = state.lend(id, child.description, child, until: patient ? until : nil, doing: "", patient ? Self.wake : nil)
      if !lent { wrong = "not lent" }
      sent.append(Sent(header: child.description, sender: id, patient: patient))
    }
  }

  private mutating func end(_ id: Int, _ job: Job) {
    jobs[id] = nil
    running.removeAll { $0 == id }
    if let i = sent.firstIndex(where: { $0.header == job.serves }) { sent[i].served = true }
    wake(state.close(id))
  }

  private mutating func wake(_ effects: [Effect]) {
    for effect in effects {
      guard let id = effect.id, jobs[id] != nil, !running.contains(id), state.isAwake(id) else { return wrong = "woken wrongly" }
      running.append(id)
      // Patience is over: the transfer is called off.
      if effect.why == .due, let i = sent.firstIndex(where: { $0.sender == id && $0.patient }) {
        _ = state.returned(sent.remove(at: i).header, failed: true)
      }
    }
  }
}
