import Conformance
import Scenarios
import SourceText
import Testing

/// An id means for ever what it meant when it was published.
@Suite struct PublicationTests {
  static let row = "binds: mis, class: outcome, strength: must, authority: use-case, text: It is so."
  static func suite(_ requirements: String, record: String? = nil, page: String? = nil) -> Diagnosed<Suite> {
    Fixtures.suite(
      [
        ("suite.yaml", "suite: s\nversion: 1.0.0\ntitle: S\nrequirements: requirements.yaml\n"), ("requirements.yaml", requirements),
      ] + (record.map { [("published.yaml", $0)] } ?? []) + (page.map { [("p.yaml", $0)] } ?? []))
  }
  static func found(_ requirements: String, _ record: String) -> [DiagnosticCode] {
    let loaded = suite(requirements, record: "versions: []\nrequirements:\n" + record)
    return (loaded.diagnostics + (loaded.value?.lint() ?? [])).map(\.code)
  }

  @Test(arguments: [
    ("A: { \(row) }", "  A: sha256:0\n", []),
    ("B: { \(row) }", "  A: sha256:0\n", [DiagnosticCode.idVanished]),
    ("B: { \(row), formerly: A }", "  A: sha256:0\n", []),
    ("A: { \(row), withdrawn: B says it }", "  A: sha256:0\n", []),
    ("A: { \(row) }", "  A: sha256:0 withdrawn\n", [.idUsedBefore]),
    ("A: { \(row) }", "  A: sha256:0 renamed\n", [.idUsedBefore]),
    ("A: { \(row) }\nB: { \(row), formerly: A }", "  B: sha256:0\n", [.idUsedBefore]),
    ("A: { \(row), formerly: X }\nB: { \(row), formerly: X }", "  A: sha256:0\n", [.duplicateName]),
  ])
  func `no id comes back, and none is lost`(requirements: String, record: String, codes: [DiagnosticCode]) {
    #expect(Self.found(requirements, record) == codes)
  }

  @Test func `a withdrawn row of another file keeps its id`() {
    let loaded = Fixtures.suite([
      ("suite.yaml", "suite: s\nversion: 1.0.0\ntitle: S\nrequirements: [ a.yaml, b.yaml ]\n"),
      ("a.yaml", "A: { \(Self.row), withdrawn: it went }\n"), ("b.yaml", "A: { \(Self.row) }\n"),
    ])
    #expect(loaded.diagnostics.map(\.code) == [.idUsedBefore])
  }

  static func digests(_ suite: Suite) -> [RequirementID: String] {
    let digests = suite.substance().map { ($0.decl.id, "djb:\($0.text.utf8.reduce(5381) { ($0 &* 33) ^ Int($1) })") }
    return Dictionary(digests) { first, _ in first }
  }

  @Test func `a version says what it adds, changes, withdraws and renames`() throws {
    let old = try #require(Self.suite("A: { \(Self.row) }\nB: { \(Self.row) }\nC: { \(Self.row) }\nD: { \(Self.row) }\n").value)
    let version = PublicationRecord.Version(
      version: "1.0.0", date: "2026-05-01", status: "adopted", body: "Group: \"X\" # y", content: "sha256:1", changes: SuiteChanges())
    let record = PublicationRecord().adding(version, of: old, digests: Self.digests(old))
    let text = PublicationText.record(record)
    let changed = Self.suite(
      "A: { \(Self.row) }\nB: { \(Self.row.replacing("must", with: "should")) }\nC2: { \(Self.row), formerly: C }\n"
        + "D: { \(Self.row), withdrawn: no longer }\nE: { \(Self.row) }\n", record: text)
    let new = try #require(changed.value)
    #expect((changed.diagnostics + new.lint()).isEmpty, "\(Fixtures.show(changed.diagnostics + new.lint()))\n\(text)")
    let changes = try #require(new.record).changes(to: new, digests: Self.digests(new))
    #expect(changes.added == ["E"] && changes.changed == ["B"] && changes.withdrawn == ["D"])
    #expect(changes.renamed == [.init("C", "C2")])
    // A mere rename touches no certificate.
    #expect(changes.touched == ["B", "D"])
    #expect(new.record?.last?.body == "Group: \"X\" # y")
    let later = try #require(new.record).adding(
      .init(version: "2.0.0", date: "2026-06-01", status: "draft", body: nil, content: "sha256:2", changes: changes), of: new,
      digests: Self.digests(new))
    let read = try #require(Self.suite("A: { \(Self.row) }\n", record: PublicationText.record(later)).value?.record)
    #expect(read.versions.map(\.version) == ["1.0.0", "2.0.0"])
    #expect(read.last?.changes == changes)
    #expect(read.rows.first { $0.id.text == "C" }?.state == .renamed)
    #expect(read.rows.first { $0.id.text == "D" }?.state == .withdrawn)
  }

  @Test func `a check is part of what it judges, its layout is not`() throws {
    func digest(_ page: String, _ id: RequirementID) throws -> String? {
      Self.digests(try #require(BrokenPagesTests.suite(page).value))[id]
    }
    let page = BrokenPagesTests.page
    let relaid = page.replacing(
      "      ended: { that: answer, is: not-enrolled, requirement: ENDED }",
      with:
        "      # as the law says\n          ended:\n            that: answer\n            is: not-enrolled\n            requirement: ENDED")
    let other = page.replacing("ended: { that: answer, is: not-enrolled", with: "ended: { that: answer, is: stopped")
    #expect(try digest(page, "ENDED") == digest(relaid, "ENDED"))
    #expect(try digest(page, "ENDED") != digest(other, "ENDED"))
    #expect(try digest(page, "NO-LINE") == digest(other, "NO-LINE"))
  }

  static let head = """
    # Who we are
    suite: s          # never changes
    version: 1.1.0
    status: draft     # until the meeting
    title: "A: b"

    published:
      # the body met in May
      on: 2026-05-01
      content: sha256:1
    # what is asked
    requirements: requirements.yaml   # one file

    """

  @Test func `what was published stands in suite.yaml, and nothing else moves`() throws {
    var changes = SuiteChanges()
    changes.changed = ["A"]
    changes.renamed = [.init("B", "C")]
    let version = PublicationRecord.Version(
      version: "1.1.0", date: "2026-06-01", status: "adopted", body: "Group X", content: "sha256:2", changes: changes)
    let edited = SuitePageEdit.publishing(version, in: SourceFile(name: "suite.yaml", text: Self.head))
    #expect(
      try #require(edited.value, "\(Fixtures.show(edited.diagnostics))") == """
        # Who we are
        suite: s          # never changes
        version: 1.1.0
        status: adopted     # until the meeting
        title: "A: b"

        published:
          # the body met in May
          on: 2026-06-01
          by: "Group X"
          content: sha256:2
          changes:
            changed: [ A ]
            renamed:
              B: C
        # what is asked
        requirements: requirements.yaml   # one file

        """)
  }

  @Test func `a page without them gets them, and one in braces is left alone`() throws {
    let version = PublicationRecord.Version(
      version: "1", date: "2026-06-01", status: "draft", body: nil, content: "sha256:2", changes: SuiteChanges())
    func edited(_ text: String) -> Diagnosed<String> { SuitePageEdit.publishing(version, in: SourceFile(name: "suite.yaml", text: text)) }
    #expect(
      edited("suite: s\nversion: 1\ntitle: S\n").value
        == "suite: s\nversion: 1\nstatus: draft\ntitle: S\npublished:\n  on: 2026-06-01\n  content: sha256:2\n")
    #expect(edited("{ suite: s, version: 1, title: S }\n").diagnostics.map(\.code) == [.notFormatted])
  }
}
