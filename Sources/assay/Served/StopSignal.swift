import Dispatch
import Foundation

/// Waits for ctrl-C, or for whoever ends the process in order. A second signal ends it at once.
enum StopSignal {
  static func wait() async {
    signal(SIGINT, SIG_IGN)
    signal(SIGTERM, SIG_IGN)
    let (stops, stop) = AsyncStream<Void>.makeStream()
    let sources = [SIGINT, SIGTERM].map { number in
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { stop.yield() }
      source.resume()
      return source
    }
    for await _ in stops { break }
    for source in sources { source.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
}
