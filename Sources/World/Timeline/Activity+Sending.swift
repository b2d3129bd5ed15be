package import Facts
import Synchronization

extension Activity {
  /// Sends a request and waits for its response.
  ///
  /// To a simulated peer the turn goes along, and comes back with the response; patience is world time.
  /// To a real one the turn is given up; patience is wire time.
  package func send(
    _ request: WireRequest, to peer: Peer, file: StaticString = #fileID, line: UInt = #line
  ) async throws(SendFailure) -> Carried {
    let site = Site(file, line)
    guard mayAct("sent \(request.method) \(request.target)", site) else {
      throw SendFailure(.other, "\(site) sent \(request.method) \(request.target) outside its activity")
    }
    guard !work.timeline.withState(\.retired) else { throw SendFailure(.retired, "the world has ended") }
    let sending = Sending(work: work, request: request, peer: peer, path: work.nextChild(), site: site)
    let outcome: Result<Carried, SendFailure> =
      switch (peer.simulated, peer.patience) {
      case (false, _): await sending.outside()
      case (true, nil): await sending.lent()
      case (true, let patience?): await sending.lent(patience)
      }
    var carried = try outcome.get()
    carried.exchangeID = sending.path.description
    return carried
  }
}

/// One send of an activity that has the turn.
private struct Sending {
  let work: Work
  let request: WireRequest
  let peer: Peer
  let path: Path
  let site: Site
  private var timeline: Timeline { work.timeline }
  private var doing: String { "waits for the answer to \(request.method) \(request.target), sent at \(site)" }

  func outside() async -> Result<Carried, SendFailure> {
    timeline.apply { $0.leave(work.id, doing: doing) }
    let patience = Int(min(peer.patience?.seconds ?? 30, 1_000_000)) * 1000
    guard let witness = timeline.witness else {
      let outcome = await carry(nil, patience: patience)
      _ = await timeline.suspend { $0.comeBack(work.id, $1) }
      return outcome
    }
    let outcome = await witness.outside(path.description) { await carry(nil, patience: patience) }
    await witness.reach("back \(path)")
    _ = await timeline.suspend { $0.comeBack(work.id, $1) }
    witness.pass("back \(path)")
    return outcome
  }

  func lent() async -> Result<Carried, SendFailure> {
    let header = timeline.traceparents.of(path)
    guard timeline.withState({ $0.lend(work.id, header, path, doing: doing) }) else { return .failure(notLent) }
    let outcome = await carry(header, patience: nil)
    _ = await timeline.suspend { $0.returned(header, failed: outcome.isFailure, $1) }
    return outcome
  }

  /// The answer and the end of patience race in world time: the transfer goes on by itself, and is called off when it has lost.
  func lent(_ patience: WorldDuration) async -> Result<Carried, SendFailure> {
    let header = timeline.traceparents.of(path)
    let answer = Answer()
    let waking = await timeline.suspend { state, wake in
      guard state.lend(work.id, header, path, until: state.now + patience, doing: doing, wake) else {
        return [Effect(work.id, wake, .refused)]
      }
      return [
        Effect(work.id, .start { answer.start(on: timeline, header) { await carry(header, patience: nil) } }, .turn)
      ]
    }
    switch waking {
    case .turn: return answer.outcome ?? .failure(notLent)
    case .due:
      answer.callOff()
      return .failure(SendFailure(.timeout, "no answer within \(patience) of world time"))
    default: return .failure(notLent)
    }
  }

  private var notLent: SendFailure { SendFailure(.other, "\(site) sent without the turn") }

  private func carry(_ header: String?, patience: Int?) async -> Result<Carried, SendFailure> {
    // A claim of the message's own making would be taken for one from outside, and wait for the turn that travels with it.
    var request = request
    if header != nil { request.headers.removeAll { $0.name.lowercased() == "traceparent" } }
    do throws(SendFailure) {
      return .success(try await timeline.carrier.carry(request, to: peer.base, traceparent: header, patience: patience))
    } catch {
      return .failure(error)
    }
  }
}

/// Where a transfer that may lose against the clock leaves what it brought.
private final class Answer: Sendable {
  private struct State {
    var outcome: Result<Carried, SendFailure>?
    var transfer: Task<Void, Never>?
    var calledOff = false
  }
  private let state = Mutex(State())
  var outcome: Result<Carried, SendFailure>? { state.withLock(\.outcome) }

  func start(on timeline: Timeline, _ header: String, _ carry: @escaping @Sendable () async -> Result<Carried, SendFailure>) {
    let transfer = Task(executorPreference: timeline.executor) {
      let outcome = await carry()
      self.state.withLock { $0.outcome = outcome }
      timeline.apply { $0.returned(header, failed: outcome.isFailure) }
    }
    let late = state.withLock { s in
      s.transfer = transfer
      return s.calledOff
    }
    if late { transfer.cancel() }
  }

  func callOff() {
    let transfer = state.withLock { s in
      s.calledOff = true
      return s.transfer
    }
    transfer?.cancel()
  }
}

extension Result {
  fileprivate var isFailure: Bool { if case .failure = self { true } else { false } }
}
