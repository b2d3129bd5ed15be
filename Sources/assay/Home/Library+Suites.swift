import Foundation
import Scenarios
import SourceText

extension Library {
  /// Suites as a command line names them: by name, or by the folder in which they stand, anywhere. A folder wins over a name.
  ///
  /// What stands below `mocks` of such a folder joins the mocks of the home: only its authors can spoil what it asks.
  func naming(_ arguments: [String]) throws -> (library: Library, names: [String]) {
    var library = self
    var names: [String] = []
    for argument in arguments {
      guard Files.isFolder(argument) else {
        guard !argument.contains("/"), argument != "." else {
          throw UsageError(.unreadableFile, "\(Files.what(argument)); name a suite, or the folder that holds its suite.yaml")
        }
        names.append(argument)
        continue
      }
      let isNamed = !argument.contains("/") && bytes("suites/\(argument)/suite.yaml") != nil
      // A folder that only happens to have the name of a suite, as that of a run, hides none.
      if isNamed, !Files.isThere("\(argument)/suite.yaml") {
        names.append(argument)
        continue
      }
      for folder in try Self.suites(in: argument) {
        let name = try Self.id(folder)
        library.mounts += [.init(place: "suites/\(name)", folder: folder)]
        for part in ["defects", "impostors", "twins"] where Files.isFolder("\(folder)/mocks/\(part)") {
          library.mounts.append(.init(place: "mocks/\(part)/\(name)", folder: "\(folder)/mocks/\(part)"))
        }
        names.append(name)
      }
    }
    return (library, names)
  }

  /// The pages and schemas of a suite, empty where there is none of this name.
  func suite(_ name: String) -> SuiteFolder {
    let folder = "suites/\(name)"
    let paths = files(below: folder).map { String($0.dropFirst(folder.count + 1)) }.filter(SuiteFolder.holds)
    return SuiteFolder(name: shown(folder), paths: paths) { bytes("\(folder)/\($0)") }
  }

  /// Where a suite can be written; nil where the binary carries it.
  func folder(ofSuite name: String) -> String? {
    let place = "suites/\(name)"
    if let mount = mounts.first(where: { $0.place == place }) { return mount.folder }
    if case .disk(let home) = source, Files.isThere("\(home)/\(place)/suite.yaml") { return "\(home)/\(place)" }
    return nil
  }

  private static func suites(in path: String) throws -> [String] {
    var path = path
    while path.count > 1, path.last == "/" { path.removeLast() }
    if Files.isThere("\(path)/suite.yaml") { return [path] }
    let inner = files(in: path).filter { $0.hasSuffix("/suite.yaml") && !$0.split(separator: "/").contains { $0.hasPrefix(".") } }.sorted()
    guard !inner.isEmpty else {
      throw UsageError(.unreadableFile, "\(path) holds no suite: there is no suite.yaml in it or below; `assay lint \(path)` says more")
    }
    return inner.map { "\(path)/\($0.dropLast("/suite.yaml".count))" }
  }

  /// Runs, logs and certificates name a suite by its id, not by where it was kept.
  private static func id(_ folder: String) throws -> String {
    let read = YAMLReader().read(Files.text("\(folder)/suite.yaml") ?? [], name: "\(folder)/suite.yaml")
    guard let root = read.value, read.errors.isEmpty else { throw Complaints(read.diagnostics) }
    guard let id = root["suite"]?.text, !id.isEmpty, id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) else {
      throw Complaints([
        Diagnostic(
          .missingKey, "this suite has no id", at: (root["suite"] ?? root).span, next: "add `suite:` with letters, digits and hyphens")
      ])
    }
    return id
  }
}
