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
    let anchor = anchor(node["at"])
    let unchecked = choice(node["unchecked"], "reason for no check", as: Unchecked.self)
    let form = word(node["form"], "`form`")
    let withdrawn = self.text(node["withdrawn"], "`withdrawn`")
    let formerly = words(node["formerly"], "`formerly`").filter { name($0, "a requirement") }
    let condition = condition(node["when"])
    guard let binds, let kind, let strength, let authority, let text else { return nil }
    let requirement = Requirement(
      id: RequirementID(id.text), binds: RoleName(binds.text), class: kind, strength: strength, authority: authority, grade: grade,
      gate: gate, when: when?.text, text: text, source: self.text(node["source"], "`source`") ?? anchor?.description,
      interpretations: interpretations(node["interpretations"]), formerly: formerly.map { RequirementID($0.text) })
    return RequirementDecl(
      requirement: requirement, condition: condition, anchor: anchor, form: form, unchecked: unchecked, withdrawn: withdrawn,
      formerly: formerly,
      span: id.span, node: node)
  }

  /// What a policy must say: `when: policy.verify-mother is required`.
  mutating func condition(_ node: Node?) -> PolicyCondition? {
    guard let when = word(node, "`when`") else { return nil }
    let condition = PolicyCondition(when.text)
    if condition == nil {
      report(
        .unreadableValue, "`\(when)` is no condition", at: when.span,
        next: "write it as in `policy.verify-mother is required`, more of them after `and`")
    }
    return condition
  }

  /// `at: { edition: dci-2025-12, file: crvs_api_v1.0.0.yaml, pointer: /components/schemas/SearchRequest }`
  private mutating func anchor(_ node: Node?) -> Anchor? {
    guard let node, !entries(node, "`at`").isEmpty else { return nil }
    allow(PageMap.anchor.names, in: node, "`at`")
    let edition = word(required(node, "edition", "`at`"), "`edition`")
    let file = word(required(node, "file", "`at`"), "`file`")
    let pointer = text(node["pointer"], "`pointer`")
    let heading = text(node["heading"], "`heading`")
    if (pointer == nil) == (heading == nil) {
      report(
        .missingKey, "`at` says no place in the file, or two", at: node.span,
        next: "write `pointer:` for JSON and YAML, or `heading:` for a text")
    }
    guard let edition, let file, let place = pointer ?? heading else { return nil }
    return Anchor(edition: edition, file: file, place: place, also: words(node["also"], "`also`").map(\.text))
  }

  /// The editions of a file, in its order: a map from id to title, source and the digests of the files.
  mutating func editions(_ root: Node) -> [EditionDecl] {
    entries(root, "a file of editions").compactMap { entry in
      let id = Word(entry.name, entry.key.span)
      guard name(id, "an edition"), !entries(entry.value, "the edition `\(id)`").isEmpty else { return nil }
      allow(PageMap.edition.names, in: entry.value, "an edition")
      let what = "the edition `\(id)`"
      let title = text(required(entry.value, "title", what), "`title`")
      let source = text(required(entry.value, "source", what), "`source`")
      let files = required(entry.value, "files", what).map { entries($0, "`files`") } ?? []
      let digests = files.compactMap { file -> (name: String, digest: String)? in
        guard let digest = text(file.value, "a digest") else { return nil }
        let hex = digest.dropFirst("sha256:".count)
        if !digest.hasPrefix("sha256:") || hex.utf8.count != 64 || !hex.allSatisfy(\.isHexDigit) {
          report(
            .unreadableValue, "`\(digest)` is no digest", at: file.value.span,
            next: "write `sha256:` and the 64 digits that sha256sum prints")
        }
        return (file.name, digest)
      }
      guard let title, let source else { return nil }
      return EditionDecl(id: id, title: title, source: source, files: digests)
    }
  }

  /// An anchor names an edition that the suite has, and one of its files.
  mutating func anchored(_ requirements: [RequirementDecl], in editions: [EditionDecl]) {
    for anchor in requirements.compactMap(\.anchor) {
      guard let edition = editions.first(where: { $0.id.text == anchor.edition.text }) else {
        let guess = Spelling.nearest(anchor.edition.text, in: editions.map(\.id.text)).map { "is `\($0)` meant?" }
        report(
          .unknownName, "there is no edition `\(anchor.edition)`", at: anchor.edition.span,
          next: guess ?? "describe it in the file that suite.yaml names under `editions:`")
        continue
      }
      guard !edition.files.contains(where: { $0.name == anchor.file.text }) else { continue }
      report(
        .unknownName, "the edition `\(edition.id)` has no file `\(anchor.file)`", at: anchor.file.span,
        next: "use one of: \(edition.files.map(\.name).joined(separator: ", "))")
    }
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
