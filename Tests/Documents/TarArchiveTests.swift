import Documents
import Testing

/// One archive for the same files, and nothing but such an archive taken back.
@Suite struct TarArchiveTests {
  static let files = [
    TarArchive.Member("b.txt", Array("second".utf8)), TarArchive.Member("a/empty", []),
    TarArchive.Member("a/\(String(repeating: "long", count: 20))/\(String(repeating: "n", count: 90))", [UInt8](repeating: 7, count: 512)),
  ]

  @Test func theOrderOfFilesLeavesNoTrace() throws {
    let one = try TarArchive(Self.files)
    #expect(one.bytes == (try TarArchive(Self.files.reversed()).bytes))
    #expect(one.bytes.count % 512 == 0)
    #expect(try TarArchive(parsing: one.bytes) == one)
    #expect(one["b.txt"] == Array("second".utf8))
    #expect(one["c"] == nil)
  }

  @Test func anEmptyArchiveIsTwoEmptyBlocks() throws {
    let empty = try TarArchive([])
    #expect(empty.bytes == [UInt8](repeating: 0, count: 1024))
    #expect(try TarArchive(parsing: empty.bytes).members.isEmpty)
  }

  @Test(arguments: ["", "/etc/passwd", "../up", "a/../../up", "a/./b", "a//b", "a/", "a\\b", "a\nb", "a\u{7F}"])
  func namesThatLeadElsewhereAreNotWritten(_ name: String) {
    #expect(throws: TarRefusal.self) { try TarArchive([TarArchive.Member(name, [])]) }
  }

  @Test func aNameIsGivenOnceAndFits() {
    #expect(throws: TarRefusal.self) { try TarArchive([TarArchive.Member("a", [1]), TarArchive.Member("a", [2])]) }
    #expect(throws: TarRefusal.self) { try TarArchive([TarArchive.Member(String(repeating: "x", count: 101), [])]) }
  }

  /// A header that another program could have written.
  static func header(_ name: String, size: String = "00000000003\u{0}", type: String = "0") -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, _ at: Int) { bytes.replaceSubrange(at..<at + text.utf8.count, with: text.utf8) }
    put(name, 0)
    put("0000644\u{0}0000000\u{0}0000000\u{0}\(size)00000000000\u{0}        \(type)", 100)
    put("ustar\u{0}00", 257)
    put("0000000\u{0}0000000\u{0}", 329)
    let sum = String(bytes.reduce(0) { $0 + Int($1) }, radix: 8)
    put(String(repeating: "0", count: 6 - sum.count) + sum + "\u{0} ", 148)
    return bytes
  }
  static let content = Array("abc".utf8) + [UInt8](repeating: 0, count: 509)
  static let end = [UInt8](repeating: 0, count: 1024)

  struct Hostile: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let says: String
  }
  static let hostile = [
    Hostile(testDescription: "nothing", bytes: [], says: "cut off"),
    Hostile(testDescription: "a path upwards", bytes: header("../evil") + content + end, says: "`..`"),
    Hostile(testDescription: "an absolute path", bytes: header("/etc/passwd") + content + end, says: "absolute"),
    Hostile(testDescription: "a name twice", bytes: header("a") + content + header("a") + content + end, says: "twice"),
    Hostile(testDescription: "another order", bytes: header("b") + content + header("a") + content + end, says: "order"),
    Hostile(testDescription: "a huge size", bytes: header("a", size: "77777777777\u{0}") + content + end, says: "announced"),
    Hostile(testDescription: "a size that is no number", bytes: header("a", size: "-0000000003\u{0}") + content + end, says: "no number"),
    Hostile(testDescription: "a link", bytes: header("a", type: "2") + content + end, says: "no header of a plain file"),
    Hostile(testDescription: "a device", bytes: header("a", type: "3") + content + end, says: "no header of a plain file"),
    Hostile(testDescription: "no end", bytes: header("a") + content, says: "cut off"),
    Hostile(testDescription: "half an end", bytes: header("a") + content + end.prefix(512), says: "cut off"),
    Hostile(testDescription: "cut in the content", bytes: Array((header("a") + content).prefix(700)), says: "cut off"),
    Hostile(testDescription: "bytes behind the end", bytes: header("a") + content + end + [0], says: "behind the end"),
    Hostile(
      testDescription: "a file behind the end", bytes: header("a") + content + end + header("b") + content + end, says: "behind the end"),
    Hostile(testDescription: "bytes in the padding", bytes: header("a") + Array("abcd".utf8) + content.dropFirst(4) + end, says: "padding"),
  ]

  @Test(arguments: hostile)
  func whatWritingWouldNotMakeIsRefused(_ hostile: Hostile) {
    let refusal = #expect(throws: TarRefusal.self) { try TarArchive(parsing: hostile.bytes) }
    #expect(refusal?.why.contains(hostile.says) == true, "\(refusal?.description ?? "taken")")
  }

  @Test func aHeaderOfOursIsTaken() throws {
    #expect(try TarArchive(parsing: Self.header("a") + Self.content + Self.end).members == [TarArchive.Member("a", Array("abc".utf8))])
  }

  @Test func boundsHold() throws {
    let bytes = try TarArchive(Self.files).bytes
    #expect(throws: TarRefusal.self) { try TarArchive(parsing: bytes, bounds: .init(bytes: bytes.count - 1)) }
    #expect(throws: TarRefusal.self) { try TarArchive(parsing: bytes, bounds: .init(members: 2)) }
  }
}
