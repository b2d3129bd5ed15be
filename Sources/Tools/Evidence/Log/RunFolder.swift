import Glibc

/// The bytes of a run's folder, as they were written.
package struct RunFolder: Sendable {
  package let log: [UInt8]
  package let pack: [UInt8]
  /// What the vendor declared, without secrets; nil where nobody was under test.
  package let declaration: [UInt8]?
  /// Its name in the folder.
  package static let declarationName = "target.json"

  /// `path` is the folder of a run, or its `log.ndjson`.
  package init(_ path: String) throws(LogRefusal) {
    let folder = path.hasSuffix("/log.ndjson") ? String(path.dropLast("/log.ndjson".count)) : path
    guard let log = Self.bytes(of: folder + "/log.ndjson") else {
      throw LogRefusal(line: 0, "there is no log in \(folder); name the folder that `assay run` printed")
    }
    self.log = log
    pack = Self.bytes(of: folder + "/bodies.pack") ?? []
    declaration = Self.bytes(of: "\(folder)/\(Self.declarationName)")
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
