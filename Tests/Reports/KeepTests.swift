import Foundation
import Reports
import Testing

/// Writes the sample reports into a folder, to be looked at: `ASSAY_KEEP=out swift test --filter KeepTests`.
@Suite("Reports to look at", .enabled(if: ProcessInfo.processInfo.environment["ASSAY_KEEP"] != nil))
struct KeepTests {
  @Test(arguments: [("right", SampleRun.Behaviour.right), ("pays", .paysTheDeceased), ("down", .unreachable)])
  func keep(name: String, behaviour: SampleRun.Behaviour) throws {
    let folder = try #require(ProcessInfo.processInfo.environment["ASSAY_KEEP"]) + "/" + name
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for format in Formats.all {
      let bytes = try format.bytes(SampleRun.ledger(behaviour), Templates.settings)
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(format.card.file ?? "console.txt")"))
    }
  }
}
