import Conformance
import SourceText

extension LoadContext {
  /// A profile, whose core may name only what binds its role.
  mutating func profile(_ root: Node, _ requirements: [RequirementDecl]) -> ProfileDecl? {
    guard !entries(root, "a profile").isEmpty else { return nil }
    allow(PageMap.profile.names, in: root, "a profile")
    let name = word(required(root, "profile", "the profile"), "`profile`")
    let version = text(required(root, "version", "the profile"), "`version`")
    let role = word(required(root, "role", "the profile"), "`role`")
    let adoption = adoption(root["adopted"])
    let speech = speech(required(root, "dialects", "the profile"))
    let core = required(root, "core", "the profile")
    guard let name, let version, let role else { return nil }
    let asked = ids(core, "`core`", binding: role, requirements)
    let varied = ids(root["variants"], "`variants`", binding: role, requirements)
    unique(asked, "requirement")
    unique(varied, "requirement")
    let profile = Profile(
      name: name.text, version: version, role: RoleName(role.text), adoption: adoption,
      speech: speech.map { .init($0.edge.text, $0.dialects.map(\.text)) }, core: asked.map { RequirementID($0.text) },
      variants: varied.map { RequirementID($0.text) })
    reachable(profile, requirements, at: core?.span ?? name.span)
    return ProfileDecl(profile: profile, role: role, speech: speech, span: name.span)
  }

  /// `adopted: { by: BODY, on: 2026-05-01 }`; without it a draft.
  private mutating func adoption(_ node: Node?) -> Adoption? {
    guard let node, !entries(node, "`adopted`").isEmpty else { return nil }
    allow(PageMap.adoption.names, in: node, "`adopted`")
    let by = text(required(node, "by", "`adopted`"), "`by`")
    let on = text(required(node, "on", "`adopted`"), "`on`")
    guard let by, let on else { return nil }
    return Adoption(body: by, date: on)
  }

  private mutating func speech(_ node: Node?) -> [(edge: Word, dialects: [Word])] {
    guard let node else { return [] }
    return entries(node, "`dialects`").map { entry in
      (edge: Word(entry.name, entry.key.span), dialects: words(entry.value, "the dialects of `\(entry.name)`"))
    }
  }

  private mutating func ids(_ node: Node?, _ what: String, binding role: Word, _ requirements: [RequirementDecl]) -> [Word] {
    let ids = words(node, what)
    for id in ids {
      guard let declared = requirements.first(where: { $0.id.text == id.text }) else {
        let guess =
          requirements.first { $0.formerly.contains(id) }.map { "it was renamed: write `\($0.id)`" }
          ?? Spelling.nearest(id.text, in: requirements.map(\.id.text)).map { "is `\($0)` meant?" }
        report(.unknownRequirement, "there is no requirement `\(id)`", at: id.span, next: guess)
        continue
      }
      guard declared.requirement.binds.text != role.text else { continue }
      report(
        .unknownRequirement, "`\(id)` binds \(declared.requirement.binds), and this profile is for \(role)", at: id.span,
        next: "name it in a profile for \(declared.requirement.binds)")
    }
    return ids
  }

  /// An empty set is never met: a core that asks nothing at L1 could earn nobody a level.
  private mutating func reachable(_ profile: Profile, _ requirements: [RequirementDecl], at span: SourceSpan) {
    let asksAtL1 = profile.core.contains { id in
      guard let requirement = requirements.first(where: { $0.id == id })?.requirement else { return true }
      return requirement.gate != nil || (requirement.class == .wire && requirement.strength == .must)
    }
    guard !asksAtL1 else { return }
    report(
      .unreadableValue, "the core of `\(profile.name)` has no gate and no must of class wire, so that nobody can reach L1", at: span,
      next: "name what a system must do to do no harm")
  }
}
