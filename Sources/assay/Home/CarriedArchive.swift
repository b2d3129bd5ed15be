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
    while at + 512 <= tar.count, tar[at] != 0 {
      let header = Array(tar[at..<at + 512])
      let size = Self.octal(header[124..<136])
      let name = Self.text(header[345..<500]).isEmpty ? Self.text(header[0..<100]) : Self.text(header[345..<500]) + "/" + Self.text(header[0..<100])
      if header[156] == 0x30 || header[156] == 0 { found.append((name, at + 512..<min(tar.count, at + 512 + size))) }
      at += 512 + (size + 511) / 512 * 512
    }
    entries = found
  }

  func bytes(_ path: String) -> [UInt8]? { entries.first { $0.name == path }.map { Array(data[$0.range]) } }

  private static func text(_ field: ArraySlice<UInt8>) -> String { String(decoding: field.prefix { $0 != 0 }, as: UTF8.self) }
  private static func octal(_ field: ArraySlice<UInt8>) -> Int {
    field.reduce(0) { (48...55).contains($1) ? $0 * 8 + Int($1 - 48) : $0 }
  }
}
