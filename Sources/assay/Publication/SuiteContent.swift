import Foundation
import Scenarios
import SourceText

/// What a suite holds: the digest that says whether its version must be raised.
enum SuiteContent {
  private static let kinds = [".yaml", ".yml", ".json", ".xsd", ".csv"]

  /// Over the pages and schemas of its folder, but not over what publishing writes. A run that was kept in the folder is no part of it.
  static func digest(_ suite: String, _ library: Library) -> String {
    let folder = "suites/\(suite)/"
    let files = library.files(below: "suites/\(suite)").map { String($0.dropFirst(folder.count)) }
    let runs = files.filter { $0.hasSuffix("/log.ndjson") }.map { $0.dropLast("log.ndjson".count) }
    let held = files.filter { path in
      path != PublicationRecord.file && kinds.contains { path.hasSuffix($0) } && !runs.contains { path.hasPrefix($0) }
    }
    return Digests.of(
      held.flatMap { path -> [UInt8] in
        let bytes = library.bytes(folder + path) ?? []
        let content = path == "suite.yaml" ? Array((PublicationRecord.head(bytes) ?? "").utf8) : bytes
        return Array("\(path)\n\(content.count)\n".utf8) + content
      })
  }

  /// `1.10.0` is later than `1.9.2`. What has no numbers is never later.
  static func isLater(_ version: String, than other: String) -> Bool {
    guard let a = numbers(version), let b = numbers(other) else { return false }
    return b.lexicographicallyPrecedes(a)
  }

  private static func numbers(_ version: String) -> [Int]? {
    let parts = version.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    return parts.contains(nil) ? nil : parts.compactMap(\.self)
  }
}
