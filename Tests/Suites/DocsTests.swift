import Foundation
import Testing

/// The site of all published suites, as somebody opens it from a folder.
@Suite struct DocsTests {
  static let site = Task { () async throws -> [(file: String, text: String)] in
    let folder = FileManager.default.temporaryDirectory.appending(path: "assay-site-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await DocsTests.written(["crvs-mis", "payments-mis", "dci"], to: folder)
  }

  static func written(_ suites: [String], to folder: URL) async throws -> [(file: String, text: String)] {
    let run = try await Program.run(["docs"] + suites + ["--output", folder.path], isPlayed: false)
    #expect(run.status == 0, "\(run.output)")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return try names.filter { $0.hasSuffix(".html") }.sorted().map { name in
      (name, try String(contentsOf: folder.appending(path: name), encoding: .utf8))
    }
  }

  @Test func `every link leads somewhere`() async throws {
    let site = try await Self.site.value
    let places = Dictionary(
      uniqueKeysWithValues: site.map { page in (page.file, Set(page.text.matches(of: /\sid="([^"]*)"/).map { String($0.1) })) })
    var followed = 0
    for page in site {
      let ids = page.text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
      #expect(Set(ids).count == ids.count, "\(page.file) has a place twice")
      for link in page.text.matches(of: /<a [^>]*href="([^"]*)"/) where link.1 != "#main" {
        let parts = link.1.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let base = URL(filePath: "/" + page.file)
        let file = parts[0].isEmpty ? page.file : String(URL(filePath: parts[0], relativeTo: base).standardizedFileURL.path.dropFirst())
        let ids = try #require(places[file], "\(page.file) leads to \(link.1)")
        if parts.count > 1 { #expect(ids.contains(parts[1]), "\(page.file) leads to \(link.1)") }
        followed += 1
      }
    }
    #expect(followed > 400)
    #expect(
      Set(site.map(\.file)).isSuperset(of: ["index.html", "dci/coverage.html", "crvs-mis/s-CR-06.html", "crvs-mis/interpretations.html"]))
  }

  @Test func `a reader finds what is asked, by whom, and what challenges it`() async throws {
    let site = try await Self.site.value
    func page(_ file: String) throws -> String { try #require(site.first { $0.file == file }).text }
    let list = try page("crvs-mis/index.html")
    for text in [
      "UC-CR06-NO-LINE", "No list after a registered death holds a line for the deceased.", "blocks-L1", "mis-pays-the-deceased",
    ] {
      #expect(list.contains(text), "\(text)")
    }
    let story = try page("crvs-mis/s-CR-06.html")
    for text in [
      "<svg class=\"sequence\"", "death-registered", "duplicate: The same message twice", "lines where payee is deceased: there are 0",
      "expect: mis -&gt; payments list",
    ] {
      #expect(story.contains(text), "\(text)")
    }
    let dialects = try page("crvs-mis/dialects.html")
    for text in ["Words that a standard lacks", "birth-cancelled", "CR-01/cancelled-before-payment", "for it has no word for"] {
      #expect(dialects.contains(text), "\(text)")
    }
    let wire = try page("dci/dialects.html")
    #expect(wire.contains("Every dialect says everything that these stories need of the edges that it speaks."))
    #expect(!wire.contains("Some messages only one of them has"))
    let coverage = try page("dci/coverage.html")
    for text in ["cannot-be-provoked", "no act does that", "/registry/on-search", "dci-2025-12", "After an ACK the callback comes."] {
      #expect(coverage.contains(text), "\(text)")
    }
    #expect(coverage.contains(/[0-9]+ musts: [0-9]+ with a check/))
    #expect(!site.contains { $0.text.contains("<script") })
  }

  @Test func `what an author calls things stays text`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "assay-hostile-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let suite = folder.appending(path: "suite")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: Program.root.appending(path: "Tests/Golden/common/suite"), to: suite)
    let bad = "<script>alert(1)</script>"
    for (file, find, by) in [
      ("suite.yaml", "A suite to break", "'\(bad)'"), ("MY-06.yaml", "title: A registered death stops the pension", "title: '\(bad)'"),
      ("requirements.yaml", "text: No line.", "text: '\(bad)'"), ("MY-06.yaml", "- id: told\n", "- id: told\n    title: '\(bad)'\n"),
    ] {
      let url = suite.appending(path: file)
      let text = try String(contentsOf: url, encoding: .utf8)
      #expect(text.contains(find))
      try text.replacing(find, with: by).write(to: url, atomically: true, encoding: .utf8)
    }
    let site = try await Self.written([suite.path], to: folder.appending(path: "site"))
    #expect(site.count == 6)
    #expect(!site.contains { $0.text.contains("<script") })
    #expect(site.count { $0.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;") } >= 3)
  }
}
