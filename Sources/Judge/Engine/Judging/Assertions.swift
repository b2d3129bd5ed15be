import Conformance
import Documents
import Facts
import Population
import Scenarios

/// What came of one assertion.
struct Asserted: Sendable {
  enum Outcome: Sendable {
    case right
    case wrong
    /// There was nothing on which it could be judged: it neither holds nor fails.
    case vacuous(String)
    /// What it speaks of may be left out, and is.
    case unsaid
  }
  var outcome: Outcome
  var expected: String
  var actual: String
  /// What tells an object or list from the expected one, where one of them is judged.
  var difference: String?
  /// What the form as published says, where errata make it come out otherwise.
  var strict: StrictReading?
  static func of(_ holds: Bool, _ expected: String, _ actual: String) -> Asserted {
    Asserted(outcome: holds ? .right : .wrong, expected: expected, actual: actual)
  }
  static func unsaid(_ what: String) -> Asserted { Asserted(outcome: .unsaid, expected: what, actual: "left out, as it may be") }
  static func vacuous(_ why: String, _ expected: String) -> Asserted { Asserted(outcome: .vacuous(why), expected: expected, actual: why) }
}

/// Judges assertions over what a step saw. Pure; references are resolved by the caller.
struct Assertions {
  typealias Resolve = (Value, Joined?) -> Resolved
  /// The line to which `join` leads.
  typealias Joined = Facts
  /// The schemas of the suite.
  let schemas: SuiteSchemas
  let resolve: Resolve
  /// Whoever is paid at another account than before is still the same person.
  var person: ([Identifier]) -> Person? = { _ in nil }

  func judge(_ assertion: Assertion, _ seen: Seen) -> Asserted {
    switch assertion.subject {
    case .step: .of(!seen.arrivals.isEmpty, "seen", seen.arrivals.isEmpty ? "nothing came" : "seen")
    case .that(let fact) where fact.text == "body": body(seen.body, seen.rawBody, assertion)
    case .that(let fact) where fact.text == "reply.body": body(seen.replyBody, seen.rawReplyBody, assertion)
    case .that(let fact) where assertion.isOfWhatIsSaid && seen.facts[fact.text] == nil: .unsaid("\(fact)")
    case .that(let fact): one(seen.facts[fact.text], assertion.matcher, named: fact.text, nil)
    case .of(_, let fields, let join): lines(seen, fields, join, assertion)
    }
  }

  /// A single fact against a matcher.
  func one(_ actual: FactValue?, _ matcher: Matcher, named name: String, _ joined: Joined?) -> Asserted {
    func value(_ v: Value) -> Resolved { resolve(v, joined) }
    let shown = actual?.description ?? "absent"
    switch matcher {
    case .present: return .of(actual != nil, "\(name) present", shown)
    case .absent: return .of(actual == nil, "no \(name)", shown)
    default: break
    }
    guard let actual else { return .of(Self.takesNone(matcher), "\(name) \(Self.words(matcher, { value($0).description }))", "absent") }
    let holds: Bool =
      switch matcher {
      case .equals(let v): Likeness.equal(actual, value(v))
      case .differs(let v): !Likeness.equal(actual, value(v))
      case .isOneOf(let all): all.contains { Likeness.equal(actual, value($0)) }
      case .matches(let pattern): pattern.matches(actual.description)
      case .type(let type): Self.type(actual) == type
      case .atMost(let v): Likeness.isBelow(actual, value(v)).map { $0 || Likeness.equal(actual, value(v)) } ?? false
      case .atLeast(let v): Likeness.isBelow(actual, value(v)).map { !$0 } ?? false
      case .near(let v, let by): Self.near(actual, value(v), value(by))
      default: false
      }
    let asserted = Asserted.of(holds, "\(name) \(Self.words(matcher, { value($0).description }))", shown)
    guard case .equals(let v) = matcher else { return asserted }
    return asserted.differing { Differing.identifiers(actual, value(v)) }
  }

  private func lines(_ seen: Seen, _ fields: [Field], _ join: Assertion.Join?, _ assertion: Assertion) -> Asserted {
    let matcher = assertion.matcher
    let rows = seen.lines.filter { fits($0, fields) }
    let filter =
      fields.isEmpty ? "lines" : "lines with " + fields.map { "\($0.name) \(resolve($0.value, nil).description)" }.joined(separator: ", ")
    switch matcher {
    case .count(let v):
      let want = resolve(v, nil)
      return .of(Likeness.equal(.count(rows.count), want), "\(want.description) \(filter)", "\(rows.count)")
        .differing { want.text == "0" ? Differing.rows([], rows.map(Differing.row)) : nil }
    case .atMost(let v), .atLeast(let v):
      return one(.count(rows.count), matcher, named: filter, nil).saying("\(rows.count) \(filter)", v)
    case .unique(let fact): return unique(rows, fact.text)
    case .each(let terms): return each(rows, terms, join, filter, assertion.isOfWhatIsSaid)
    case .sameSet(let v): return sameSet(rows, resolve(v, nil))
    default: return .vacuous("this matcher does not speak of lines", filter)
    }
  }

  /// A field that the line does not carry does not exclude it: what a dialect cannot say it cannot contradict.
  func fits(_ line: Facts, _ fields: [Field]) -> Bool {
    fields.allSatisfy { f in line[f.name.text].map { Likeness.equal($0, resolve(f.value, nil)) } ?? (f.name.text != "payee") }
  }

  private func unique(_ rows: [Facts], _ fact: String) -> Asserted {
    guard !rows.isEmpty else { return .vacuous("no lines", "\(fact) unique") }
    let values = rows.map { $0[fact]?.description }
    let missing = values.count { $0 == nil }
    if missing > 0 { return .of(false, "\(fact) on each of \(rows.count) lines, each once", "\(missing) lines without it") }
    let twice = values.compactMap { v in values.count { $0 == v } > 1 ? v : nil }
    return .of(twice.isEmpty, "\(fact) unique in \(rows.count) lines", twice.first.map { "\($0) more than once" } ?? "all differ")
  }

  private func each(_ rows: [Facts], _ terms: [EachTerm], _ join: Assertion.Join?, _ filter: String, _ isOfWhatIsSaid: Bool)
    -> Asserted
  {
    guard !rows.isEmpty else { return .vacuous("no \(filter)", "each of the \(filter)") }
    var last = isOfWhatIsSaid ? Asserted.unsaid(terms.map(\.fact.text).joined(separator: ", ")) : .of(true, "", "")
    for row in rows {
      let joined = join.flatMap { j in partner(of: row, in: resolve(Value(.reference(j.to), j.to.span), nil), by: j.by.text) }
      for term in terms where !isOfWhatIsSaid || row[term.fact.text] != nil {
        last = one(row[term.fact.text], term.matcher, named: term.fact.text, joined)
        if case .wrong = last.outcome {
          last.actual += row[.reference].map { " (line \($0))" } ?? ""
          return last.differing { difference(rows, terms, join) }
        }
      }
    }
    return last
  }

  /// All lines as they are beside the same lines as the terms want them.
  private func difference(_ rows: [Facts], _ terms: [EachTerm], _ join: Assertion.Join?) -> String? {
    let pairs = rows.prefix(Differing.mostRows).map { row -> (expected: Members, actual: Members) in
      let joined = join.flatMap { j in partner(of: row, in: resolve(Value(.reference(j.to), j.to.span), nil), by: j.by.text) }
      var (expected, actual) = (Differing.name(row), Differing.name(row))
      for term in terms where expected[term.fact.text] == nil {
        let value = row[term.fact.text]
        let asserted = one(value, term.matcher, named: term.fact.text, joined)
        let shown = value.map { Differing.json($0) }
        actual[term.fact.text] = shown
        expected[term.fact.text] = asserted.isRight ? shown : Differing.wanted(term.matcher, as: value) { resolve($0, joined) }
      }
      return (expected, actual)
    }
    return Differing.rows(pairs.map(\.expected), pairs.map(\.actual))
  }

  private func partner(of row: Facts, in other: Resolved, by fact: String) -> Facts? {
    guard case .seen(let seen) = other, let mine = row[fact] else { return nil }
    if let owner = [Identifier](mine).flatMap({ person($0) }) {
      return seen.lines.first { $0[fact].map { Likeness.equal($0, .people([owner])) } ?? false }
    }
    return seen.lines.first { $0[fact].map { Likeness.equal($0, .fact(mine)) } ?? false }
  }

  private func sameSet(_ rows: [Facts], _ expected: Resolved) -> Asserted {
    let people = expected.people
    let missing = people.filter { p in !rows.contains { $0[.payee]?.names(p.all) == true } }
    let extra = rows.filter { r in !people.contains { r[.payee]?.names($0.all) == true } }
    let actual =
      (missing.map { "missing \($0.key)" } + extra.map { "unasked \($0[.payee]?.first?.description ?? "line")" }).joined(separator: ", ")
    return .of(missing.isEmpty && extra.isEmpty, expected.description, actual.isEmpty ? "the same set" : actual).differing {
      Differing.rows(
        people.map { ["payee": .string($0.key.text)] },
        rows.map { row in
          let known = people.first { p in row[.payee]?.names(p.all) == true }
          return known.map { ["payee": .string($0.key.text)] } ?? Differing.row(row)
        })
    }
  }

  private static func near(_ actual: FactValue, _ want: Resolved, _ by: Resolved) -> Bool {
    if let a = Likeness.number(actual), let w = Likeness.number(want), let d = Likeness.number(by) { return a - w <= d && w - a <= d }
    if case .day(let a) = actual, let w = want.text.flatMap({ Day($0) }), let d = by.text.flatMap({ StoryDuration($0) }) {
      return abs(a.number - w.number) <= d.days + d.months * 31
    }
    return false
  }

  static func type(_ value: FactValue) -> String {
    switch value {
    case .text: "text"
    case .amount: "amount"
    case .count: "count"
    case .day: "day"
    case .flag: "flag"
    case .identifiers: "identifiers"
    }
  }

  /// `absent` among others allows that a fact is not there at all.
  private static func takesNone(_ matcher: Matcher) -> Bool {
    guard case .isOneOf(let all) = matcher else { return false }
    return all.contains { if case .text("absent", quoted: false) = $0.form { true } else { false } }
  }

  /// The matcher in words, for `expected`.
  static func words(_ matcher: Matcher, _ say: (Value) -> String) -> String {
    switch matcher {
    case .equals(let v): "is \(say(v))"
    case .differs(let v): "is not \(say(v))"
    case .isOneOf(let all): "is one of \(all.map(say).joined(separator: ", "))"
    case .matches(let p): "matches \(p)"
    case .type(let t): "is of type \(t)"
    case .count(let v): "counts \(say(v))"
    case .unique(let w): "\(w) unique"
    case .present: "present"
    case .absent: "absent"
    case .atMost(let v): "is at most \(say(v))"
    case .atLeast(let v): "is at least \(say(v))"
    case .near(let v, let by): "is within \(say(by)) of \(say(v))"
    case .sameSet(let v): "is the set \(say(v))"
    case .schema(let w): "fits schema \(w)"
    case .xsd(let w): "fits schema \(w)"
    case .path(let p, _): "at \(p)"
    case .each: "each"
    }
  }
}

extension Asserted {
  /// With a difference where it is wrong; made only then.
  func differing(_ make: () -> String?) -> Asserted {
    guard case .wrong = outcome else { return self }
    var a = self
    a.difference = make()
    return a
  }
  fileprivate func saying(_ actual: String, _ v: Value) -> Asserted {
    var a = self
    a.actual = actual
    return a
  }
}
