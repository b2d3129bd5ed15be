import Foundation
import Scenarios
import SourceText

/// The folders that tests read.
enum Fixtures {
  /// The folder that holds `suites/`, above this file.
  static let home: URL = {
    var folder = URL(fileURLWithPath: #filePath)
    repeat {
      folder.deleteLastPathComponent()
    } while folder.path != "/"
      && !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path)
    return folder
  }()
  static let examples = home.deletingLastPathComponent().appendingPathComponent("shared/examples")
  static var hasExamples: Bool { FileManager.default.fileExists(atPath: examples.path) }

  /// A page of a wire suite with one check, of requirement A, on what a call brings.
  static func wirePage(_ matcher: String, that: String = "body") -> String {
    """
    scenario: W-1
    version: 1.0.0
    title: t
    status: candidate
    subject: crvs
    steps:
      - id: asked
        call: crvs
        method: POST
        path: /a
        checks:
          one: { that: \(that), \(matcher), requirement: A }

    """
  }

  static func suite(_ name: String) -> Diagnosed<Suite> {
    Suite.load(folder(home.appendingPathComponent("suites/\(name)"), "suites/\(name)"))
  }

  static func folder(_ url: URL, _ name: String) -> SuiteFolder {
    let root = url.path + "/"
    let all = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String } ?? []
    return SuiteFolder(name: name, paths: all.filter(SuiteFolder.holds)) { path in
      FileManager.default.contents(atPath: root + path).map { [UInt8]($0) }
    }
  }

  /// Every page that the repository holds, by path.
  static func everyPage() -> [(name: String, text: String)] {
    ["suites", "mocks", "Tests"].flatMap { top in
      let names = FileManager.default.enumerator(atPath: home.appendingPathComponent(top).path)?.compactMap { $0 as? String } ?? []
      return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { name in
        (try? String(contentsOf: home.appendingPathComponent("\(top)/\(name)"), encoding: .utf8)).map { ("\(top)/\(name)", $0) }
      }
    }
  }

  /// A suite of files that a test writes.
  static func suite(_ files: [(String, String)]) -> Diagnosed<Suite> {
    let folder = SuiteFolder(name: "s", paths: files.map(\.0)) { path in
      files.first { $0.0 == path }.map { Array($0.1.utf8) }
    }
    return Suite.load(folder)
  }

  static func show(_ diagnostics: [Diagnostic]) -> String { DiagnosticRenderer().render(diagnostics) }
}
