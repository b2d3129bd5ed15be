import Dispatch
import Foundation

/// A first ctrl-C ends the run in order: what runs is finished as interrupted, the log is closed. A second one ends the process.
///
/// Whoever stops the process (SIGTERM) while a vendor takes part leaves the run where it stands: everything is on disk, and it can go on.
enum Interrupts {
  static func guarding<R: Sendable>(suspends folder: String? = nil, _ work: @escaping @Sendable () async -> R) async -> R {
    signal(SIGINT, SIG_IGN)
    signal(SIGTERM, SIG_IGN)
    let task = Task { await work() }
    let sources = [SIGINT, SIGTERM].map { number in
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler {
        if let folder, number == SIGTERM || task.isCancelled {
          Console.complain("\nstopped; `assay run --resume \(folder)` goes on from here\n")
          Tunnel.stopAll()
          exit(number == SIGTERM ? 143 : 130)
        }
        if task.isCancelled { exit(130) }
        Console.complain("\nending the run in order; press ctrl-C again to stop at once\n")
        task.cancel()
      }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    return await task.value
  }
}
