import Conformance
import Foundation
import Scenarios
import SourceText
import Testing

/// The scenarios that we publish are the acceptance test of the language.
@Suite struct PublishedSuitesTests {
  static func faults(_ question: FaultQuestion) -> [String] {
    switch (question.family, question.edge) {
    case ("schema", "events"): ["missing-id", "wrong-type"]
    case ("security", "events"): ["bad-signature", "unknown-key"]
    default: []
    }
  }

  @Test(arguments: ["crvs-mis", "life-events", "intake", "payments-mis", "account-mapping"])
  func `every suite loads and lints clean, in all variants`(name: String) throws {
    let loaded = Fixtures.suite(name)
    #expect(loaded.isClean, "\(Fixtures.show(loaded.diagnostics))")
    let suite = try #require(loaded.value)
    #expect(suite.id.text == name)
    let findings = suite.lint(faults: Self.faults)
    #expect(findings.isEmpty, "\(Fixtures.show(findings))")
    #expect(suite.lint().isEmpty)
  }

  @Test(arguments: [
    (
      "crvs-mis",
      [
        "CR-01", "CR-01/duplicate", "CR-01/duplicate-event", "CR-01/malformed[missing-id]", "CR-01/malformed[wrong-type]",
        "CR-01/untrusted[bad-signature]", "CR-01/untrusted[unknown-key]", "CR-01/not-yet-searchable", "CR-01/registry-down",
        "CR-01/notified-only", "CR-01/too-late", "CR-01/unusual-family[no-father]", "CR-01/unusual-family[mother-is-minor]",
        "CR-01/mother-without-uin", "CR-01/mother-unknown", "CR-01/mother-dies", "CR-01/cancelled-before-payment",
        "CR-01/cancelled-after-payment", "CR-06",
        "CR-06/duplicate", "CR-06/unknown", "CR-06/impossible-date[died-before-birth]", "CR-06/impossible-date[died-in-the-future]",
        "CR-06/impossible-date[no-such-day]", "CR-06/another-birth-date", "CR-06/another-has-died", "CR-06/child",
        "CR-06/handed-over-already",
      ]
    ),
    (
      "payments-mis",
      [
        "PY-05", "PY-05/same-report-twice", "PY-05/stale-report", "PY-05/report-before-ack", "PY-05/lost-callback", "PY-05/in-parts",
        "PY-05/bad-rows[unknown-line]", "PY-05/bad-rows[same-line-twice]", "PY-05/bad-rows[more-than-asked]",
        "PY-05/bad-rows[line-of-another-cycle]", "PY-05/bad-rows[paid-in-the-future]", "PY-05/bad-rows[paid-before-programme]",
        "PY-05/bad-rows[unknown-state]", "PY-05/bad-rows[amount-with-comma]", "PY-05/partly-paid",
      ]
    ),
  ])
  func `every instance has its key`(name: String, keys: [String]) throws {
    let suite = try #require(Fixtures.suite(name).value)
    #expect(try suite.instances(faults: Self.faults).get().map(\.key) == keys)
  }

  @Test func `faults that no dialect names stay one open instance`() throws {
    let suite = try #require(Fixtures.suite("crvs-mis").value)
    let open = try suite.instances().get().filter { $0.openFaults != nil }
    #expect(open.map(\.key) == ["CR-01/malformed[*]", "CR-01/untrusted[*]"])
    #expect(open.map(\.openFaults) == ["schema", "security"])
  }

  @Test func `flows are unfolded and what they give leads to the step that saw it`() throws {
    let page = try #require(Fixtures.suite("payments-mis").value?.page("PY-05"))
    #expect(page.base.steps.prefix(5).map(\.id.text) == ["beneficiaries", "outcomes", "sent/cycle", "sent/handed-over", "declared"])
    let declared = try #require(page.base.step("declared"))
    guard case .check(let check) = declared.kind else { return #expect(Bool(false), "declared is a check") }
    #expect(check.of.root == .step("sent/handed-over") && check.of.path.isEmpty)
    #expect(declared.checks[1].assertion.references.first?.fact == "lines.sum")
    let sent = try #require(page.base.step("sent/handed-over"))
    guard case .expect(let expect) = sent.kind else { return #expect(Bool(false), "an expectation") }
    #expect(expect.where["programme"]?.text == "CHA")
    #expect(expect.where["cycle"]?.reference?.root == .step("sent/cycle"))
    #expect(sent.includedBy?.text == "sent")
  }

  @Test func `a variant changes what it says and nothing else`() throws {
    let page = try #require(Fixtures.suite("crvs-mis").value?.page("CR-01"))
    let all = try page.instances(faults: Self.faults).get()
    let forged = try #require(all.first { $0.key == "CR-01/untrusted[bad-signature]" }).scenario
    #expect(forged.step("confirmed") == nil && forged.step("birth") == nil)
    #expect(forged.steps.prefix(2).map(\.id.text) == ["listening", "forged"])
    guard case .send(let send)? = forged.step("forged")?.kind else { return #expect(Bool(false), "a message is sent") }
    #expect(send.fault?.text == "bad-signature")
    #expect(
      forged.step("opened") == nil && forged.step("paid")?.checks.map(\.name.text) == ["one-line", "not-the-child", "total", "shape"])

    let late = try #require(all.first { $0.key == "CR-01/too-late" }).scenario
    guard case .probe(let probe)? = late.step("opened")?.kind else { return #expect(Bool(false), "a probe") }
    guard case .holds(let word) = probe.asking else { return #expect(Bool(false), "holds in place of until") }
    #expect(word.text == "not-enrolled")
    guard case .act(let act)? = late.step("birth")?.kind else { return #expect(Bool(false), "an act") }
    #expect(act.with["born"]?.date?.description == "T - $policy.filing-window - 1 month")
    #expect(act.with["registered"]?.date?.terms.isEmpty == true)

    let minor = try #require(all.first { $0.key == "CR-01/unusual-family[mother-is-minor]" }).scenario
    #expect(minor.people(named: "mother").map(\.archetype) == ["MINA"])
    let deaths = try #require(Fixtures.suite("crvs-mis").value?.page("CR-06"))
    let child = try #require(try deaths.instances().get().first { $0.key == "CR-06/child" }).scenario
    #expect(deaths.base.people(named: "parent").isEmpty && child.people(named: "parent").map(\.archetype) == ["EVE"])
    #expect(deaths.base.finally.flatMap(\.people).map(\.text) == ["deceased", "other"])
    #expect(child.finally.flatMap(\.people).map(\.text) == ["deceased", "other", "sibling", "parent", "other-parent"])
    let cancelled = try #require(all.first { $0.key == "CR-01/cancelled-before-payment" })
    #expect(cancelled.needs.map(\.description) == ["events.birth-cancelled"])
  }

  @Test func `tables, pools and rows that depend on a dialect`() throws {
    let page = try #require(Fixtures.suite("payments-mis").value?.page("PY-05"))
    #expect(page.base.people(named: "payees").map(\.name) == ["P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09", "P10"])
    let rows = try #require(page.base.table("lines")?.rows)
    #expect(rows[7].fields { _ in true }["ends"]?.text == "returned")
    #expect(rows[7].fields { _ in false }["ends"]?.text == "settled")
    let partly = try #require(try page.instances().get().first { $0.variant?.name.text == "partly-paid" })
    #expect(partly.scenario.table("lines")?.rows[2].fields["does"]?.text == "settles for 10.00")
    #expect(partly.scenario.table("lines")?.rows[1].fields["does"]?.text == "settles")
  }

  @Test func `requirements are read whole`() throws {
    let suite = try #require(Fixtures.suite("crvs-mis").value)
    let verify = try #require(suite.requirement("UC-CR01-VERIFY"))
    #expect(verify.condition == PolicyCondition("policy.verify-mother is required"))
    let effect = try #require(suite.requirement("SEC-NO-EFFECT")).requirement
    #expect(effect.gate == .blocksL1 && effect.grade == .b && effect.class == .security && effect.authority == .useCase)
  }

  @Test(.enabled(if: Fixtures.hasExamples, "the published examples are not beside this checkout"), arguments: ["CR-01", "CR-06", "PY-05"])
  func `the published examples load and lint clean`(name: String) throws {
    let flow = Fixtures.home.appendingPathComponent("suites/payments-mis/flows/list-sent.yaml")
    let files = try ["\(name).yaml", "requirements.yaml"].map { file in
      (file, try String(contentsOf: Fixtures.examples.appendingPathComponent(file), encoding: .utf8))
    }
    let suite = Fixtures.suite(
      files + [
        ("flows/list-sent.yaml", try String(contentsOf: flow, encoding: .utf8)),
        ("suite.yaml", "suite: examples\nversion: 1.0.0\ntitle: Examples\nrequirements: requirements.yaml\n"),
      ])
    // One clause of the published file has a comma in a text without quotes, which is what this finding is for.
    let loading = suite.diagnostics.filter { $0.message != "a requirement has no key `once.`" }
    #expect(loading.isEmpty, "\(Fixtures.show(loading))")
    // The flow is our own, and has learnt since to ask for the shape of a list, which the published requirements do not.
    let findings = try #require(suite.value).lint().filter { $0.message != "there is no requirement `PAY-SHAPE`" }
    #expect(findings.isEmpty, "\(Fixtures.show(findings))")
  }
}
