/// The 512 bytes before a file in a tar archive (POSIX ustar).
package struct TarHeader: Hashable, Sendable {
  package static let block = 512
  package let name: String
  package let size: Int
  /// As written; `isSound` tells whether it fits.
  private let bytes: [UInt8]

  /// nil where the name is longer than the two fields for it hold, or the size than eleven octal digits.
  package init?(name: String, size: Int) {
    guard let (front, back) = Self.split(name), (0..<1 << 33).contains(size) else { return nil }
    var bytes = [UInt8](repeating: 0, count: Self.block)
    func put(_ text: String, _ at: Int) { bytes.replaceSubrange(at..<at + text.utf8.count, with: text.utf8) }
    put(back, 0)
    put("0000644\u{0}0000000\u{0}0000000\u{0}", 100)
    put(Self.octal(size, digits: 11) + "\u{0}00000000000\u{0}", 124)
    // The sum is taken with spaces where it will stand.
    put("        0", 148)
    put("ustar\u{0}00", 257)
    put("0000000\u{0}0000000\u{0}", 329)
    put(front, 345)
    put(Self.octal(bytes.reduce(0) { $0 + Int($1) }, digits: 6) + "\u{0} ", 148)
    self.name = name
    self.size = size
    self.bytes = bytes
  }

  /// Reads what any tar wrote; nil for less than a block, or a size that is no octal number.
  package init?(reading block: ArraySlice<UInt8>) {
    guard block.count >= Self.block else { return nil }
    bytes = Array(block.prefix(Self.block))
    var size = 0
    for digit in bytes[124..<136] where digit != 0 && digit != 0x20 {
      guard (0x30...0x37).contains(digit), size < 1 << 40 else { return nil }
      size = size * 8 + Int(digit - 0x30)
    }
    self.size = size
    let (front, back) = (Self.text(bytes[345..<500]), Self.text(bytes[0..<100]))
    name = front.isEmpty ? back : front + "/" + back
  }

  package var isFile: Bool { bytes[156] == 0x30 || bytes[156] == 0 }

  /// The size in whole blocks.
  package var room: Int { (size + Self.block - 1) / Self.block * Self.block }

  /// The block as `init(name:size:)` makes it; nil where name or size fit no header.
  package var canonical: [UInt8]? { TarHeader(name: name, size: size)?.bytes }

  /// Whether the checksum is that of these 512 bytes.
  var isSummed: Bool {
    let sum = bytes.enumerated().reduce(0) { $0 + (Self.sumField.contains($1.offset) ? 0x20 : Int($1.element)) }
    return bytes[Self.sumField].elementsEqual(Array((Self.octal(sum, digits: 6) + "\u{0} ").utf8))
  }
  static let sumField = 148..<156

  /// The first byte, the checksum left aside, that is not what this name and size make; nil where there is none.
  var firstOddByte: Int? {
    guard let due = canonical else { return 0 }
    return zip(bytes, due).enumerated().first { $1.0 != $1.1 && !Self.sumField.contains($0) }?.offset
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
  private static func text(_ field: ArraySlice<UInt8>) -> String { String(decoding: field.prefix { $0 != 0 }, as: UTF8.self) }

  /// At a slash, so that each part fits its field.
  private static func split(_ name: String) -> (front: String, back: String)? {
    let all = Array(name.utf8)
    if all.count <= 100 { return all.isEmpty ? nil : ("", name) }
    guard let slash = all.indices.first(where: { all[$0] == 0x2F && $0 <= 155 && all.count - $0 - 1 <= 100 }), slash > 0 else { return nil }
    return (String(decoding: all[..<slash], as: UTF8.self), String(decoding: all[(slash + 1)...], as: UTF8.self))
  }
}
