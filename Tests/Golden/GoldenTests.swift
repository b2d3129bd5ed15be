import Foundation
import Testing

/// What a user types and what the program then shows, word for word: each case a file in `cases/`. `ASSAY_GOLDEN=write` writes them anew.
@Suite struct GoldenTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let folder = root.appending(path: "Tests/Golden/cases")
  static let writes = ProcessInfo.processInfo.environment["ASSAY_GOLDEN"] == "write"

  static let cases: [GoldenCase] = {
    let all = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return all.filter { $0.hasSuffix(".txt") }.sorted().compactMap { name in
      do { return try GoldenCase(folder.appending(path: name), below: folder) } catch {
        Issue.record("\(error)")
        return nil
      }
    }
  }()

  @Test func thereAreCases() throws {
    #expect(Self.cases.count > 50)
    let groups = Set(Self.cases.map { $0.name.prefix { $0 != "/" } })
    #expect(groups == ["formats", "input", "output"])
  }

  @Test(arguments: cases) func showsWhatIsWritten(_ golden: GoldenCase) async throws {
    let work = FileManager.default.temporaryDirectory.appending(path: "assay-golden-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Self.root.appending(path: "Tests/Golden/common"), to: work)
    defer { try? FileManager.default.removeItem(at: work) }
    try golden.lay(in: work)
    var shown: [String] = []
    for command in golden.commands {
      let ended = try await Shell.run(command, in: work, Self.environment)
      shown.append("$ " + command)
      shown += Self.lines(ended.output, "|", work)
      shown += Self.lines(ended.complaint, "!", work)
      shown.append("= \(ended.status)")
    }
    if Self.writes {
      try (golden.preamble + shown.joined(separator: "\n") + "\n").write(to: golden.path, atomically: true, encoding: .utf8)
    } else {
      #expect(shown == golden.transcript, "\(golden.name) shows\n\(shown.joined(separator: "\n"))")
    }
  }

  /// Nothing of the machine's own settings reaches the program.
  static let environment = [
    "PATH": root.appending(path: ".build/debug").path + ":/usr/bin:/bin", "HOME": "/nowhere", "LC_ALL": "C.UTF-8", "ASSAY_HOME": root.path,
    "TAKEN_PORT": String(TakenPort.number),
  ]

  private static func lines(_ text: String, _ sign: String, _ work: URL) -> [String] {
    guard !text.isEmpty else { return [] }
    var text = text.replacing(work.path, with: "WORK").replacing(root.path, with: "HOME")
    text = text.replacing(":\(TakenPort.number)", with: ":TAKEN").replacing(" \(TakenPort.number) ", with: " TAKEN ")
    text = text.replacing(/127\.0\.0\.1:[0-9]+/, with: "127.0.0.1:PORT")
    var all = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if all.last == "" { all.removeLast() }
    return all.map { $0.isEmpty ? sign : "\(sign) \($0)" }
  }
}
