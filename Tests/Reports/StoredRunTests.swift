import Evidence
import Foundation
import Testing

/// The run that the golden folder renders in every format lies there as a log, and is the sample run with every verdict in it.
@Suite("The stored failing run")
struct StoredRunTests {
  static let path = Templates.root + "Tests/Golden/common/failing-run/log.ndjson"

  /// `ASSAY_GOLDEN=write` writes it anew.
  @Test func theLogIsTheSampleRun() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "assay-stored-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let writer = try LogWriter(folder: folder)
    for recorded in EveryVerdict.events() { writer.append(writer.encode(recorded) + [10]) }
    writer.close()
    let log = try #require(FileManager.default.contents(atPath: folder + "/log.ndjson"))
    if ProcessInfo.processInfo.environment["ASSAY_GOLDEN"] == "write" {
      try FileManager.default.createDirectory(atPath: (Self.path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try log.write(to: URL(filePath: Self.path))
    }
    #expect(FileManager.default.contents(atPath: Self.path) == log, "write it with ASSAY_GOLDEN=write")
  }
}
