import Foundation
import Testing

/// The systems unlike ours are right by themselves, before the harness judges them.
@Suite("Foreign systems")
struct ForeignSystemTests {
  @Test("The two foreign systems understand each other without us")
  func selfcheck() throws {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let check = Process()
    check.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    check.arguments = ["python3", here.appendingPathComponent("selfcheck.py").path]
    check.environment = ProcessInfo.processInfo.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
    let output = Pipe()
    check.standardOutput = output
    check.standardError = output
    try check.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    check.waitUntilExit()
    #expect(check.terminationStatus == 0, "\(said)")
  }
  @Test("They import nothing of ours, and nothing beyond Python's own library", arguments: ["mis.py", "crvs.py"])
  func imports(_ name: String) throws {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let text = try String(contentsOf: here.appendingPathComponent(name), encoding: .utf8)
    let own: Set<String> = [
      "argparse", "datetime", "json", "re", "secrets", "sqlite3", "threading", "time", "traceback", "uuid", "urllib.error", "urllib.parse",
      "urllib.request", "decimal", "http.server",
    ]
    let imported = text.split(separator: "\n").flatMap { line -> [String] in
      if line.hasPrefix("from ") { return [String(line.split(separator: " ")[1])] }
      guard line.hasPrefix("import ") else { return [] }
      return line.dropFirst(7).split(separator: ",").map { String($0.split(separator: " ")[0]) }
    }
    #expect(imported.allSatisfy(own.contains), "\(imported)")
  }
}
