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

/// What the official suites came to, printed in one form and held against the room's page.
enum PassMatrix {
  /// Prints a line of the matrix, and says whether the page in `README.md` has the same figures.
  static func tell(_ suite: String, _ passed: Int, of all: Int) {
    print("PASS MATRIX | \(suite) | \(passed) | \(all) |")
    #expect(passed == all, "\(suite)")
    let pages = ["Sources/Matter/Documents/README.md", "Sources/Documents/README.md"]
    guard let page = pages.lazy.compactMap({ try? String(contentsOfFile: $0, encoding: .utf8) }).first else {
      Issue.record("run the tests from the folder that holds Package.swift: \(pages[0]) is not here")
      return
    }
    #expect(page.contains("| \(suite) | \(passed) | \(all) |"), "\(pages[0]) does not say: \(suite), \(passed) of \(all)")
  }
}
