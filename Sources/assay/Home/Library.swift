import Foundation
import SourceText

/// The folders `suites/`, `mocks/` and `reports/`: from disk, or carried inside the binary. Disk wins. Nobody else opens them.
struct Library: Sendable {
  enum Source: Sendable {
    case disk(String)
    case carried(CarriedArchive)
  }
  let source: Source
  /// Folders that a command line names, each in the place where a home would hold it; they win.
  var mounts: [Mount] = []

  struct Mount: Sendable {
    let place: String
    let folder: String
  }

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
      .noHome,
      "there are no suites here and this binary carries none; run it inside a checkout, name one with --home DIR, or use `make install`")
  }

  private static func isHome(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/suites") && FileManager.default.fileExists(atPath: folder + "/mocks")
  }

  func bytes(_ path: String) -> [UInt8]? {
    for mount in mounts where path.hasPrefix(mount.place + "/") { return Files.text(mount.folder + path.dropFirst(mount.place.count)) }
    return switch source {
    case .disk(let home): FileManager.default.contents(atPath: "\(home)/\(path)").map { Array($0) }
    case .carried(let archive): archive.bytes(path)
    }
  }
  /// The files below a folder, by path from the home, sorted.
  func files(below folder: String) -> [String] {
    let own =
      switch source {
      case .disk(let home): Self.files(in: "\(home)/\(folder)").map { "\(folder)/\($0)" }
      case .carried(let archive): archive.names.filter { $0.hasPrefix(folder + "/") }
      }
    guard !mounts.isEmpty else { return own.sorted() }
    // What is hidden in a repository (its history, its settings) is no part of a suite.
    let mounted = mounts.flatMap { mount in
      Self.files(in: mount.folder).filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }.map { "\(mount.place)/\($0)" }
    }.filter { $0.hasPrefix(folder + "/") }
    return (own.filter { path in !mounts.contains { path.hasPrefix($0.place + "/") } } + mounted).sorted()
  }

  static func files(in folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter { !Files.isFolder("\(folder)/\($0)") }
  }

  /// Whether a command line brought the file.
  func isMounted(_ path: String) -> Bool { mounts.contains { path.hasPrefix($0.place + "/") } }

  /// A path as its owner would type it.
  func shown(_ path: String) -> String {
    mounts.first { path == $0.place || path.hasPrefix($0.place + "/") }.map { $0.folder + path.dropFirst($0.place.count) } ?? path
  }
  var description: String {
    switch source {
    case .disk(let home): home
    case .carried: "carried in the binary"
    }
  }
}
