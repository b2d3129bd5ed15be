import Documents
import Foundation
import Scenarios
import SourceText
import Testing

/// The official tests of OpenAPI: descriptions that are right or wrong by OpenAPI's own JSON Schema, and its published examples.
/// What we see otherwise is listed with its reason, and what is listed and no longer so fails here too.
@Suite struct OpenAPISuiteTests {
  struct Edition: Sendable, CustomTestStringConvertible {
    let folder: String
    /// How many there are, so that none gets lost.
    let right: Int
    let wrong: Int
    var testDescription: String { folder }
  }
  static let editions = [
    Edition(folder: "v3.1-dev", right: 35, wrong: 11), Edition(folder: "v3.2-dev", right: 37, wrong: 29),
  ]

  /// Judging by the standard's schema shows our JSON Schema at work: dynamic references, vocabularies, unevaluated members.
  @Test(arguments: editions)
  func bySchema(edition: Edition) throws {
    guard let suite = OfficialSuite("openapi-schema-tests") else { return }
    let schema = try Self.schema(edition.folder, suite)
    try Self.hold("\(edition.folder), by OpenAPI's own schema", edition, suite) { document in
      let accepts = schema.accepts(document)
      // The second pass agrees with the first.
      #expect(schema.violations(in: document).isEmpty == accepts)
      return accepts
    }
  }

  /// Our reader's own word on the same descriptions.
  @Test func byOurReader() throws {
    guard let suite = OfficialSuite("openapi-schema-tests") else { return }
    try Self.hold("v3.1-dev, by our reader", Self.editions[0], suite) { document in
      guard let read = try? OpenAPIDescription(document) else { return false }
      return read.problems().isEmpty
    }
  }

  @Test func publishedExamplesHaveNoProblems() throws {
    guard let suite = OfficialSuite("openapi-examples") else { return }
    var (right, all) = (0, 0)
    for folder in ["examples/v3.0", "examples/v3.1"] {
      for file in try suite.files(folder) where file.hasSuffix(".yaml") || file.hasSuffix(".json") {
        all += 1
        let document = try Self.document("\(folder)/\(file)", suite)
        let problems = try OpenAPIDescription(document).problems()
        #expect(problems.isEmpty, "\(file): \(problems)")
        right += problems.isEmpty ? 1 : 0
      }
    }
    #expect(all == 18)
    try Self.tell("openapi-examples, 3.0 and 3.1, by our reader", "\(right)/\(all)", "-", 0)
  }

  /// Plays right and wrong descriptions, and holds what came out against the list.
  static func hold(_ title: String, _ edition: Edition, _ suite: OfficialSuite, _ accepts: (Document) throws -> Bool) throws {
    let listed = try Self.listed(title)
    var failures: [String] = []
    var counts = (right: 0, wrong: 0)
    for (folder, isRight) in [("pass", true), ("fail", false)] {
      for file in try suite.files("\(edition.folder)/tests/schema/\(folder)") where file.hasSuffix(".yaml") {
        let document = try document("\(edition.folder)/tests/schema/\(folder)/\(file)", suite)
        if isRight { counts.right += 1 } else { counts.wrong += 1 }
        if try accepts(document) != isRight { failures.append("\(folder)/\(file)") }
      }
    }
    #expect(counts.right == edition.right && counts.wrong == edition.wrong, "there are \(counts)")
    let unexpected = failures.filter { !listed.contains($0) }
    let passing = listed.filter { !failures.contains($0) }.sorted()
    #expect(unexpected.isEmpty, "not listed:\n\(unexpected.joined(separator: "\n"))")
    #expect(passing.isEmpty, "listed, but they pass:\n\(passing.joined(separator: "\n"))")
    let missed = (failures.count { $0.hasPrefix("pass/") }, failures.count { $0.hasPrefix("fail/") })
    try tell(title, "\(counts.right - missed.0)/\(counts.right)", "\(counts.wrong - missed.1)/\(counts.wrong)", listed.count)
  }

  private static func tell(_ title: String, _ right: String, _ wrong: String, _ listed: Int) throws {
    let line = "| \(title) | \(right) | \(wrong) | \(listed) |"
    print("OPENAPI, right taken | wrong refused | listed: \(line)")
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: SchemaSuiteTests.page)
    #expect(try String(contentsOf: page, encoding: .utf8).contains(line), "the page does not say: \(line)")
  }

  private static func listed(_ title: String) throws -> Set<String> {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "openapi-suite-expectations.json")
    let page = try JSON(parsing: Array(Data(contentsOf: file)))
    var names: Set<String> = []
    for group in page[title]?.items ?? [] {
      #expect(group["reason"]?.text?.isEmpty == false)
      for name in try #require(group["files"]?.items) { names.insert(try #require(name.text)) }
    }
    return names
  }

  private static func document(_ path: String, _ suite: OfficialSuite) throws -> Document {
    if path.hasSuffix(".json") { return try Document(parsing: suite.bytes(path)) }
    return try Document(parsing: try #require(YAMLReader().read(suite.bytes(path), name: path).value, "\(path)").json.encoded())
  }

  /// The four files of an edition's schema, by their `$id`.
  private static func schema(_ folder: String, _ suite: OfficialSuite) throws -> Schema {
    var table: [String: Document] = [:]
    for file in try suite.files("\(folder)/src/schemas/validation") where file.hasSuffix(".yaml") {
      let document = try document("\(folder)/src/schemas/validation/\(file)", suite)
      table[try #require(document.root["$id"]?.text)] = document
    }
    let base = try #require(table.keys.first { $0.contains("/schema-base/") })
    return try Schema(try #require(table[base]), uri: base, registry: SchemaRegistry(table))
  }
}
