import Documents
import Foundation
import Reports
import Testing

/// The matrix of a proof as a page and as Markdown says what its JSON says, whoever wrote its words.
@Suite struct ProofPageTests {
  static func proof(_ text: String = "Zoë", measured: Bool = true) -> JSON {
    [
      "assay-proof": 1, "tool": "0.1.0", "seed": "proof", "today": "2026-05-01",
      "suites": [["id": "crvs-mis", "version": "1.0.0", "digest": "sha256:5f1d"]], "part": false, "proven": false,
      "why": ["1 of 2 defects are not killed"], "clean": [.string("CR-01 told.kind: \(text)")], "untried": [],
      "radius-measured": .bool(measured), "median-radius": 2,
      "defects": [
        [
          "id": "pays-the-deceased", "role": "mis", "breaks": "NO-LINE", "says": .string(text), "over": "", "outcome": "killed",
          "killed-by": ["scenario": "CR-06", "check": "stopped.no-line"], "failed": ["NO-LINE", "TAKEN"], "radius": 2, "played": ["CR-06"],
          "failing": [["scenario": "CR-06", "check": "stopped.no-line"]],
        ],
        [
          "id": .string("survivor \(text)"), "role": "mis", "breaks": "TAKEN", "says": "lives", "over": "events=opencrvs",
          "outcome": "survived",
          "nearest": [
            "scenario": "CR-06", "check": "told.taken", "link": "cites", "verdict": "pass", "said": .string(text), "next": "look again",
          ], "next": "look again", "failed": [], "radius": 0, "played": [], "failing": [],
        ],
      ], "survivors": [.string("survivor \(text)")],
      "impostors": [["id": "mute", "role": "mis", "holds": true, "asked": 9, "earned": [], "gates": [], "fault": .null]],
      "twins": [
        [
          "id": "two-lists", "role": "mis", "holds": false, "compared": 3,
          "lost": [["requirement": "TAKEN", "before": "met", "after": "not met", "check": .string(text)]], "fault": .null,
        ]
      ],
      "requirements": [
        requirement("NO-LINE", text), requirement("TAKEN", text), requirement("OPEN", text),
      ], "unchallenged": ["OPEN"],
      "variants": [
        [
          "variant": "CR-06/late", "base": "CR-06", "idle": false,
          "catches": [["scenario": "CR-06/late", "check": "stopped.no-line", "defect": .string(text)]],
        ],
        ["variant": "CR-06/idle", "base": "CR-06", "idle": true, "catches": []],
      ],
      "forms": [
        [
          "suite": "s", "schema": "ack", "messages": 1,
          "clauses": [
            ["at": "/a", "keyword": "const", "value": .string(text), "outcome": "stands", "unsent": .null, "errata": []],
            ["at": "/b", "keyword": "type", "value": "string", "outcome": "relaxed", "unsent": "left-out", "errata": ["e-1"]],
          ],
        ]
      ],
      "clauses": [
        "all": 2, "fall": 0, "relaxed": 1, "stand": 1, "untried": 0, "unsent": 1, "sentence": "0 of 2 clauses of the schemas fall",
      ],
      "idle-variants": ["CR-06/idle"], "checks": [],
    ]
  }
  static func requirement(_ id: String, _ text: String) -> JSON {
    [
      "id": .string(id), "suite": "crvs-mis", "binds": "mis", "class": "outcome", "strength": "must", "text": .string(text), "killed": [],
      "failed": [],
    ]
  }
  static func page(_ json: JSON) throws -> String { String(decoding: try ProofPage.bytes(json, Templates.settings), as: UTF8.self) }

  @Test func whatAReaderNeedsIsThere() throws {
    let page = try Self.page(Self.proof())
    for text in [
      "NOT PROVEN", "1 of 2 defects are not killed", "crvs-mis 1.0.0", "survivor Zoë over events=opencrvs", "look again",
      "CR-06 told.taken: pass, Zoë",
      "CR-06 stopped.no-line", "not believed", "TAKEN met -&gt; not met, Zoë", "CR-06/idle", "sha256:5f1d", "median blast radius 2",
      #"<td class="killed" title="killed by it">●</td><td class="beside" title="fails too">○</td>"#,
      #"<td class="none"></td><td class="missed" title="not caught by it">✕</td>"#, "<code>OPEN</code>", ">also fails<",
    ] { #expect(page.contains(text), "\(text) is not on the page") }
    #expect(!page.contains("<span>OPEN</span>"), "a requirement that nothing touches has no column")
    let unmeasured = try Self.page(Self.proof(measured: false))
    #expect(unmeasured.contains("assay prove --no-radius") && !unmeasured.contains(">also fails<"))
  }

  @Test func itFetchesAndRunsNothing() throws {
    let page = try Self.page(Self.proof())
    for word in ["src=", "@import", "<link rel=\"stylesheet\"", "url(", "<script"] { #expect(!page.contains(word), "\(word)") }
    #expect(page.contains("default-src 'none'") && page.contains("prefers-color-scheme: dark"))
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{tool}}", "<\u{301}script>", "a\u{202E}b", "</template></details>",
  ]) func hostileTextStaysText(_ text: String) throws {
    let page = try Self.page(Self.proof(text))
    #expect(page.contains(Markup.escape(text)))
    #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("\u{202E}") && !page.contains("</template"))
    let markdown = ProofMarkdown.text(Self.proof(text))
    #expect(!markdown.contains("<script") && !markdown.contains("<img"))
  }

  @Test func markdownSaysTheSame() {
    let text = ProofMarkdown.text(Self.proof())
    for word in [
      "## Not proven", "survivor Zoë", "look again", "| pays-the-deceased | mis | NO-LINE | killed |", "IDLE", "LOSES", "0 of 2 clauses",
      "STANDS",
    ] {
      #expect(text.contains(word), "\(word) is not in it:\n\(text)")
    }
  }

  @Test(arguments: ["Zoë", "<script>", "\u{0}"]) func itsSchemaHoldsAndRefuses(text: String) throws {
    let schema = try PublishedSchemas.own("proof.schema.json")
    #expect(try SchemaConformanceTests.violations(schema, Self.proof(text).encoded()) == [])
    var wrong = Self.proof(text)
    wrong["defects"] = [["id": "d", "outcome": "killed"]]
    #expect(try !schema.accepts(Document(parsing: wrong.encoded())))
  }
}
