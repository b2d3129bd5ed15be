import Conformance
import Documents
import Evidence
import Reports
import Testing

/// The stream, put together as GovStack's testing application does it: by ids and addresses, and passed unless a step failed.
@Suite("An upload of Cucumber messages")
struct CucumberUploadTests {
  struct Upload {
    private let envelopes: [JSON]
    init(_ ledger: Ledger) throws {
      envelopes = try CucumberMessages().bytes(ledger, Templates.settings).split(separator: 10).map {
        try JSON(parsing: Array($0), bounds: .large)
      }
    }
    func all(_ kind: String) -> [JSON] { envelopes.compactMap { $0[kind] } }
    func first(_ kind: String, _ key: String, _ value: String?) throws -> JSON {
      try #require(all(kind).first { $0[key]?.text == value }, "\(kind) \(key) \(value ?? "")")
    }

    /// Name and outcome of each test case.
    func cases() throws -> [(name: String, passed: Bool, steps: Int)] {
      try all("testCase").map { test in
        let pickle = try first("pickle", "id", test["pickleId"]?.text)
        let feature = try first("gherkinDocument", "uri", pickle["uri"]?.text)
        #expect(try first("source", "uri", pickle["uri"]?.text)["data"]?.text?.contains(pickle["name"]?.text ?? "-") == true)
        #expect(feature["feature"]?["children"]?.items?.contains { $0["scenario"]?["id"] == pickle["astNodeIds"]?[0] } == true)
        let started = try first("testCaseStarted", "testCaseId", test["id"]?.text)
        _ = try first("testCaseFinished", "testCaseStartedId", started["id"]?.text)
        let statuses = try (pickle["steps"]?.items ?? []).map { step in
          let own = try #require(test["testSteps"]?.items?.first { $0["pickleStepId"] == step["id"] })
          _ = try first("testStepStarted", "testStepId", own["id"]?.text)
          return try first("testStepFinished", "testStepId", own["id"]?.text)["testStepResult"]?["status"]?.text
        }
        return (pickle["name"]?.text ?? "", !statuses.contains("FAILED"), statuses.count)
      }
    }
  }

  @Test(arguments: [SampleRun.Behaviour.right, .paysTheDeceased, .unreachable])
  func aScenarioPassesOnlyIfItDid(behaviour: SampleRun.Behaviour) throws {
    let ledger = Ledger(EveryVerdict.events(behaviour: behaviour))
    let cases = try Upload(ledger).cases()
    #expect(cases.map(\.steps) == ledger.instances.map(\.checks.count))
    #expect(cases.map(\.passed) == ledger.instances.map { [.pass, .warn, .notApplicable].contains($0.worst) })
  }

  @Test func placesPointIntoTheText() throws {
    let upload = try Upload(EveryVerdict.ledger("two\nlines\u{2028}here"))
    for document in upload.all("gherkinDocument") {
      let lines = try #require(try upload.first("source", "uri", document["uri"]?.text)["data"]?.text).split(
        separator: "\n", omittingEmptySubsequences: false)
      for scenario in (document["feature"]?["children"]?.items ?? []).compactMap({ $0["scenario"] }) {
        let line = try #require(scenario["location"]?["line"]?.int)
        #expect(lines[line - 1] == "  Scenario: \(scenario["name"]?.text ?? "")")
        for step in scenario["steps"]?.items ?? [] {
          #expect(lines[try #require(step["location"]?["line"]?.int) - 1] == "    * \(step["text"]?.text ?? "")")
        }
      }
    }
  }
}
