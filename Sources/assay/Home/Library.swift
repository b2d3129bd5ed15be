import Foundation
import SourceText

/// The folders `suites/`, `mocks/` and `reports/`: from disk, or carried inside the binary. Disk wins. Nobody else opens them.
struct Library: Sendable {
  enum Source: Sendable {
    case disk(String)
    case carried(CarriedArchive)
  }
  let source: Source

  /// `--home DIR`, else `ASSAY_HOME`, else the first parent of the working directory that holds `suites/`, else what the binary carries.
  static func find(home: String? = nil) throws -> Library {
    if let home = home ?? ProcessInfo.processInfo.environment["ASSAY_HOME"] {
      guard isHome(home) else { throw UsageError(.noHome, "\(home) holds no `suites` folder; give the folder that does with --home") }
      return Library(source: .disk(home))
    }
    var folder = FileManager.default.currentDirectoryPath
    while folder != "/" {
      if isHome(folder) { return Library(source: .disk(folder)) }
      folder = (folder as NSString).deletingLastPathComponent
    }
    if let archive = CarriedArchive.ofThisProgram() { return Library(source: .carried(archive)) }
    throw UsageError(
      .noHome, "there are no suites here and this binary carries none; run it inside a checkout, name one with --home DIR, or use `make install`")
  }

  private static func isHome(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/suites") && FileManager.default.fileExists(atPath: folder + "/mocks")
  }

  func bytes(_ path: String) -> [UInt8]? {
    switch source {
    case .disk(let home): FileManager.default.contents(atPath: "\(home)/\(path)").map { Array($0) }
    case .carried(let archive): archive.bytes(path)
    }
  }
  /// The files below a folder, by path from the home, sorted.
  func files(below folder: String) -> [String] {
    switch source {
    case .disk(let home):
      (FileManager.default.enumerator(atPath: "\(home)/\(folder)")?.compactMap { $0 as? String } ?? []).filter { path in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: "\(home)/\(folder)/\(path)", isDirectory: &isFolder) && !isFolder.boolValue
      }.map { "\(folder)/\($0)" }.sorted()
    case .carried(let archive): archive.names.filter { $0.hasPrefix(folder + "/") }.sorted()
    }
  }
  var description: String {
    switch source {
    case .disk(let home): home
    case .carried: "carried in the binary"
    }
  }
}

