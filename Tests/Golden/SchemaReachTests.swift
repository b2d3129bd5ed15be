import Documents
import Foundation
import Scenarios
import SourceText
import Testing

/// What an editor cannot see: pages that lint refuses and their schema takes. A schema looks at shapes; names, references and rules of
/// honesty are told by `assay lint` alone.
@Suite struct SchemaReachTests {
  /// Case by case; a case that the schema comes to refuse leaves this list.
  static let beyond: Set<String> = [
    "input/expectations-wrong gate.yaml", "input/page-absence-without-control suite/MY-06.yaml",
    "input/page-duplicate-name suite/MY-06.yaml", "input/page-huge-count suite/MY-06.yaml", "input/page-huge-duration suite/MY-06.yaml",
    "input/page-include-cycle suite/flows/two.yaml", "input/page-include-missing suite/MY-06.yaml",
    "input/page-include-outside suite/MY-06.yaml", "input/page-later-reference suite/MY-06.yaml", "input/page-no-edge suite/MY-06.yaml",
    "input/page-policy-out-of-range suite/MY-06.yaml", "input/page-probe-without-contrast suite/MY-06.yaml",
    "input/page-reserved-gives suite/MY-06.yaml", "input/page-reserved-name suite/MY-06.yaml",
    "input/page-unknown-fact suite/MY-06.yaml", "input/page-unknown-person suite/MY-06.yaml",
    "input/page-unknown-programme suite/MY-06.yaml", "input/page-unknown-reference suite/MY-06.yaml",
    "input/page-unknown-requirement suite/MY-06.yaml", "input/page-unknown-role suite/MY-06.yaml",
    "input/page-wire-detail suite/MY-06.yaml", "input/page-wrong-duration suite/MY-06.yaml", "input/target-address-hostile target.yaml",
    "input/target-address-wrong target.yaml", "input/target-limits target.yaml", "input/target-listen-wrong target.yaml",
    "input/target-map target.yaml", "input/target-money pay.yaml", "input/target-observer-wrong target.yaml",
    "input/target-patience-huge target.yaml", "input/target-patience-wrong target.yaml", "input/target-patience-year target.yaml",
    "input/target-secret-unset target.yaml", "input/target-unknown-dialect target.yaml", "input/target-unknown-edge target.yaml",
    "input/target-unknown-role target.yaml",
  ]

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
