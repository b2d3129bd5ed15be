import Documents

/// Reads a log back. A last line that was cut off by a crash is left out and said so.
package struct LogReader: Sendable {
  package let events: [Recorded]
  /// Kinds that this version does not know, kept and ignored.
  package let unknown: Int
  package let isCut: Bool

  /// `path` is the folder of a run, or its `log.ndjson`.
  package init(_ path: String) throws(LogRefusal) {
    let folder = try RunFolder(path)
    let pack = folder.pack
    try self.init(folder.log, called: path) { BodyWire.read($0, pack: pack) }
  }

  /// A log whose large bodies are kept by digest, lower-case hexadecimal SHA-256.
  package init(_ log: [UInt8], called name: String, bodies: (_ digest: String) -> [UInt8]?) throws(LogRefusal) {
    try self.init(log, called: name) { BodyWire.read($0, byDigest: bodies) }
  }

  init(_ log: [UInt8], called name: String, _ body: (JSON) -> [UInt8]) throws(LogRefusal) {
    var events: [Recorded] = []
    var unknown = 0
    var lines = LogLines(log)
    while let json = try lines.next() {
      if lines.number == 1 { try Self.checkVersion(json) }
      if let event = LogLine.decode(json, bodies: body) { events.append(event) } else { unknown += 1 }
    }
    // A report of nothing would read like a report of success.
    guard !events.isEmpty else { throw LogRefusal(line: 0, "the log in \(name) holds no run; name the folder that `assay run` printed") }
    self.events = events
    self.unknown = unknown
    isCut = lines.isCut
  }

  private static func checkVersion(_ json: JSON) throws(LogRefusal) {
    guard let version = json["assay-log"]?.int else {
      throw LogRefusal(line: 1, "this is not a log of Assay; name the folder that `assay run` printed")
    }
    guard version == LogLine.version else {
      throw LogRefusal(
        line: 1,
        "version \(version) of the log format is not known; this tool reads version \(LogLine.version), so use the version of the tool that wrote it"
      )
    }
  }
}
