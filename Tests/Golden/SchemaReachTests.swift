import Documents
import Foundation
import Scenarios
import SourceText
import Testing

/// What an editor cannot see: pages that lint refuses and their schema takes. A schema looks at shapes; names, references and rules of
/// honesty are told by `assay lint` alone.
@Suite struct SchemaReachTests {
  /// Case by case; a case that the schema comes to refuse leaves this list.
  static let beyond: Set<String> = []

  struct Broken {
    let name: String
    let file: String
    let text: String
  }

  /// The pages in which the cases show an error, as they stand when the command runs.
  static func pages() throws -> [Broken] {
    try GoldenTests.cases.filter { $0.name.hasPrefix("input/") && $0.commands.contains { $0.hasPrefix("assay lint ") } }.flatMap { golden in
      let work = FileManager.default.temporaryDirectory.appending(path: "assay-reach-\(UUID().uuidString)")
      try FileManager.default.copyItem(at: GoldenTests.root.appending(path: "Tests/Golden/common"), to: work)
      defer { try? FileManager.default.removeItem(at: work) }
      try golden.lay(in: work)
      var files: [String] = []
      for line in golden.transcript {
        guard let place = line.firstMatch(of: #/^\| ([^ :]+\.yaml):[0-9]+:[0-9]+: error/#) else { continue }
        guard !files.contains(String(place.1)) else { continue }
        files.append(String(place.1))
      }
      return files.compactMap { file in
        (try? String(contentsOf: work.appending(path: file), encoding: .utf8)).map { Broken(name: golden.name, file: file, text: $0) }
      }
    }
  }

  static func kind(_ file: String, _ page: Node) -> PageSchema.Kind? {
    let keys: [(String, PageSchema.Kind)] = [
      ("scenario", .scenario), ("flow", .flow), ("suite", .suite), ("profile", .profile), ("target", .target),
      ("expectations", .expectations), ("waivers", .waivers),
    ]
    return keys.first { page[$0.0] != nil }?.1 ?? (file.hasSuffix("requirements.yaml") ? .requirements : nil)
  }

  @Test func `each broken page is refused by its schema, or is on the list of what a schema cannot see`() async throws {
    var schemas: [PageSchema.Kind: Schema] = [:]
    var refused: Set<String> = []
    var taken: Set<String> = []
    for one in try Self.pages() {
      // What is no YAML never reaches a schema.
      let page = YAMLReader().read(SourceFile(name: one.file, text: one.text)).value
      guard let page, let kind = Self.kind(one.file, page) else { continue }
      if schemas[kind] == nil {
        let printed = try await Shell.run("assay schema \(kind.rawValue)", in: GoldenTests.root, GoldenTests.environment)
        schemas[kind] = try Schema(Document(parsing: Array(printed.output.utf8), bounds: .large))
      }
      let document = try Document(parsing: page.json.encoded(), bounds: .large)
      let isTaken = try #require(schemas[kind]).violations(in: document).isEmpty
      if isTaken { taken.insert("\(one.name) \(one.file)") } else { refused.insert("\(one.name) \(one.file)") }
    }
    #expect(taken == Self.beyond, "\(taken.symmetricDifference(Self.beyond).sorted().map { "\"\($0)\"," }.joined(separator: "\n"))")
    #expect(refused.count >= 15, "\(refused.count)")
  }
}
