import Documents
import Glibc
import Signatures
import Synchronization

/// Writes a run's folder: `log.ndjson` and `bodies.pack`. Lines are encoded by their producers and handed over in batches.
package final class LogWriter: Sendable {
  private struct State {
    var log: Int32
    var pack: Int32
    var packed: [String: (at: Int, length: Int)] = [:]
    var end = 0
    var failure: String?
  }
  private let state: Mutex<State>
  package let folder: String

  /// Makes the folder where it is missing.
  package init(folder: String) throws(LogRefusal) {
    self.folder = folder
    var made = ""
    for part in folder.split(separator: "/", omittingEmptySubsequences: false) {
      made += part + "/"
      if made != "/" { mkdir(made, 0o755) }
    }
    let log = open(folder + "/log.ndjson", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    let pack = open(folder + "/bodies.pack", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard log >= 0, pack >= 0 else {
      throw LogRefusal(line: 0, "cannot write in \(folder): \(String(cString: strerror(errno))); give another folder with --out")
    }
    state = Mutex(State(log: log, pack: pack))
  }

  /// Goes on with a log that was broken off; what was cut off at its end is taken away.
  package init(continuing log: LogContinuation) throws(LogRefusal) {
    folder = log.folder
    let file = open(folder + "/log.ndjson", O_WRONLY | O_APPEND | O_CLOEXEC)
    let pack = open(folder + "/bodies.pack", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard file >= 0, pack >= 0, ftruncate(file, off_t(log.length)) == 0 else {
      throw LogRefusal(line: 0, "cannot write in \(folder): \(String(cString: strerror(errno))); let this user write there")
    }
    state = Mutex(State(log: file, pack: pack, packed: log.packed, end: log.packLength))
  }

  /// What went wrong with the disk, if anything did. A run whose log could not be written is a harness fault.
  package var failure: String? { state.withLock { $0.failure } }

  /// The line of an event, without its line end. Large bodies go to the pack.
  package func encode(_ recorded: Recorded) -> [UInt8] {
    if case .exchange(let e) = recorded.event { return ExchangeLine(recorded.place, e, bodies: keep).bytes }
    return LogLine.encode(recorded, bodies: keep).encoded()
  }

  /// Appends whole lines.
  package func append(_ lines: [UInt8]) {
    guard !lines.isEmpty else { return }
    state.withLock { s in
      if !writeAll(s.log, lines) { s.failure = s.failure ?? "the log could not be written: \(String(cString: strerror(errno)))" }
    }
  }

  package func close() {
    state.withLock { s in
      if s.log >= 0 { Glibc.close(s.log) }
      if s.pack >= 0 { Glibc.close(s.pack) }
      s.log = -1
      s.pack = -1
    }
  }

  private func keep(_ body: [UInt8]) -> JSON {
    if body.count <= BodyWire.inlineLimit { return BodyWire.inline(body) }
    let digest = Digest.sha256Hex(body)
    let place = state.withLock { s -> (at: Int, length: Int) in
      if let known = s.packed[digest] { return known }
      let place = (at: s.end, length: body.count)
      if !writeAll(s.pack, body) { s.failure = s.failure ?? "bodies could not be written: \(String(cString: strerror(errno)))" }
      s.packed[digest] = place
      s.end += body.count
      return place
    }
    return BodyWire.reference(digest, at: place.at, length: place.length)
  }
}

private func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
  bytes.withUnsafeBytes { p in
    var done = 0
    while done < p.count, let base = p.baseAddress {
      let n = write(descriptor, base + done, p.count - done)
      if n < 0 && errno != EINTR { return false }
      done += max(0, n)
    }
    return true
  }
}
