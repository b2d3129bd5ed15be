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
