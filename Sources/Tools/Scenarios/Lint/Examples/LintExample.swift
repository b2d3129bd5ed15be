package import SourceText

/// What a finding looks like on a page, and what stands there when it is put right. Shown by `assay lint --explain`; a test lints both.
package struct LintExample: Sendable {
  package enum Page: String, Sendable, CaseIterable {
    case scenario, wire, flow, requirements, catalogue, expectations, waivers
  }
  package let code: DiagnosticCode
  /// The kind of page that the lines stand on.
  package let page: Page
  package let wrong: String
  package let right: String

  init(_ code: DiagnosticCode, _ page: Page = .scenario, wrong: String, right: String) {
    (self.code, self.page, self.wrong, self.right) = (code, page, wrong, right)
  }

  package static func of(_ code: DiagnosticCode) -> LintExample? { all.first { $0.code == code } }
  /// Why a code that lint can find has no example; nil where it has one.
  package static func reason(_ code: DiagnosticCode) -> String? { without.first { $0.code == code }?.reason }

  package static let all: [LintExample] = text + shape + language + history + beside

  package static let without: [(code: DiagnosticCode, reason: String)] = [
    (.notUTF8, "bytes that are no text cannot be shown as text"), (.tooDeep, "it takes more levels than a page can show"),
    (.tooLarge, "it takes more than a page can show"), (.emptyFile, "there is nothing to show"),
    (.brokenSchema, "it stands in a file of the folder `schemas/`, on no page"),
    (.brokenErratum, "it stands in a file of the folder `errata/`, on no page"),
    (.lacksPeople, "it takes a target that lends people, and their file"),
    (.notFormatted, "`assay fmt` says it, of pages in which lint may find nothing"),
    (.checkNobodyKills, "what is missing stands on no page of the suite: a defect in mocks/"),
  ]
}
