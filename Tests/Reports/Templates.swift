import Foundation
import Reports

/// The templates as they stand in the folder.
enum Templates {
  static let root = String(#filePath.dropLast("Tests/Reports/Templates.swift".count))

  @Sendable static func resource(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: root + "reports/" + path).map { [UInt8]($0) }
  }
  static let settings = ReportSettings(resource: resource, folder: "out", files: ["report.html", "log.ndjson"])
}
