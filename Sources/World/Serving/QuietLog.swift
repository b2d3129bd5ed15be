import Logging

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
