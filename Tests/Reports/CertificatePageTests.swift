import Documents
import Foundation
import Reports
import Testing

/// The page says what the signed claim says, whoever wrote its words.
@Suite struct CertificatePageTests {
  static func claim(_ product: String, basis: String = "witnessed") -> JSON {
    [
      "assay-certificate": 1, "basis": .string(basis), "witness": ["name": .string("Desk of \(product)"), "key": "thumb-print"],
      "product": ["name": .string(product), "version": "4.2.1"], "role": "mis", "target": "acme-mis", "tested": "2026-05-01",
      "until": "2027-05-01",
      "profile": ["name": "mis/dci", "version": "0.1.0", "draft": true],
      "level": ["name": "L1", "says": "L1 connects and does no harm (draft profile)", "why": ["L2 performs: no, because ENDED is unseen"]],
      "score": ["says": "1 met, 0 not met, 1 unseen: 50 %, at most 100 %"],
      "suites": [["id": "crvs-mis", "version": "1.0.0", "digest": "sha256:5f1d"]],
      "edges": ["events": "dci-crvs"], "policy": ["death": ["first": .string(product)]],
      "requirements": [
        [
          "id": "ENDED", "state": "unseen", "strength": "must", "reason": "inconclusive.no-observer", "text": .string(product),
          "waivers": [["says": .string("disputed: \(product)")]],
        ],
        [
          "id": "NO-LINE", "state": "met", "strength": "must", "grade": "A", "text": "No line.",
          "interpretations": [["says": "late: list.late, note"]],
        ],
      ], "errata": [["id": "E-1", "reason": "a typo", "upstream": "https://example.org/7"]], "nonce": "h6kq", "seed": "da7c", "runs": 2,
      "log": "sha256:481a", "tool": "0.1.0",
    ]
  }
  static func page(_ claim: JSON) throws -> String { String(decoding: try CertificatePage.bytes(claim, Templates.settings), as: UTF8.self) }

  @Test func whatAReaderNeedsIsThere() throws {
    let page = try Self.page(Self.claim("Acme MIS"))
    for text in [
      "Acme MIS 4.2.1", "<b>witnessed</b> by Desk of Acme MIS", "valid to the end of 2027-05-01", "draft: no body has adopted it",
      "thumb-print",
      "1 met, 0 not met, 1 unseen: 50 %, at most 100 %", "L2 performs: no, because ENDED is unseen", "crvs-mis 1.0.0", "sha256:5f1d",
      "events: dci-crvs",
      "<b>unseen</b>", "inconclusive.no-observer", "evidence A", "2 runs, the certified one included", "sha256:481a",
      "assay verify BUNDLE --key",
      "death.first", "<b>waiver</b></td><td>disputed: Acme MIS", "<b>interpretation</b></td><td>late: list.late, note",
      "<b>erratum</b></td><td>a typo, https://example.org/7",
    ] { #expect(page.contains(text), "\(text) is not on the page") }
    #expect(!page.contains("self-declared"))
  }

  @Test func aSelfDeclaredOneSaysSo() throws {
    let page = try Self.page(Self.claim("Acme MIS", basis: "self-declared"))
    #expect(page.contains("<b>self-declared</b>"))
    #expect(!page.contains("Desk of"))
  }

  @Test(arguments: ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{tool}}", "<\u{301}script>", "a\u{202E}b"])
  func hostileTextStaysText(_ text: String) throws {
    let page = try Self.page(Self.claim(text))
    #expect(page.contains(Markup.escape(text)))
    #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("\u{202E}"))
  }
}
