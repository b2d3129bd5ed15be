import Foundation

/// Which build of the program this is: the number that the linker wrote into it.
enum BuildIdentity {
  /// `build:cbe480bf...`; nil where the linker wrote none.
  static let text: String? = {
    guard let file = FileHandle(forReadingAtPath: "/proc/self/exe"), let head = try? file.read(upToCount: 1 << 16) else { return nil }
    defer { try? file.close() }
    return Self.read([UInt8](head)).map { "build:\($0)" }
  }()

  /// The note `NT_GNU_BUILD_ID` of an ELF file, by its program headers.
  private static func read(_ bytes: [UInt8]) -> String? {
    func number(_ at: Int, _ width: Int) -> Int {
      guard at >= 0, at + width <= bytes.count else { return 0 }
      return (0..<width).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) & Int.max }
    }
    guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]) else { return nil }
    let (table, size, count) = (number(32, 8), number(54, 2), number(56, 2))
    for header in 0..<count where number(table + header * size, 4) == 4 {
      var at = number(table + header * size + 8, 8)
      let end = at + number(table + header * size + 32, 8)
      while at + 12 < min(end, bytes.count) {
        let (name, length, kind) = (number(at, 4), number(at + 4, 4), number(at + 8, 4))
        let value = at + 12 + (name + 3) / 4 * 4
        if kind == 3, number(at + 12, 4) == 0x0055_4E47, length <= 64, value + length <= bytes.count {
          return bytes[value..<value + length].map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
        at = value + (length + 3) / 4 * 4
      }
    }
    return nil
  }
}
