import NIOCore

/// Runs the jobs of tasks on an event loop: no request changes threads between socket and register.
final class LoopExecutor: TaskExecutor {
  private let loop: any EventLoop
  init(loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
