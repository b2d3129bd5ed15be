import Documents
import Facts
import Foundation
import SourceText
import Synchronization

/// The journal of one story on disk: written before what it says is used, line by line, and read back after a break.
final class Journal: Sendable {
  private let file: Mutex<Int32>
  /// What was written before; empty for a story that begins.
  let items: [JournalItem]

  /// `isGoneOn`: what is there is kept and read; else it is of an earlier run, and taken away.
  init(_ path: String, isGoneOn: Bool) throws {
    if !isGoneOn { _ = unlink(path) }
    let read = isGoneOn ? Self.read(path) : (items: [], length: 0)
    items = read.items
    if !Files.isThere(path) { try Private.write([], to: path) }
    let opened = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard opened >= 0, ftruncate(opened, off_t(read.length)) == 0 else {
      throw UsageError(.unwritableFolder, "\(path) cannot be written; let this user write there")
    }
    file = Mutex(opened)
  }
  deinit { file.withLock { _ = close($0) } }

  /// What came from outside is on disk when it returns, with all marks before it: a machine may stop as well as a process.
  func append(_ item: JournalItem, at wire: WireInstant) {
    let line = item.line(at: wire)
    file.withLock { file in
      _ = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if item.isOfOutside { fdatasync(file) }
    }
  }

  /// A last line that was cut off is not counted.
  private static func read(_ path: String) -> (items: [JournalItem], length: Int) {
    guard let bytes = Files.text(path, upTo: 1 << 30) else { return ([], 0) }
    let length = (bytes.lastIndex(of: 10) ?? -1) + 1
    let items = bytes[..<length].split(separator: 10).compactMap { line in
      (try? JSON(parsing: Array(line), bounds: .large)).flatMap { JournalItem($0) }
    }
    return (items, length)
  }
}
