import SourceText

extension LoadContext {
  /// The steps of a page or flow in order, with the flows that they include unfolded.
  mutating func steps(_ node: Node?, _ what: String) -> [Step] {
    guard let node else { return [] }
    return items(node, what).flatMap { step($0) }
  }

  private mutating func step(_ node: Node) -> [Step] {
    guard !entries(node, "a step").isEmpty else { return [] }
    guard let id = stepID(node) else { return [] }
    let used = (node.entries ?? []).filter { StepKind.keywords.contains($0.name) }
    // `with` and `check`-like keys never clash with keywords, so the first keyword is the kind.
    guard let head = used.first else {
      unknownKind(node, id)
      return []
    }
    if used.count > 1 {
      report(
        .conflictingKeys, "the step `\(id)` is two things: \(used.map(\.name).joined(separator: ", "))", at: used[1].key.span,
        next: "make two steps of it")
    }
    if head.name == StepKind.include { return include(node, head.value, id) }
    guard let kind = StepKind.catalogue.first(where: { $0.keyword == head.name }) else { return [] }
    allow(StepKind.common + [kind.keyword] + kind.keys, in: node, "the step kind `\(kind.keyword)`")
    guard let loaded = kind.load(head.value, node, &self) else { return [] }
    let takesChecks = kind.keys.contains("checks") || kind.shortCheck != nil
    let checks = takesChecks ? self.checks(node, shortName: kind.shortCheck) : []
    return [
      Step(
        id: qualified(id), title: text(node["title"], "`title`"), kind: loaded, keyword: kind.keyword,
        forEach: rowSource(node["for-each"]), needs: needs(node["needs"]), when: condition(node["when"]), checks: checks, includedBy: nil,
        span: node.span,
        node: node)
    ]
  }

  private mutating func stepID(_ node: Node) -> Word? {
    guard let at = node["id"], !at.isEmpty else {
      report(.stepWithoutID, "this step has no id", at: node.span)
      return nil
    }
    guard let id = word(at, "`id`"), name(id, "a step") else { return nil }
    if Reference.reserved.contains(id.text) || id.text == "T" || ["cast", "table", "steps"].contains(id.text) {
      report(.reservedName, "a step cannot be called `\(id)`", at: id.span)
    }
    return id
  }

  private mutating func unknownKind(_ node: Node, _ id: Word) {
    let strange = (node.entries ?? []).first { !StepKind.fieldKeys.contains($0.name) }
    let guess = strange.flatMap { Spelling.nearest($0.name, in: StepKind.keywords) }
    report(
      strange == nil ? .missingKey : .unknownKey, "the step `\(id)` does not say what kind it is", at: strange?.key.span ?? node.span,
      next: guess.map { "write `\($0):`" } ?? "add one of: \(StepKind.keywords.joined(separator: ", "))")
  }
}

// Includes
extension LoadContext {
  private mutating func include(_ node: Node, _ head: Node, _ id: Word) -> [Step] {
    allow(["id", "title", "needs", StepKind.include] + StepKind.includeKeys, in: node, "an include")
    let prefix = qualified(id)
    // Until it is known what the flow gives, nothing can be said about references to it.
    outputs[prefix.text] = words(node["gives"], "`gives`").map { name in
      (name.text, Reference(root: .step(prefix.text), path: [name.text], written: "$\(id).\(name)", span: name.span))
    }
    guard let path = word(head, "`include`") else { return [] }
    guard !including.contains(path.text) else {
      report(
        .includeCycle, "\((including + [path.text]).joined(separator: " includes ")): that never ends", at: path.span)
      return []
    }
    guard let flow = flows(path.text) else {
      report(
        .fileNotFound, "there is no flow `\(path)`", at: path.span, next: "write the path from the suite's folder, as in `flows/list-sent`")
      return []
    }
    report(contentsOf: flow.diagnostics)
    guard let page = flow.value, !entries(page, "a flow").isEmpty else { return [] }
    return unfold(page, path, prefix, node)
  }

  private mutating func unfold(_ page: Node, _ path: Word, _ prefix: Word, _ node: Node) -> [Step] {
    allow(PageMap.flow.names, in: page, "a flow")
    let inputs = entries(page["with"] ?? Node(.mapping([]), page.span), "`with`").map(\.name)
    let given = entries(node["with"] ?? Node(.mapping([]), node.span), "`with`")
    for entry in given where !inputs.contains(entry.name) {
      report(
        .unknownName, "the flow `\(path)` has no input `\(entry.name)`", at: entry.key.span,
        next: "its inputs are: \(inputs.joined(separator: ", "))")
    }
    for input in inputs where !given.contains(where: { $0.name == input }) {
      report(.missingKey, "the flow `\(path)` needs `\(input)`", at: node.span, next: "add it under `with:`")
    }
    let filled = page.replacingReferences { reference in
      guard reference.hasPrefix("$with.") else { return nil }
      return given.first { $0.name == reference.dropFirst(6) }?.value
    }
    scopes.append(Scope(file: page.span.file.name, prefix: prefix.text + "/"))
    including.append(path.text)
    defer {
      scopes.removeLast()
      including.removeLast()
    }
    let steps = self.steps(filled["steps"], "the steps of a flow")
    give(page, to: node, prefix)
    let needs = self.needs(node["needs"])
    return steps.map { $0.included(by: prefix, needs: needs) }
  }

  /// The names that the include takes, each led to what the flow's step saw.
  private mutating func give(_ page: Node, to node: Node, _ prefix: Word) {
    let offered = entries(page["gives"] ?? Node(.mapping([]), page.span), "`gives`")
    outputs[prefix.text] = words(node["gives"], "`gives`").compactMap { name in
      guard let offer = offered.first(where: { $0.name == name.text }) else {
        report(
          .unknownName, "the flow gives no `\(name)`", at: name.span, next: "it gives: \(offered.map(\.name).joined(separator: ", "))")
        return nil
      }
      guard let reference = value(offer.value).reference else {
        report(.wrongShape, "a flow gives what a step of it saw", at: offer.value.span, next: "write it as in `$handed-over.lines`")
        return nil
      }
      return (name.text, reference)
    }
  }
}

extension Step {
  fileprivate func included(by include: Word, needs more: [Need]) -> Step {
    Step(
      id: id, title: title, kind: kind, keyword: keyword, forEach: forEach, needs: more + needs, when: when, checks: checks,
      includedBy: includedBy ?? include, span: span, node: node)
  }
}

extension Node {
  /// The node with each unquoted `$` scalar replaced for which there is something to put in its place.
  func replacingReferences(_ replacement: (String) -> Node?) -> Node {
    switch form {
    case .scalar(let scalar):
      return scalar.style == .plain && scalar.text.hasPrefix("$") ? replacement(scalar.text) ?? self : self
    case .sequence(let items):
      return Node(.sequence(items.map { $0.replacingReferences(replacement) }), span)
    case .mapping(let entries):
      return Node(.mapping(entries.map { Entry(key: $0.key, value: $0.value.replacingReferences(replacement)) }), span)
    }
  }
}
