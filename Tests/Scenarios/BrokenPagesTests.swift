import Scenarios
import SourceText
import Testing

/// Whoever writes a scenario learns from each mistake where it is and what to do.
@Suite struct BrokenPagesTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let code: DiagnosticCode
    let what: String
    /// Replaced in the good page, once.
    let find: String
    let by: String
    /// Where the finding points: the first place of this text in the broken page.
    let at: String
    /// How far into that text.
    var offset = 0
    var testDescription: String { "\(code) \(what)" }
  }

  static let page = """
    scenario: CR-06
    version: 1.0.0
    title: A registered death stops the pension
    requirements: requirements.yaml
    subject: mis
    edges:
      events:  { from: crvs, to: mis, tells: [ death-registered ] }
      payment: { from: mis, to: payments, tells: [ list ] }
    policy:
      end-within: { default: 30 days, at-most: 90 days }
    cast: { deceased: PAULO, other: OLU }
    table:
      people:
        - { who: deceased, lines: 0 }
        - { who: other, lines: 1 }
    steps:
      - id: pensioners
        given: mis.enrolled
        with: { people: [ deceased, other ], programme: OAP }
      - id: death
        act: crvs.register-death
        with: { person: deceased, died: T - 1 day }
        gives: { drn: death.drn }
      - id: told
        expect: crvs -> mis death-registered
        about: deceased
        within: 15s
        checks:
          number: { that: death.drn, is: $death.drn, requirement: EVT-SUBJECT }
      - id: cycle
        advance: { to: next-cycle, of: OAP }
      - id: stopped
        expect: mis -> payments list
        where: { programme: OAP, cycle: $cycle.name }
        control: { of: lines, where: { payee: other }, count: 1 }
        checks:
          lines: { for-each: table.people, of: lines, where: { payee: $each.who }, count: $each.lines, requirement: NO-LINE }
      - id: ended
        probe: mis.enrolled
        of: { person: deceased, programme: OAP }
        until: not-enrolled
        within: $policy.end-within
        contrast: { person: other, answers: enrolled }
        checks:
          ended: { that: answer, is: not-enrolled, requirement: ENDED }
      - id: none
        expect-none: mis -> payments line
        where: { payee: deceased }
        from: cycle
        until: cycle-closed
        control: stopped
        requirement: NO-LINE
    finally:
      - retire: [ deceased, other ]
    variants:
      again:
        title: The same message twice
        after:
          told:
            - { id: twice, send: repeat told }

    """

  static let requirements = """
    EVT-SUBJECT: { binds: crvs, class: protocol, strength: must, authority: standard, text: It names the event. }
    NO-LINE: { binds: mis, class: outcome, strength: must, authority: use-case, grade: A, gate: blocks-L1, text: No line. }
    ENDED: { binds: mis, class: outcome, strength: must, authority: use-case, text: It ends. }

    """

  static func suite(_ page: String, requirements: String = requirements) -> Diagnosed<Suite> {
    Fixtures.suite([
      ("suite.yaml", "suite: s\nversion: 1.0.0\ntitle: S\nrequirements: requirements.yaml\n"), ("requirements.yaml", requirements),
      ("p.yaml", page),
    ])
  }

  static let mistakes: [Mistake] = [
    Mistake(code: .stepWithoutID, what: "a step has no id", find: "- id: cycle\n    advance", by: "- advance", at: "advance:"),
    Mistake(code: .unknownKey, what: "a key is misspelt", find: "within: 15s", by: "withn: 15s", at: "withn"),
    Mistake(code: .unknownKey, what: "a step kind is misspelt", find: "probe: mis", by: "prob: mis", at: "prob:"),
    Mistake(code: .missingKey, what: "a page has no subject", find: "subject: mis\n", by: "", at: "scenario"),
    Mistake(code: .wrongShape, what: "checks are a list", find: "checks:\n      ended:", by: "checks:\n      - ended:", at: "- ended"),
    Mistake(code: .unreadableValue, what: "a duration is prose", find: "within: 15s", by: "within: soon", at: "soon"),
    Mistake(code: .unreadableValue, what: "a date is prose", find: "T - 1 day", by: "T - a while", at: "T - a while"),
    Mistake(code: .unreadableValue, what: "a transfer has no arrow", find: "crvs -> mis death", by: "crvs mis death", at: "crvs mis death"),
    Mistake(
      code: .conflictingKeys, what: "two matchers", find: "is: not-enrolled, req", by: "is: not-enrolled, is-not: enrolled, req",
      at: "is-not"),
    Mistake(
      code: .conflictingKeys, what: "until and holds", find: "until: not-enrolled", by: "until: not-enrolled\n    holds: x", at: "holds"),
    Mistake(code: .unknownName, what: "nobody of that name", find: "about: deceased", by: "about: deceasd", at: "deceasd"),
    Mistake(code: .unknownName, what: "a step that is not there", find: "from: cycle", by: "from: cycel", at: "cycel"),
    Mistake(code: .unknownName, what: "a fact that nobody knows", find: "that: death.drn", by: "that: death.number", at: "death.number"),
    Mistake(code: .unknownName, what: "a table that is not there", find: "table.people,", by: "table.persons,", at: "table.persons"),
    Mistake(
      code: .duplicateName, what: "two steps of one name", find: "- id: ended", by: "- id: told", at: "id: told\n    probe", offset: 4),
    Mistake(
      code: .unknownReference, what: "a policy that is not there", find: "$policy.end-within", by: "$policy.end-in", at: "$policy.end-in"),
    Mistake(
      code: .unknownReference, what: "a condition on a policy that is not there", find: "with: { person: deceased, died",
      by: "when: policy.opens is by-itself\n    with: { person: deceased, died", at: "policy.opens is"),
    Mistake(
      code: .unreadableValue, what: "a condition that is none", find: "with: { person: deceased, died",
      by: "when: policy.end-within or not\n    with: { person: deceased, died", at: "policy.end-within or"),
    Mistake(code: .unknownReference, what: "a later step", find: "$death.drn", by: "$ended.answer", at: "$ended.answer"),
    Mistake(
      code: .unknownReference, what: "each without rows", find: "person: deceased, died", by: "person: $each.who, died",
      at: "$each.who, died"),
    Mistake(code: .unknownReference, what: "a column that is not there", find: "$each.lines", by: "$each.count", at: "$each.count"),
    Mistake(code: .unknownReference, what: "an act gives no such value", find: "$death.drn", by: "$death.number", at: "$death.number"),
    Mistake(
      code: .absenceWithoutControl, what: "an absence without control", find: "    control: stopped\n", by: "", at: "id: none", offset: 4),
    Mistake(
      code: .absenceWithoutControl, what: "a row counts nothing",
      find: "    control: { of: lines, where: { payee: other }, count: 1 }\n", by: "", at: "lines: { for-each"),
    Mistake(code: .absenceWithoutWindow, what: "no window", find: "    until: cycle-closed\n", by: "", at: "id: none", offset: 4),
    Mistake(
      code: .probeWithoutContrast, what: "no contrast", find: "    contrast: { person: other, answers: enrolled }\n", by: "",
      at: "id: ended",
      offset: 4),
    Mistake(
      code: .probeWithoutContrast, what: "a contrast that says the same", find: "answers: enrolled", by: "answers: not-enrolled",
      at: "id: ended",
      offset: 4),
    Mistake(
      code: .wireDetail, what: "a schema in a use case", find: "ended: { that: answer, is: not-enrolled",
      by: "ended: { that: answer, schema: x",
      at: "ended: { that"),
    Mistake(
      code: .unreadableValue, what: "a pattern that cannot be read", find: "ended: { that: answer, is: not-enrolled",
      by: "ended: { that: answer, matches: '(not'", at: "'(not'"),
    Mistake(
      code: .conflictingKeys, what: "an absence that may be left out", find: "ended: { that: answer, is: not-enrolled",
      by: "ended: { that: answer, if-said: true, absent: true", at: "if-said"),
    Mistake(
      code: .gradeOnCheck, what: "a gate on a check", find: "requirement: ENDED", by: "gate: blocks-L1, requirement: ENDED", at: "gate"),
    Mistake(code: .unknownRequirement, what: "a clause that is not there", find: "requirement: ENDED", by: "requirement: ENDS", at: "ENDS"),
    Mistake(code: .checkWithoutRequirement, what: "no clause", find: ", requirement: ENDED", by: "", at: "ended: { that"),
    Mistake(
      code: .variantEqualsBase, what: "a variant that changes nothing",
      find: "    after:\n      told:\n        - { id: twice, send: repeat told }\n",
      by: "", at: "again:"),
    Mistake(code: .unquotedPath, what: "a path without quotes", find: "is: $death.drn", by: "is: $.drn", at: "$.drn"),
    Mistake(code: .weakMatcher, what: "a matcher that takes all", find: "is: $death.drn", by: "is: present", at: "number"),
    Mistake(code: .unusedCapture, what: "a capture that nobody uses", find: "is: $death.drn", by: "is: D-1", at: "drn: death.drn"),
    Mistake(
      code: .overlayMisses, what: "a variant of a step that is not there", find: "      told:\n        - {", by: "      tolt:\n        - {",
      at: "tolt"),
    Mistake(code: .noEdge, what: "a message without an edge", find: "tells: [ list ]", by: "tells: [ report ]", at: "mis -> payments list"),
    Mistake(code: .policyRange, what: "an unlawful default", find: "default: 30 days", by: "default: 4 months", at: "4 months"),
    Mistake(
      code: .reservedName, what: "a value given as name", find: "gives: { drn: death.drn }",
      by: "gives: { drn: death.drn, name: death.drn }",
      at: "name: death.drn"),
    Mistake(code: .reservedName, what: "a step called policy", find: "- id: pensioners", by: "- id: policy", at: "id: policy", offset: 4),
    Mistake(code: .fileNotFound, what: "a flow that is not there", find: "given: mis.enrolled", by: "include: flows/x", at: "flows/x"),
    Mistake(
      code: .fileNotFound, what: "other requirements", find: "requirements: requirements.yaml", by: "requirements: r.yaml", at: "r.yaml"),
  ]

  @Test func `the page without a mistake is clean`() throws {
    let suite = Self.suite(Self.page)
    #expect(suite.isClean, "\(Fixtures.show(suite.diagnostics))")
    let findings = try #require(suite.value).lint()
    #expect(findings.isEmpty, "\(Fixtures.show(findings))")
  }

  @Test(arguments: mistakes)
  func `each mistake has a code and a place`(mistake: Mistake) throws {
    let hit = try #require(Self.page.firstRange(of: mistake.find), "the good page has no `\(mistake.find)`")
    let broken = Self.page.replacingCharacters(hit, by: mistake.by)
    let suite = Self.suite(broken)
    let findings = (suite.diagnostics + (suite.value?.lint() ?? [])).filter { $0.span.file.name == "s/p.yaml" }
    let found = findings.filter { $0.code == mistake.code }
    let place = try #require(broken.firstRange(of: mistake.at))
    let before = broken[..<place.lowerBound]
    let line = before.split(separator: "\n", omittingEmptySubsequences: false).count
    let column = before.distance(from: before.lastIndex(of: "\n") ?? before.startIndex, to: before.endIndex) + (line == 1 ? 1 : 0)
    #expect(
      found.contains { $0.span.start == SourcePoint(line: line, column: column + mistake.offset) },
      "expected \(mistake.code) at \(line):\(column + mistake.offset)\n\(Fixtures.show(findings))")
    #expect(found.allSatisfy { !$0.next.isEmpty })
  }

  @Test(arguments: [
    ("A: { binds: mis, class: loud, strength: must, authority: use-case, text: x }", DiagnosticCode.unreadableValue, 25),
    ("A: { binds: mis, class: wire, strength: must, authority: use-case, grade: E, text: x }", .unreadableValue, 75),
    ("A: { binds: mis, class: wire, strength: must, authority: use-case }", .missingKey, 4),
    ("A: { binds: mis, class: wire, strength: must, authority: use-case, text: paid, once }", .unknownKey, 80),
    ("A: { binds: mis, class: wire, strength: must, authority: use-case, when: sometimes, text: x }", .unreadableValue, 74),
  ])
  func `a requirement that cannot be read`(text: String, code: DiagnosticCode, column: Int) throws {
    let suite = Self.suite(Self.page, requirements: text + "\n" + Self.requirements)
    let first = try #require(suite.diagnostics.first)
    #expect(first.code == code, "\(first.message)")
    #expect([first.span.start.line, first.span.start.column] == [1, column])
  }

  @Test func `flows that include each other are refused`() throws {
    func flow(_ name: String, _ other: String) -> String {
      "flow: \(name)\nversion: 1.0.0\ntitle: x\nsteps:\n  - id: x\n    include: flows/\(other)\n"
    }
    let page = Self.page.replacing(
      "given: mis.enrolled\n    with: { people: [ deceased, other ], programme: OAP }", with: "include: flows/a")
    let suite = Fixtures.suite([
      ("suite.yaml", "suite: s\nversion: 1.0.0\ntitle: S\nrequirements: requirements.yaml\n"), ("requirements.yaml", Self.requirements),
      ("p.yaml", page), ("flows/a.yaml", flow("a", "b")), ("flows/b.yaml", flow("b", "a")),
    ])
    let cycle = try #require(suite.diagnostics.first { $0.code == .includeCycle })
    #expect(cycle.span.description == "s/flows/b.yaml:6:14")
    #expect(cycle.message.contains("flows/a includes flows/b includes flows/a"))
  }

  @Test func `a flow gets what it asks for and gives what it offers`() throws {
    let flow = """
      flow: a
      version: 1.0.0
      title: x
      with: { who: somebody }
      gives: { x: $f.y }
      steps:
        - { id: f, given: mis.enrolled, with: { person: $with.who } }

      """
    let page = Self.page.replacing(
      "given: mis.enrolled\n    with: { people: [ deceased, other ], programme: OAP }",
      with: "include: flows/a\n    with: { whom: other }\n    gives: [ z ]")
    let suite = Fixtures.suite([
      ("suite.yaml", "suite: s\nversion: 1.0.0\ntitle: S\nrequirements: requirements.yaml\n"), ("requirements.yaml", Self.requirements),
      ("p.yaml", page), ("flows/a.yaml", flow),
    ])
    #expect(suite.diagnostics.map(\.code) == [.unknownName, .missingKey, .unknownName], "\(Fixtures.show(suite.diagnostics))")
  }

  @Test func `a row of a variant can hold dates, lists and references`() throws {
    let page = Self.page.replacing(
      "    title: The same message twice\n    after:",
      with: """
            title: The same message twice
            for-each:
              - { case: early, died: T - $policy.end-within - 1 day, whom: [ deceased, other ] }
            set: { death.with.died: $each.died, pensioners.with.people: $each.whom }
            after:
        """)
    let suite = Self.suite(page)
    let late = try #require(suite.value?.instances().get().last)
    #expect(late.key == "CR-06/again[early]")
    guard case .act(let act)? = late.scenario.step("death")?.kind, case .given(let given)? = late.scenario.step("pensioners")?.kind else {
      return #expect(Bool(false), "an act and a given")
    }
    #expect(act.with["died"]?.date?.description == "T - $policy.end-within - 1 day")
    #expect(given.with["people"]?.words.map(\.text) == ["deceased", "other"])
    #expect(try #require(suite.value).lint().isEmpty)
  }

  @Test func `all mistakes of a page are told at once`() throws {
    let page = Self.page.replacing("within: 15s", with: "within: soon").replacing("T - 1 day", with: "T - x").replacing(
      "- id: ended\n    ", with: "- ")
    #expect(Self.suite(page).diagnostics.map(\.code) == [.unreadableValue, .unreadableValue, .stepWithoutID])
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<String.Index>, by text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
