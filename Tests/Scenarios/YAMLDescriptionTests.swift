import Documents
import Foundation
import Scenarios
import SourceText
import Testing

/// Descriptions are published as YAML: pages of others, read by YAML's core schema.
@Suite struct YAMLDescriptionTests {
  static let scalars: [(text: String, value: JSON)] = [
    ("~", .null), ("null", .null), ("", .null), ("true", true), ("False", false), ("no", "no"), ("\"true\"", "true"), ("'12'", "12"),
    ("12", 12), ("+012", 12), ("-0", .number("-0")), ("20.00", .number("20.00")), (".5", .number("0.5")), ("1.", .number("1")),
    ("1e3", .number("1e3")), ("-1.5E-2", .number("-1.5e-2")), ("0x1F", 31), ("0o17", 15), ("2026-05-01", "2026-05-01"), ("3.0.3", "3.0.3"),
    ("1_000", "1_000"), (".inf", ".inf"), ("e3", "e3"), ("1e", "1e"), ("[1, {a: b}]", .array([1, .object(["a": "b"])])),
  ]

  @Test(arguments: scalars)
  func scalarsAreReadByTheCoreSchema(text: String, value: JSON) throws {
    let root = try YAMLReader().read(SourceFile(name: "a.yaml", text: "key: \(text)\n")).get()
    #expect(root.json["key"] == value)
  }

  /// The descriptions of the field that our reader takes are descriptions, and what is wrong with them is told.
  @Test func descriptionsOfTheFieldAreRead() throws {
    let root = URL(filePath: ProcessInfo.processInfo.environment["ASSAY_SPECS"] ?? "../shared/specs")
    // Of a folder that is not there an enumerator is given all the same.
    guard FileManager.default.fileExists(atPath: root.path),
      let all = FileManager.default.enumerator(atPath: root.path)?.compactMap({ $0 as? String }).sorted()
    else {
      print("SPECIFICATIONS ABSENT: \(root.path). Set ASSAY_SPECS to the folder that holds them; nothing was proved here.")
      return
    }
    var (read, refused, operations, problems) = (0, 0, 0, 0)
    // The largest take long in a debug build, and hold nothing new.
    for file in all where file.hasSuffix(".yaml") || file.hasSuffix(".yml") {
      let bytes = try Array(Data(contentsOf: root.appending(path: file)))
      guard bytes.count < 70_000, String(decoding: bytes, as: UTF8.self).contains("openapi: ") else { continue }
      guard let page = YAMLReader().read(bytes, name: file).value, page["openapi"] != nil else {
        refused += 1
        continue
      }
      let description = try OpenAPIDescription(Document(parsing: page.json.encoded(), bounds: .large))
      read += 1
      operations += description.operations.count
      let told = description.problems()
      problems += told.count
      if ProcessInfo.processInfo.environment["SCHEMA_VERBOSE"] != nil { for problem in told.prefix(3) { print(file, problem) } }
    }
    #expect(read > 50 && operations > 200)
    print("OpenAPI descriptions in YAML: \(read) read, \(refused) refused as pages, \(operations) operations, \(problems) problems told")
  }
}
