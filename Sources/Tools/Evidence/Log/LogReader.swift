import Documents
import Glibc

/// Reads a run's folder back. A last line that was cut off by a crash is left out and said so.
package struct LogReader: Sendable {
  package let events: [Recorded]
  /// Kinds that this version does not know, kept and ignored.
  package let unknown: Int
  package let isCut: Bool

  /// `path` is the folder of a run, or its `log.ndjson`.
  package init(_ path: String) throws(LogRefusal) {
    let folder = path.hasSuffix("/log.ndjson") ? String(path.dropLast("/log.ndjson".count)) : path
    guard let log = Self.bytes(of: folder + "/log.ndjson") else {
      throw LogRefusal(line: 0, "there is no log in \(folder); name the folder that `assay run` printed")
    }
    let pack = Self.bytes(of: folder + "/bodies.pack") ?? []
    var events: [Recorded] = []
    var unknown = 0
    var number = 0
    var cut = false
    var rest = log[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: 10)
      let line = rest[..<(end ?? rest.endIndex)]
      rest = end.map { rest[($0 + 1)...] } ?? []
      number += 1
      let json: JSON
      do throws(JSONRefusal) {
        json = try JSON(parsing: Array(line), bounds: .large)
      } catch {
        if end == nil { cut = true; break }
        throw LogRefusal(line: number, "\(error.why); the log was changed or broken, so play the run again")
      }
      if number == 1 { try Self.checkVersion(json) }
      if let event = LogLine.decode(json, bodies: { BodyWire.read($0, pack: pack) }) { events.append(event) } else { unknown += 1 }
    }
    // A report of nothing would read like a report of success.
    guard !events.isEmpty else { throw LogRefusal(line: 0, "the log in \(folder) holds no run; name the folder that `assay run` printed") }
    self.events = events
    self.unknown = unknown
    isCut = cut
  }

  private static func checkVersion(_ json: JSON) throws(LogRefusal) {
    guard let version = json["assay-log"]?.int else { throw LogRefusal(line: 1, "this is not a log of Assay; name the folder that `assay run` printed") }
    guard version == LogLine.version else {
      throw LogRefusal(line: 1, "version \(version) of the log format is not known; this tool reads version \(LogLine.version), so use the version of the tool that wrote it")
    }
  }

  private static func bytes(of path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let n = read(file, &buffer, buffer.count)
      if n <= 0 { break }
      all.append(contentsOf: buffer[..<n])
    }
    return all
  }
}
