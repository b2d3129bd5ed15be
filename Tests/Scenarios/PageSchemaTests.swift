import Documents
import Foundation
import Scenarios
import SourceText
import Testing

/// An editor must never refuse what the loader takes, and should refuse what it does not.
@Suite struct PageSchemaTests {
  static func schema(_ kind: PageSchema.Kind) throws -> Schema {
    try Schema(Document(parsing: PageSchema().json(kind).encoded(), bounds: .large))
  }

  /// What a page is, told by its first key and its place.
  static func kind(_ name: String, _ page: Node) -> PageSchema.Kind? {
    if page["scenario"] != nil { return .scenario }
    if page["flow"] != nil { return .flow }
    if page["suite"] != nil { return .suite }
    if page["profile"] != nil { return .profile }
    if page["target"] != nil { return .target }
    if page["expectations"] != nil { return .expectations }
    if page["waivers"] != nil { return .waivers }
    if name.hasSuffix("/editions.yaml") { return .editions }
    if name.hasSuffix("requirements.yaml") || name.contains("/requirements/") { return .requirements }
    return name.hasPrefix("mocks/defects/") || name.hasPrefix("mocks/twins/") ? .defects : nil
  }

  @Test func `every page of the repository holds its schema`() throws {
    var seen: Set<PageSchema.Kind> = []
    for (name, text) in Fixtures.everyPage() + Self.beside where !name.hasSuffix("/published.yaml") {
      let page = try #require(YAMLReader().read(SourceFile(name: name, text: text)).value)
      guard let kind = Self.kind(name, page) else {
        // People, impostors and tables are not written by hand often enough for one.
        #expect(
          name.hasPrefix("mocks/world/") || name.hasPrefix("mocks/impostors/")
            || ["registers", "operations", "messages"].contains { name.hasSuffix("/\($0).yaml") }, "\(name) has no schema")
        continue
      }
      seen.insert(kind)
      let document = try Document(parsing: page.json.encoded(), bounds: .large)
      let flaws = try Self.schema(kind).violations(in: document).prefix(3).map { "\($0)" }
      #expect(flaws == [], "\(name)")
    }
    #expect(seen == Set(PageSchema.Kind.allCases))
  }

  /// Nobody keeps such files here, so they are those of the examples.
  static let beside = [LintExample.Page.expectations, .waivers].map { (name: $0.rawValue, text: LintExampleTests.page($0)) }

  /// Both refuse, or both take: the same lists as the loader's.
  @Test(arguments: [
    ("reason: fail.assertion", "reason: error.harness", false), ("expires: 2999-01-31", "expires: soon", false),
    ("owner: payments team", "owners: payments team", false), ("owner: payments team", "owner: payments team\n    note: known", true),
    ("decision: rejected", "decision: granted", false), ("approver: profile editor", "note: by whom", false),
    ("decision: disputed", "decision: disputed\n    scope: { product: Acme, scenarios: [ CR-06 ] }", true),
    ("decision: disputed", "decision: disputed\n    scope: { role: mis }", false), ("link: https://example.org/issues/41\n    ", "", false),
  ])
  func `schema and loader agree on what stands beside runs`(line: String, instead: String, isGood: Bool) throws {
    let page = try #require(Self.beside.first { $0.text.contains(line) })
    let text = page.text.replacingOccurrences(of: line, with: instead)
    let kind = try #require(PageSchema.Kind(rawValue: page.name))
    let node = try #require(YAMLReader().read(SourceFile(name: "page.yaml", text: text)).value)
    #expect(try Self.schema(kind).violations(in: Document(parsing: node.json.encoded(), bounds: .large)).isEmpty == isGood)
    #expect(BesideDocument.load(Array(text.utf8), name: "page.yaml").errors.isEmpty == isGood)
  }

  @Test func `every key is described, and every schema is closed`() {
    for map in PageMap.allCases {
      #expect(Set(map.names).count == map.names.count, "\(map) has a key twice")
      for key in map.keys { #expect(key.says.count > 3 && key.says.last == ".", "\(map).\(key.name)") }
    }
  }

  @Test func `words that are known become words to choose from`() {
    var knowledge = LanguageKnowledge()
    knowledge.archetypes = ["MARIE"]
    #expect(PageSchema(knowledge).json(.scenario).encodedText().contains(#""MARIE""#))
  }

  /// Both refuse, or both take: a line of a good page changed.
  @Test(arguments: [
    ("title: A story", "titel: A story", false),
    ("title: A story", "", false),
    ("title: A story", "title: [ A, story ]", false),
    ("status: draft", "status: nearly", false),
    ("steps:", "steps: none\nx:", false),
    ("given: mis.knows", "gives: mis.knows", false),
    ("id: known", "title: known", false),
    ("with: { people: [ mother ] }", "with: { people: [ mother ] }\n    within: 15s", false),
    ("is: enrolled, requirement: R-1", "is: enrolled, requirement: R-1, severity: high", false),
    ("that: answer, is: enrolled", "is: enrolled", false),
    ("that: answer, is: enrolled", "that: answer, of: lines, is: enrolled", false),
    ("that: answer, is: enrolled", "that: answer", false),
    ("from: mis, to: crvs", "from: mis", false),
    ("default: required", "presumed: required", false),
    ("version: 1.0.0", "version: 1.10", true),
    ("title: A story", "title: no", true),
  ])
  func `schema and loader agree on shapes`(line: String, instead: String, isGood: Bool) throws {
    let text = Self.good.replacingOccurrences(of: line, with: instead)
    #expect(text != Self.good)
    let page = try #require(YAMLReader().read(SourceFile(name: "page.yaml", text: text)).value)
    let document = try Document(parsing: page.json.encoded(), bounds: .large)
    #expect(try Self.schema(.scenario).violations(in: document).isEmpty == isGood)
    let loaded = Fixtures.suite([
      ("suite.yaml", "suite: s\nversion: 1.0.0\ntitle: S\nrequirements: requirements.yaml\n"),
      ("requirements.yaml", "R-1: { binds: mis, class: outcome, strength: must, authority: use-case, text: It is so. }\n"),
      ("page.yaml", text),
    ])
    #expect(loaded.errors.isEmpty == isGood, "\(Fixtures.show(loaded.errors))")
  }

  static let good = """
    scenario: S-1
    version: 1.0.0
    status: draft
    title: A story
    subject: mis
    requirements: requirements.yaml
    edges:
      records: { from: mis, to: crvs, asks: [ person-record ] }
    policy:
      verify: { default: required, among: [ required, not-required ] }
    cast:
      mother: MARIE
      stranger: OLU
    steps:
      - id: known
        given: mis.knows
        with: { people: [ mother ] }
      - id: opened
        probe: mis.enrolled
        of: { person: mother }
        until: enrolled
        within: 1 day
        contrast:
          - { person: stranger, answers: not-enrolled }
        checks:
          opened: { that: answer, is: enrolled, requirement: R-1 }

    """
}
