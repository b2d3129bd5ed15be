import Documents
import Facts
import Foundation
import SourceText

/// A file of JSON lines that is only ever added to, read by nobody but its owner. What is added is on disk before it is true.
struct LineFile: Sendable {
  /// Empty: nothing is kept beyond this process.
  let path: String

  /// A line that cannot be read is left out.
  var items: [JSON] {
    (Files.text(path).map { String(decoding: $0, as: UTF8.self).split(separator: "\n") } ?? []).compactMap {
      try? JSON(parsing: String($0))
    }
  }

  func add(_ more: [JSON]) throws {
    guard !path.isEmpty, !more.isEmpty else { return }
    if !Files.isThere(path) { try Private.write([], to: path) }
    let file = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    let bytes: [UInt8] = more.flatMap { $0.encoded() + [10] }
    defer { if file >= 0 { close(file) } }
    guard file >= 0, bytes.withUnsafeBytes({ write(file, $0.baseAddress, $0.count) }) == bytes.count else {
      let why = String(cString: strerror(errno))
      throw UsageError(
        .unwritableFolder, "\(path) cannot be written (\(why)); make its folder writable, or name another with reach.identity")
    }
  }
}
