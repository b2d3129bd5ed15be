import Evidence
import Signatures
import Synchronization

/// The recorders of a run, so that its ledger need not be read back from disk.
final class Kept: Sendable {
  private let recorders = Mutex<[InstanceRecorder]>([])
  func add(_ recorder: InstanceRecorder) -> InstanceRecorder {
    recorders.withLock { $0.append(recorder) }
    return recorder
  }
  /// Of an instance, what the log holds and did not happen again.
  func owed(_ instance: Int) -> [String] { recorders.withLock { $0 }.first { $0.instance == instance }?.owed ?? [] }
  var events: [Recorded] { recorders.withLock { $0 }.flatMap(\.events) }
}

enum Digests {
  static func of(_ bytes: [UInt8]) -> String { "sha256:" + Digest.sha256Hex(bytes) }
}
