import Documents
import Foundation

/// A tar at the end of the executable: the tar, its length in eight bytes (big-endian), and eight bytes of magic.
struct CarriedArchive: Sendable {
  static let magic = Array("ASSAYTAR".utf8)
  private let data: Data
  private let entries: [(name: String, range: Range<Int>)]
  var names: [String] { entries.map(\.name) }

  static func ofThisProgram() -> CarriedArchive? {
    guard let all = try? Data(contentsOf: URL(filePath: "/proc/self/exe"), options: .alwaysMapped), all.count > 16 else { return nil }
    guard Array(all.suffix(8)) == magic else { return nil }
    let length = all.dropLast(8).suffix(8).reduce(0) { $0 << 8 | Int($1) }
    guard length > 0, length <= all.count - 16 else { return nil }
    let start = all.count - 16 - length
    return CarriedArchive(all.subdata(in: start..<start + length))
  }

  init(_ tar: Data) {
    data = tar
    var found: [(name: String, range: Range<Int>)] = []
    var at = 0
    while at + TarHeader.block <= tar.count, tar[at] != 0, let header = TarHeader(reading: ArraySlice(tar[at..<at + TarHeader.block])) {
      let start = at + TarHeader.block
      if header.isFile { found.append((header.name, start..<min(tar.count, start + header.size))) }
      at = start + header.room
    }
    entries = found
  }

  func bytes(_ path: String) -> [UInt8]? { entries.first { $0.name == path }.map { Array(data[$0.range]) } }
}
