import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// An HTTP/1 channel whose connections are handled on their own event loop: no request changes threads between socket and register.
struct LoopChannel: ServerChildChannel {
  private let http: HTTP1Channel
  private let admissions: Admissions
  init(responder: @escaping HTTPChannelHandler.Responder, _ admissions: Admissions) {
    http = HTTP1Channel(responder: responder)
    self.admissions = admissions
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    admissions.letIn()
    return http.setup(channel: channel, logger: logger)
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    admissions.lookedAfter()
    await withTaskExecutorPreference(LoopExecutor(loop: value.channel.eventLoop)) { await http.handle(value: value, logger: logger) }
  }
}

/// Runs the jobs of tasks on an event loop.
private final class LoopExecutor: TaskExecutor {
  private let loop: any EventLoop
  init(loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

/// Nobody reads what the library would log: what a request did is in the evidence.
struct QuietLog: LogHandler {
  var logLevel: Logger.Level {
    get { .critical }
    set {}
  }
  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }
  subscript(metadataKey _: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }
  func log(event: LogEvent) {}
}
