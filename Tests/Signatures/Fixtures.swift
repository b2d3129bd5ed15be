import Foundation
import Signatures
import Testing

/// Files that the tests read: our own keys, and published vectors, which are not part of the project.
enum Fixtures {
  static let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func key(_ name: String) throws -> String {
    try String(contentsOf: home.appending(path: "mocks/identity/\(name).pem"), encoding: .utf8)
  }

  private static let folder = URL(filePath: ProcessInfo.processInfo.environment["ASSAY_SPECS"] ?? "../shared/specs")
  /// The folder of published specifications and vectors; absent: the tests that need it are skipped and say so.
  static let specs = FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  static let withoutSpecs: Comment = "SPECIFICATIONS ABSENT: set ASSAY_SPECS to the folder of published vectors; nothing was proved here."

  static func spec(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: try #require(specs).appending(path: path)))
  }
}

/// The reason with which the body refuses; nil when it does not.
func refusal(_ body: () throws -> some Any) -> SignatureRefusal.Reason? {
  do {
    _ = try body()
  } catch let refusal as SignatureRefusal {
    return refusal.reason
  } catch {
    Issue.record(error)
  }
  return nil
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
