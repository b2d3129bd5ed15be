import Foundation
import Scenarios
import SourceText

/// What `assay lint` is pointed at: a suite of the home by name, a folder with one suite or several, a page of one, or a target file.
enum LintTarget {
  case suite(SuiteFolder, only: String?)
  case target(String)
  /// Expectations or waivers.
  case beside(String)
  /// A file that says what it is only in part, or not at all.
  case broken([Diagnostic], String)

  /// Paths win over names. `suites` is all of the home's.
  static func find(_ argument: String, _ home: () throws -> Library) throws -> [LintTarget] {
    if FileManager.default.fileExists(atPath: argument) {
      return Files.isFolder(argument) ? try inFolder(trimmed(argument)) : [try file(argument)]
    }
    let library = try home()
    let names = Planner.names(library)
    if trimmed(argument) == "suites" { return names.map { .suite(library.suite($0), only: nil) } }
    guard names.contains(argument) else {
      throw UsageError(
        .unreadableFile, "there is neither a file nor a suite \(argument); there are the suites \(names.joined(separator: ", "))")
    }
    return [.suite(library.suite(argument), only: nil)]
  }

  private static func inFolder(_ path: String) throws -> [LintTarget] {
    let disk = Library(source: .disk(path))
    let files = disk.files(below: ".").map { String($0.dropFirst(2)) }
    guard files.contains(where: { $0.hasSuffix(".yaml") }) else {
      throw UsageError(.unreadableFile, "\(path) holds no page of a suite; name a folder with a suite.yaml")
    }
    let suites = files.filter { $0.hasSuffix("/suite.yaml") }.map { String($0.dropLast("/suite.yaml".count)) }
    if files.contains("suite.yaml") || suites.isEmpty { return [.suite(folder(path, files), only: nil)] }
    return suites.map { suite in
      let own = files.filter { $0.hasPrefix(suite + "/") }.map { String($0.dropFirst(suite.count + 1)) }
      return .suite(folder("\(path)/\(suite)", own), only: nil)
    }
  }

  /// A page is judged within its suite, as its flows and requirements stand beside it.
  private static func file(_ path: String) throws -> LintTarget {
    guard let bytes = Files.text(path) else {
      throw UsageError(.unreadableFile, Files.what(path) + "; name a page, a suite or a target file")
    }
    let read = YAMLReader().read(bytes, name: path)
    guard let root = read.value, read.errors.isEmpty else { return .broken(read.diagnostics, path) }
    if root["target"] != nil { return .target(path) }
    if BesideDocument.isNamed(by: root) { return .beside(path) }
    var folder = (path as NSString).deletingLastPathComponent
    if (folder as NSString).lastPathComponent == "flows" { folder = (folder as NSString).deletingLastPathComponent }
    if folder.isEmpty { folder = "." }
    let files = Library(source: .disk(folder)).files(below: ".").map { String($0.dropFirst(2)) }
    guard files.contains("suite.yaml") else {
      let found = Diagnostic(
        .fileNotFound, "this is no target file, no file of expectations or waivers, and it stands in no suite", at: root.span.file.start,
        next: "a target file begins with `target: NAME`, the others with `expectations:` or `waivers:`; a page stands beside a suite.yaml")
      return .broken([found], path)
    }
    return .suite(self.folder(folder, files), only: path)
  }

  private static func folder(_ path: String, _ files: [String]) -> SuiteFolder {
    let disk = Library(source: .disk(path))
    return SuiteFolder(name: path, paths: files.filter(SuiteFolder.holds)) { disk.bytes($0) }
  }

  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.last == "/" { path.removeLast() }
    return path
  }
}
