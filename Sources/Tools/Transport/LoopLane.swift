import CCurl
import Facts
import Glibc
import Synchronization

/// One thread that is a task executor and a transfer loop in one: a task with this executor preference sends, waits and goes on
/// without a hop, a lock or a wake-up. Calls from other tasks are handed over. A lane lives as long as the process.
package final class LoopLane: TaskExecutor, @unchecked Sendable {
  /// What other threads hand over.
  private struct Inbox {
    var jobs: [UnownedJob] = []
    var orders: [(Order, Order.Answer)] = []
    var calledOff: [Order] = []
  }
  private let inbox = Mutex(Inbox())
  private let mail = Atomic<Bool>(false)
  private let thread = Atomic<UInt>(0)
  private let multi: UnsafeMutableRawPointer
  private let watch: SocketWatch

  // Touched by the lane's own thread only.
  private var jobs: [UnownedJob] = []
  private var handles: [EasyHandle] = []
  private var busy: [ObjectIdentifier: EasyHandle] = [:]

  private static let ready = ccurl_begin()
  private static let connections = 256
  private static let yields = getenv("YIELD") != nil
  private static let stack = 8 << 20

  package init() {
    guard Self.ready, let multi = curl_multi_init(), let watch = SocketWatch(multi) else {
      preconditionFailure("libcurl does not start for a lane: raise the limit on open files")
    }
    _ = ccurl_set_connections(multi, Self.connections)
    (self.multi, self.watch) = (multi, watch)
    start()
  }

  // MARK: a lane for each core

  private static let all: [LoopLane] = (0..<max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))).map { _ in LoopLane() }
  private static let drawn = Atomic<Int>(0)

  /// The lanes of this process, one for each core, in turn.
  package static func next() -> LoopLane {
    let n = drawn.wrappingAdd(1, ordering: .relaxed).oldValue
    return all[Int(UInt(bitPattern: n) % UInt(all.count))]
  }

  // MARK: from any thread

  private var isOwnThread: Bool { thread.load(ordering: .relaxed) == UInt(pthread_self()) }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if isOwnThread { jobs.append(job) } else { hand { $0.jobs.append(job) } }
  }

  func submit(_ order: Order, _ answer: Order.Answer) {
    if isOwnThread { begin(order, answer) } else { hand { $0.orders.append((order, answer)) } }
  }

  /// Ends the transfer, whether or not it has begun.
  func callOff(_ order: Order) {
    order.calledOff.store(true, ordering: .sequentiallyConsistent)
    hand { $0.calledOff.append(order) }
  }

  private func hand(_ put: (inout Inbox) -> Void) {
    inbox.withLock { put(&$0) }
    if !mail.exchange(true, ordering: .acquiringAndReleasing) { watch.ring() }
  }

  // MARK: the thread

  private func start() {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, Self.stack)
    var made = pthread_t()
    let failed = pthread_create(
      &made, &attributes,
      { lane in
        if let lane { Unmanaged<LoopLane>.fromOpaque(lane).takeRetainedValue().loop() }
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    precondition(failed == 0, "no thread for a lane: raise the limit on processes")
    pthread_detach(made)
    pthread_attr_destroy(&attributes)
  }

  private func loop() {
    thread.store(UInt(pthread_self()), ordering: .relaxed)
    while true {
      takeMail()
      goOn()
      // A few at a time, to their end: who waits for an answer sends again before the next answers are read.
      watch.wait(isBusy: !jobs.isEmpty, isAlone: busy.count == 1) {
        goOn()
        if Self.yields, busy.count > 1 { sched_yield() }
      }
    }
  }

  /// Ends what is over, runs who waited for it, begins what they send.
  private func goOn() {
    finish()
    runJobs()
    watch.doWhatIsDue()
    finish()
  }

  private func takeMail() {
    guard mail.exchange(false, ordering: .acquiringAndReleasing) else { return }
    let mail = inbox.withLock { inbox in
      let mail = inbox
      inbox = Inbox()
      return mail
    }
    jobs.append(contentsOf: mail.jobs)
    for (order, answer) in mail.orders { begin(order, answer) }
    for order in mail.calledOff { end(order, .failure(SendFailure(.other, "called off by its sender"))) }
  }

  /// Jobs may make jobs; transfers are looked after in between.
  private func runJobs() {
    for _ in 0..<32 where !jobs.isEmpty {
      let batch = jobs
      jobs = []
      for job in batch { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
  }

  private func begin(_ order: Order, _ answer: Order.Answer) {
    guard !order.calledOff.load(ordering: .sequentiallyConsistent) else {
      return answer.resume(returning: .failure(SendFailure(.other, "called off by its sender")))
    }
    guard let handle = handles.popLast() ?? EasyHandle(watch) else {
      return answer.resume(returning: .failure(SendFailure(.other, "libcurl does not start")))
    }
    if let failure = handle.load(order, answer) {
      handles.append(handle)
      return answer.resume(returning: .failure(failure))
    }
    busy[ObjectIdentifier(order)] = handle
    curl_multi_add_handle(multi, handle.easy)
  }

  private func finish() {
    var code = CURLE_OK
    while let easy = ccurl_next_over(multi, &code) {
      guard let owner = ccurl_owner(easy) else { continue }
      let handle = Unmanaged<EasyHandle>.fromOpaque(owner).takeUnretainedValue()
      if let order = handle.order { end(order, handle.result(code)) }
    }
  }

  private func end(_ order: Order, _ result: Result<Order.Brought, SendFailure>) {
    guard let handle = busy.removeValue(forKey: ObjectIdentifier(order)) else { return }
    curl_multi_remove_handle(multi, handle.easy)
    let answer = handle.unload()
    if handles.count < Self.connections { handles.append(handle) }
    answer?.resume(returning: result)
  }
}

extension LoopLane {
  /// One transfer that somebody waits for.
  final class Order: Sendable {
    typealias Answer = CheckedContinuation<Result<Brought, SendFailure>, Never>
    struct Brought: Sendable {
      let response: WireResponse
      let times: TransferTimes
      let certificate: PeerCertificate?
    }
    let request: WireRequest
    let url: String
    let headers: [HeaderField]
    let patience: Int?
    let setup: Setup
    let calledOff = Atomic<Bool>(false)

    init(request: WireRequest, url: String, headers: [HeaderField], patience: Int?, setup: Setup) {
      self.request = request
      self.url = url
      self.headers = headers
      self.patience = patience
      self.setup = setup
    }
  }
}
