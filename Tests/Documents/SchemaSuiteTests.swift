import Documents
import Foundation
import Testing

/// The official JSON Schema test suite. Every required test passes; what fails of the optional ones is listed with its reason, and a
/// listed test that passes fails here too.
@Suite struct SchemaSuiteTests {
  struct Draft: Sendable, CustomTestStringConvertible {
    let folder: String
    let dialect: SchemaDialect
    /// How many tests there are, so that none gets lost.
    let required: Int
    let optional: Int
    var testDescription: String { folder }
  }

  static let drafts = [
    Draft(folder: "draft2020-12", dialect: .draft202012, required: 1299, optional: 926),
    Draft(folder: "draft7", dialect: .draft7, required: 927, optional: 794),
    Draft(folder: "draft4", dialect: .draft4, required: 618, optional: 319),
  ]

  @Test(arguments: drafts)
  func officialSuite(draft: Draft) throws {
    guard let suite = OfficialSuite("json-schema-test-suite") else { return }
    let registry = try Self.remotes(of: suite)
    let (required, broken) = try Self.play(suite, "tests/\(draft.folder)", draft, registry)
    #expect(broken.isEmpty, "\(broken.joined(separator: "\n"))")
    #expect(required == draft.required)
    let listed = try Self.listed(draft.folder)
    let (plain, plainFailures) = try Self.play(suite, "tests/\(draft.folder)/optional", draft, registry)
    let (formats, formatFailures) = try Self.play(suite, "tests/\(draft.folder)/optional/format", draft, registry, assertsFormats: true)
    let failures = plainFailures + formatFailures
    #expect(plain + formats == draft.optional)
    let unexpected = failures.filter { !listed.contains($0) }
    let passing = listed.filter { !failures.contains($0) }.sorted()
    #expect(unexpected.isEmpty, "not listed:\n\(unexpected.joined(separator: "\n"))")
    #expect(passing.isEmpty, "listed, but they pass:\n\(passing.joined(separator: "\n"))")
    let figures = "\(required - broken.count)/\(required) | \(plain + formats - failures.count)/\(plain + formats) | \(listed.count)"
    print("JSON Schema, required | optional | listed: \(draft.folder) | \(figures)")
    let page = try String(contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: Self.page), encoding: .utf8)
    #expect(page.contains("| \(draft.folder) | \(figures) |"))
  }

  /// The matrix that readers see.
  static let page = "../../Sources/Matter/Documents/Schema/README.md"

  /// Titles of tests that are known to fail, from the page beside this one.
  static func listed(_ draft: String) throws -> Set<String> {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "schema-suite-expectations.json")
    let page = try JSON(parsing: Array(Data(contentsOf: file)))
    var titles: Set<String> = []
    for group in try #require(page[draft]?.items) {
      #expect(group["reason"]?.text?.isEmpty == false)
      for title in try #require(group["tests"]?.items) { titles.insert(try #require(title.text)) }
    }
    return titles
  }

  /// Plays the files of a folder: how many tests, and which gave the wrong answer.
  static func play(
    _ suite: OfficialSuite, _ folder: String, _ draft: Draft, _ registry: SchemaRegistry, assertsFormats: Bool = false
  ) throws -> (count: Int, failures: [String]) {
    var count = 0
    var failures: [String] = []
    for file in try suite.files(folder) where file.hasSuffix(".json") {
      let cases = try Document(parsing: suite.bytes("\(folder)/\(file)"), bounds: .large)
      for group in cases.root.elements {
        let options = SchemaOptions(dialect: draft.dialect, assertsFormats: assertsFormats)
        let page = try Document(parsing: try #require(group["schema"]).json.encoded())
        let schema = Result { try Schema(page, registry: registry, options: options) }
        for test in try #require(group["tests"]).elements {
          count += 1
          let title = "\(file) | \(group["description"]?.text ?? "") | \(test["description"]?.text ?? "")"
          guard let compiled = try? schema.get(), let data = test["data"], compiled.accepts(data) == (test["valid"]?.bool == true) else {
            failures.append(title)
            if ProcessInfo.processInfo.environment["SCHEMA_VERBOSE"] != nil, case .failure(let why) = schema { print(title, why) }
            continue
          }
          // The second pass agrees with the first.
          #expect(compiled.violations(in: data).isEmpty == (test["valid"]?.bool == true), "\(title)")
        }
      }
    }
    return (count, failures)
  }

  /// What the suite's schemas may refer to, at the address they use for it.
  static func remotes(of suite: OfficialSuite) throws -> SchemaRegistry {
    var table: [String: Document] = [:]
    let base = suite.folder.appendingPathComponent("remotes")
    let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    for path in paths.sorted() where path.hasSuffix(".json") {
      table["http://localhost:1234/\(path)"] = try Document(parsing: suite.bytes("remotes/\(path)"))
    }
    return SchemaRegistry(table)
  }
}
