import Conformance
import SourceText

extension LoadContext {
  /// The requirements of a file, in its order: a map from id to clause.
  mutating func requirements(_ root: Node) -> [RequirementDecl] {
    entries(root, "a file of requirements").compactMap { entry in
      let id = Word(entry.name, entry.key.span)
      guard name(id, "a requirement"), !entries(entry.value, "the requirement `\(id)`").isEmpty else { return nil }
      return requirement(id, entry.value)
    }
  }

  private mutating func requirement(_ id: Word, _ node: Node) -> RequirementDecl? {
    allow(PageMap.requirement.names, in: node, "a requirement")
    let what = "the requirement `\(id)`"
    let binds = word(required(node, "binds", what), "`binds`")
    let kind = choice(required(node, "class", what), "class", as: RequirementClass.self)
    let strength = choice(required(node, "strength", what), "strength", as: Strength.self)
    let authority = choice(required(node, "authority", what), "authority", as: Authority.self)
    let text = text(required(node, "text", what), "`text`")
    let grade = choice(node["grade"], "grade of evidence", as: Grade.self)
    let gate = choice(node["gate"], "gate", as: Gate.self)
    let when = word(node["when"], "`when`")
    let condition = when.flatMap { PolicyCondition($0.text) }
    if let when, condition == nil {
      report(
        .unreadableValue, "`\(when)` is no condition", at: when.span, next: "write it as in `policy.verify-mother is required`")
    }
    guard let binds, let kind, let strength, let authority, let text else { return nil }
    let requirement = Requirement(
      id: RequirementID(id.text), binds: RoleName(binds.text), class: kind, strength: strength, authority: authority, grade: grade,
      gate: gate, when: when?.text, text: text, source: self.text(node["source"], "`source`"), interpretations: interpretations(node["interpretations"]))
    return RequirementDecl(requirement: requirement, condition: condition, span: id.span)
  }

  /// `- { id: shape-b, seen: notify.shape-openimis, ruling: note }`
  private mutating func interpretations(_ node: Node?) -> [Interpretation] {
    guard let node else { return [] }
    let what = "an interpretation"
    return items(node, "`interpretations`").compactMap { one in
      guard !entries(one, what).isEmpty else { return nil }
      allow(PageMap.interpretation.names, in: one, what)
      let id = word(required(one, "id", what), "`id`")
      let seen = word(required(one, "seen", what), "`seen`")
      let ruling = choice(required(one, "ruling", what), "ruling", as: Interpretation.Ruling.self)
      guard let id, let seen, let ruling else { return nil }
      return Interpretation(id: id.text, seen: seen.text, ruling: ruling)
    }
  }
}
