import Conformance
import Documents
import Scenarios
import SourceText
import Testing

/// A suite tells what its schemas demand, with and without errata, and what became of messages that were broken there.
@Suite struct SuiteClauseTests {
  static let errata = [SuiteErrataTests.ok, SuiteErrataTests.day, SuiteErrataTests.time]

  static func trials(_ bodies: String..., errata: [(String, String)] = errata) throws -> [String] {
    let suite = try #require(SuiteErrataTests.loaded(errata).value)
    return suite.schemas.trial(of: "ack", of: "s", on: bodies.map { Array($0.utf8) }).clauses.map { one in
      let errata = one.errata.isEmpty ? "" : " (\(one.errata.joined(separator: ", ")))"
      return "\(one.place) \(one.keyword) \(one.value): \(one.outcome.rawValue)\(errata), \(one.unsent?.rawValue ?? "sent")"
    }
  }

  @Test func `clauses that errata change are told as such`() throws {
    let schemas = try #require(SuiteErrataTests.loaded(Self.errata).value).schemas
    let told = schemas.clauses(of: "ack").map { "\($0.place) \($0.keyword) \($0.shown): \($0.standing.rawValue)" }
    #expect(
      told == [
        " type object: both", " required state: both", "/state enum ACK: published", "/at type string: both",
        "/at format date-time: published", " required at: mended", "/state enum ACK OK: mended",
      ])
    #expect(schemas.title(of: "ack") == "ack")
    #expect(schemas.clauses(of: "nothing").isEmpty)
  }

  @Test func `a broken message falls, or is taken by an erratum`() throws {
    let sent = try Self.trials(#"{ "state": "ACK", "at": "2026-05-01T10:00:00Z" }"#)
    #expect(
      sent == [
        " type object: falls, sent", " required state: falls, sent", "/state enum ACK: falls, sent", "/at type string: falls, sent",
        "/at format date-time: relaxed (day), sent", " required at: falls, sent", "/state enum ACK OK: falls, sent",
      ])
  }

  @Test func `what no message says is put in, and told apart`() throws {
    let left = try Self.trials(#"{ "state": "ACK" }"#, errata: [])
    #expect(left.contains("/at format date-time: falls, left-out"), "\(left)")
    let none = try Self.trials(errata: [])
    #expect(none.allSatisfy { $0.hasSuffix(": untried, no-message") }, "\(none)")
  }

  @Test func `a message that is wrong already shows nothing`() throws {
    #expect(try Self.trials(#"{ "state": "NO" }"#, errata: []).allSatisfy { $0.contains(": untried") })
  }

  @Test func `forms tell which checks judge by a schema, and whoever listens hears what they judge`() throws {
    let suite = try #require(SuiteErrataTests.loaded([]).value)
    let forms = suite.forms()
    #expect(forms.map(\.schema) == ["ack"])
    #expect(forms.first?.checks.count == 1)
    let check = try #require(suite.pages.first?.base.steps.first?.checks.first)
    let heard = Heard()
    let schemas = suite.schemas.heard { schema, body in heard.said.append("\(schema) \(String(decoding: body, as: UTF8.self))") }
    _ = schemas.schema(of: check.assertion.matcher)?.flaws(in: Array("{}".utf8))
    #expect(heard.said == ["ack {}"])
  }

  private final class Heard: @unchecked Sendable {
    var said: [String] = []
  }

  static let must = "A:\n  binds: crvs\n  class: wire\n  strength: must\n  authority: standard\n  text: t\n"

  @Test(arguments: [
    ("  form: ack\n", "schema: ack", [DiagnosticCode]()), ("", "schema: ack", []),
    ("  form: akc\n", "schema: ack", [.fileNotFound]), ("  form: other\n", "schema: ack", [.mustWithoutCheck]),
    ("  form: ack\n", "path: \"$.a\", is: 1", [.mustWithoutCheck]),
  ])
  func `a requirement on a form names the schema by which it is judged`(form: String, matcher: String, codes: [DiagnosticCode]) throws {
    let loaded = Fixtures.suite([
      ("suite.yaml", CatalogueTests.suite), ("editions.yaml", CatalogueTests.editions), ("requirements.yaml", Self.must + form),
      ("schemas/ack.json", "{}"), ("schemas/other.json", "{}"), ("W-1.yaml", Fixtures.wirePage(matcher)),
    ])
    #expect(loaded.diagnostics.isEmpty)
    #expect(loaded.value?.lint().map(\.code) == codes)
  }
}
