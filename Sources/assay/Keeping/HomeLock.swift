import Documents
import Facts
import Foundation
import SourceText
import Timeline

/// Who holds the address of a target. The system lets go of it when the process ends, however it ends.
final class HomeLock: Sendable {
  private let file: Int32
  private let path: String

  /// nil: somebody else has it.
  private init?(_ home: TargetHome) {
    path = "\(home.path)/held.json"
    file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    // Who is refused here is ended as well, and closes the file there.
    guard file >= 0, flock(file, LOCK_EX | LOCK_NB) == 0 else { return nil }
  }
  deinit { if file >= 0 { release() } }

  /// Also said to whoever comes second.
  struct Holder: Sendable, CustomStringConvertible {
    let pid: Int32
    /// `run r-7f`, `listen`
    let what: String
    let since: String
    var isListening: Bool { what == "listen" }
    var description: String { "`assay \(what)` (process \(pid), since \(since))" }
  }

  static func take(_ home: TargetHome, as what: String) throws -> HomeLock? {
    try home.open()
    guard let lock = HomeLock(home) else { return nil }
    let words: JSON = [
      "pid": .number(String(ProcessInfo.processInfo.processIdentifier)), "what": .string(what),
      "since": .string(WallClock.now().description),
    ]
    let bytes = words.encoded() + [10]
    _ = ftruncate(lock.file, 0)
    _ = bytes.withUnsafeBytes { pwrite(lock.file, $0.baseAddress, $0.count, 0) }
    return lock
  }

  static func holder(_ home: TargetHome) -> Holder? {
    guard let bytes = Files.text("\(home.path)/held.json"), let json = try? JSON(parsing: bytes), let pid = json["pid"]?.int else {
      return nil
    }
    return Holder(pid: Int32(truncatingIfNeeded: pid), what: json["what"]?.text ?? "", since: json["since"]?.text ?? "")
  }

  private func release() {
    _ = flock(file, LOCK_UN)
    Glibc.close(file)
  }
}

extension HomeLock {
  private static func note(_ home: TargetHome) -> String { "\(home.path)/wanted" }
  /// A run wants the address from whoever only listens.
  static func isWanted(_ home: TargetHome) -> Bool { Files.isThere(note(home)) }
  private static let longest = 15_000

  /// For a run: waits until one that only listens has made room, and refuses where another run is on.
  static func takeOver(_ home: TargetHome, as what: String) async throws -> HomeLock {
    defer { _ = unlink(note(home)) }
    var left = longest
    while true {
      if let lock = try take(home, as: what) { return lock }
      guard let holder = holder(home), holder.isListening, left > 0 else {
        let who = holder(home).map(\.description) ?? "another process"
        throw UsageError(
          .portTaken, "the address of this target is held by \(who): its runs take turns; wait for its end, or stop it")
      }
      if left == longest { try Private.write(Array("\(ProcessInfo.processInfo.processIdentifier)\n".utf8), to: note(home)) }
      left -= max(1, await Bell.wait(100))
    }
  }
}
