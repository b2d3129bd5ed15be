import Documents
import Foundation
import MarkupDocuments
import Testing

/// The schemas that other people publish for their formats. They lie beside the checkout; whoever lacks them is told so, loudly.
enum PublishedSchemas {
  static let root = ProcessInfo.processInfo.environment["ASSAY_SUITES"] ?? "../shared/suites"

  static func bytes(_ path: String) -> [UInt8]? {
    guard let data = FileManager.default.contents(atPath: "\(root)/\(path)") else {
      print("SUITE ABSENT: \(path) is not in \(root). Set ASSAY_SUITES to the folder that holds it; nothing was proved here.")
      return nil
    }
    return Array(data)
  }

  static func json(_ path: String) throws -> Schema? {
    try bytes(path).map {
      try Schema(Document(parsing: $0, bounds: .large), options: SchemaOptions(dialect: .draft7, assertsFormats: true))
    }
  }

  static func xml(_ path: String) throws -> XMLSchema? {
    try bytes(path).map { try XMLSchema("schema.xsd", from: SchemaSources(table: ["schema.xsd": $0])) }
  }

  /// Ours, from the folder that users get.
  static func own(_ name: String) throws -> Schema {
    let bytes = try #require(Templates.resource("schema/\(name)"))
    return try Schema(Document(parsing: bytes, bounds: .large), options: SchemaOptions(assertsFormats: true))
  }
}
