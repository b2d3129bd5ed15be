import Documents
import SourceText

extension LoadContext {
  /// The checks of a step; `stepRequirement` is the short form on the step itself.
  mutating func checks(_ step: Node, shortName: String?) -> [Check] {
    var checks: [Check] = []
    if let shortName, let short = step["requirement"], let cited = word(short, "`requirement`") {
      let assertion = Assertion(subject: .step, matcher: shortName == "none" ? .absent : .present, span: cited.span)
      checks.append(
        Check(
          name: Word(shortName, cited.span), assertion: assertion, requirement: cited, needs: [], forEach: nil,
          unproven: unproven(step["unproven"]), span: cited.span, node: short))
    }
    guard let node = step["checks"] else { return checks }
    for entry in entries(node, "`checks`") {
      let name = Word(entry.name, entry.key.span)
      guard self.name(name, "a check") else { continue }
      if StepKind.fieldKeys.contains(entry.name) || entry.name == shortName {
        report(.reservedName, "a check cannot be called `\(entry.name)`: that is a key of steps", at: name.span)
      }
      if let check = check(name, entry.value) { checks.append(check) }
    }
    return checks
  }

  private static let judging = ["class", "gate", "strength", "grade", "severity", "authority"]

  private mutating func check(_ name: Word, _ node: Node) -> Check? {
    guard !entries(node, "the check `\(name)`").isEmpty else { return nil }
    for entry in node.entries ?? [] where Self.judging.contains(entry.name) {
      report(.gradeOnCheck, "the check `\(name)` says its own `\(entry.name)`", at: entry.key.span)
    }
    allow(PageMap.check.names + Self.judging, in: node, "a check")
    guard let assertion = assertion(node, "the check `\(name)`") else { return nil }
    let requirement = word(node["requirement"], "`requirement`")
    if requirement == nil, node["requirement"] == nil {
      report(.checkWithoutRequirement, "the check `\(name)` cites no requirement", at: name.span)
    }
    return Check(
      name: name, assertion: assertion, requirement: requirement, needs: needs(node["needs"]),
      forEach: rowSource(node["for-each"]), unproven: unproven(node["unproven"]), span: node.span, node: node)
  }

  private mutating func unproven(_ node: Node?) -> Unchecked? { choice(node, "reason for no proof", as: Unchecked.self) }

  /// What stands in `control` and `establishes`: a check that judges nobody.
  mutating func premise(_ node: Node, _ what: String) -> Assertion? {
    guard !entries(node, what).isEmpty else { return nil }
    allow(PageMap.premise.names, in: node, what)
    return assertion(node, what)
  }

  private mutating func assertion(_ node: Node, _ what: String) -> Assertion? {
    let subject: Assertion.Subject
    switch (word(node["that"], "`that`"), word(node["of"], "`of`")) {
    case (let that?, nil):
      for key in ["where", "join"] where node[key] != nil {
        report(
          .conflictingKeys, "`\(key)` narrows a list, and `that` names one fact", at: node.keySpan(key) ?? node.span,
          next: "name the list with `of`, or remove `\(key)`")
      }
      subject = .that(that)
    case (nil, let of?):
      subject = .of(of, where: fields(node["where"], "`where`"), join: join(node["join"]))
    case (nil, nil):
      if node["that"] == nil, node["of"] == nil {
        report(.missingKey, "\(what) has no subject", at: node.span, next: "add `that: FACT` or `of: LIST`")
      }
      return nil
    default:
      report(.conflictingKeys, "\(what) has two subjects", at: node.span, next: "keep `that` for a fact, or `of` for a list")
      return nil
    }
    guard let matcher = matcher(in: node, what) else { return nil }
    return Assertion(subject: subject, matcher: matcher, isOfWhatIsSaid: isOfWhatIsSaid(node, subject, matcher), span: node.span)
  }

  /// `if-said: true`, of a fact, of what a path finds, or of what each line says.
  private mutating func isOfWhatIsSaid(_ node: Node, _ subject: Assertion.Subject, _ matcher: Matcher) -> Bool {
    guard let said = node["if-said"], flag(said, "`if-said`") else { return false }
    let canBeLeftOut: Bool =
      switch (subject, matcher) {
      case (.that(let fact), .path(_, let inner)) where ["body", "reply.body"].contains(fact.text): !inner.isAbsence
      case (.that(let fact), _): !["body", "reply.body", "status"].contains(fact.text) && !matcher.isAbsence
      case (.of, .each): true
      default: false
      }
    if !canBeLeftOut {
      report(
        .conflictingKeys, "`if-said` speaks of something that may be left out, and this cannot be",
        at: node.keySpan("if-said") ?? node.span,
        next: "name a fact, a `path:`, or `each:`, and what it must be where it is said; or remove `if-said`")
    }
    return canBeLeftOut
  }

  private mutating func join(_ node: Node?) -> Assertion.Join? {
    guard let node, !entries(node, "`join`").isEmpty else { return nil }
    allow(PageMap.join.names, in: node, "`join`")
    guard let to = required(node, "to", "`join`"), let by = word(required(node, "by", "`join`"), "`by`") else { return nil }
    guard let reference = value(to).reference else {
      report(.wrongShape, "`to` of a join is a list that an earlier step saw", at: to.span, next: "write it as in `$sent.lines`")
      return nil
    }
    return Assertion.Join(to: reference, by: by)
  }

  private mutating func matcher(in node: Node, _ what: String) -> Matcher? {
    let used = (node.entries ?? []).filter { Matcher.keys.contains($0.name) }
    let path = used.first { $0.name == "path" }
    let others = used.filter { $0.name != "path" }
    guard others.count <= 1 else {
      report(
        .conflictingKeys, "\(what) has \(others.count) matchers: \(others.map(\.name).joined(separator: ", "))",
        at: others[1].key.span, next: "write a check for each of them")
      return nil
    }
    guard let one = others.first ?? path else {
      report(.missingKey, "\(what) has no matcher", at: node.span, next: "add one of: \(Matcher.keys.joined(separator: ", "))")
      return nil
    }
    let inner = others.isEmpty ? Matcher.present : matcher(one.name, one.value, by: node["by"])
    guard let path, let inner else { return inner }
    return self.path(path.value).map { .path($0, inner) }
  }

  /// A pattern that cannot be read would match nothing, and blame the system for it.
  private mutating func pattern(_ node: Node) -> Pattern? {
    guard let written = text(node, "`matches`") else { return nil }
    do throws(PatternRefusal) { return try Pattern(written) } catch {
      report(.unreadableValue, "`\(written)` is no pattern: \(error)", at: node.span, next: "write an I-Regexp (RFC 9485), in quotes")
      return nil
    }
  }
  private mutating func path(_ node: Node) -> String? {
    guard let written = text(node, "`path`") else { return nil }
    if node.scalar?.style == .plain, written.hasPrefix("$.") || written.hasPrefix("$[") {
      report(.unquotedPath, "the path \(written) stands without quotes", at: node.span, next: "write \"\(written)\"")
    }
    do throws(PathRefusal) { _ = try JSONPath(written) } catch {
      report(
        .unreadableValue, "`\(written)` is no JSONPath: \(error)", at: node.span,
        next: "write it as RFC 9535 says, in quotes: \"$.header.action\"")
      return nil
    }
    return written
  }

  private mutating func matcher(_ key: String, _ node: Node, by: Node?) -> Matcher? {
    switch key {
    case "is": return matcherWord(value(node))
    case "is-not": return .differs(value(node))
    case "is-one-of": return .isOneOf(items(node, "`is-one-of`").map { value($0) })
    case "matches": return pattern(node).map { .matches($0) }
    case "type": return text(node, "`type`").map { .type($0) }
    case "count":
      // Digits only, and a number that a list could have; a reference is looked at when it has its value.
      if let text = node.text, !text.hasPrefix("$"), Int(text).map({ $0 < 0 || $0 > 100_000_000 }) ?? true {
        report(.unreadableValue, "`\(text.prefix(40))` is not a count", at: node.span, next: "write a whole number, as `count: 0`")
      }
      return .count(value(node))
    case "unique": return word(node, "`unique`").map { .unique($0) }
    case "present": return flag(node, "`present`") ? .present : .absent
    case "absent": return flag(node, "`absent`") ? .absent : .present
    case "at-most": return .atMost(value(node))
    case "at-least": return .atLeast(value(node))
    case "same-set": return .sameSet(value(node))
    case "schema": return word(node, "`schema`").map { .schema($0) }
    case "xsd": return word(node, "`xsd`").map { .xsd($0) }
    case "near":
      if let by { return .near(value(node), by: value(by)) }
      report(.missingKey, "`near` does not say how near", at: node.span, next: "add `by:` with the largest difference")
      return nil
    case "each":
      return .each(
        entries(node, "`each`").compactMap { entry in
          eachMatcher(entry.value).map { EachTerm(fact: Word(entry.name, entry.key.span), matcher: $0) }
        })
    default: return nil
    }
  }

  /// `amount: $policy.grant`, `reason: present` or `amount: { at-most: 10 }`.
  private mutating func eachMatcher(_ node: Node) -> Matcher? {
    guard node.entries != nil else { return matcherWord(value(node)) }
    allow(PageMap.term.names, in: node, "a fact of `each`")
    return matcher(in: node, "a fact of `each`")
  }

  /// `present` and `absent` are words of the language unless they are quoted.
  private func matcherWord(_ value: Value) -> Matcher {
    switch value.form {
    case .text("present", quoted: false): .present
    case .text("absent", quoted: false): .absent
    default: .equals(value)
    }
  }
}
