import Documents
import Foundation
import Testing

/// The official suites lie beside the checkout and are not part of it. Whoever lacks them is told so, loudly.
struct OfficialSuite {
  let folder: URL

  init?(_ name: String) {
    let root = ProcessInfo.processInfo.environment["ASSAY_SUITES"] ?? "../shared/suites"
    folder = URL(fileURLWithPath: root, isDirectory: true).appendingPathComponent(name, isDirectory: true)
    guard FileManager.default.fileExists(atPath: folder.path) else {
      print("SUITE ABSENT: \(name) is not at \(folder.path). Set ASSAY_SUITES to the folder that holds it; nothing was proved here.")
      return nil
    }
  }

  /// File names in a subfolder, sorted.
  func files(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(path).path).sorted()
  }

  func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appendingPathComponent(path))) }
}

/// One file of vectors run, and how it went: a line of the pass matrix, printed with the tests and kept in `Signatures.md`.
struct Tally {
  let name: String
  var right = 0
  /// Cases that came out otherwise than the file says, by their number.
  var otherwise: [Int] = []

  init(_ name: String) { self.name = name }

  mutating func count(_ id: Int, _ isAsSaid: Bool) { if isAsSaid { right += 1 } else { otherwise.append(id) } }

  /// Prints the line and holds the list of exceptions: each must still be one, and no other may be.
  func report(exceptions: [Int: String] = [:], sourceLocation: SourceLocation = #_sourceLocation) {
    let reasons = Dictionary(grouping: exceptions.values) { $0 }.map { "\($0.value.count) \($0.key)" }.sorted()
    print(
      "MATRIX \(name): \(right) of \(right + otherwise.count)\(reasons.isEmpty ? "" : "; otherwise: " + reasons.joined(separator: ", "))")
    #expect(right > 0, "nothing was run", sourceLocation: sourceLocation)
    #expect(otherwise.sorted() == exceptions.keys.sorted(), "cases that are otherwise than the list says", sourceLocation: sourceLocation)
  }
}
