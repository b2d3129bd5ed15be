import Conformance
import Facts
import Sandbox
import Scenarios
import SourceText

/// Whether a vendor's system can be reached, reaches us, and declares what the suites will need.
struct TargetExamination {
  let target: TargetFile
  let file: String
  let suites: [Suite]
  let library: Library

  func examine() async -> [Examined] {
    var all = [Examined.ok("target", "\(target.name): \(target.product.name) \(target.product.version), environment \(target.environment)")]
    let reaching = Reaching(target: target, file: file)
    for role in target.roles { all += await reaching.examine(role) }
    for role in target.roles { all += edges(role) }
    for role in target.roles { all += needs(role) }
    let isReached = !all.contains { $0.state == .unreachable }
    return all + (await Meeting(target: target, file: file, library: library, isReached: isReached).examine())
  }

  // MARK: what it declares

  private func edges(_ role: TargetFile.RoleDecl) -> [Examined] {
    var casting = Casting.reference
    let topology = casting.topology
    casting.target = target
    let spoken = casting.topology
    let declared = role.edges.map { choice -> Examined in
      guard let edge = topology[choice.edge] else {
        let names = topology.edges.map(\.name.text).joined(separator: ", ")
        return .wrong("edge \(choice.edge)", "there is no such edge", .file, "edges are \(names)")
      }
      guard let dialect = choice.dialect else { return .note("edge \(choice.edge)", "none: what needs it is not applicable") }
      guard let card = Knowledge.dialects.first(where: { $0.name == dialect }) else {
        return .wrong(
          "edge \(choice.edge)", "there is no dialect \(dialect)", .file,
          "dialects are \(Knowledge.dialects.map(\.name.text).joined(separator: ", "))")
      }
      guard edge.kinds.contains(where: { kind in card.carries.contains { $0.kind == kind } }) else {
        return .wrong(
          "edge \(choice.edge)", "\(dialect) says nothing of \(edge.kinds.map(\.text).joined(separator: ", "))", .file,
          "see `assay list scenarios --by dialect`")
      }
      let known = card.settings.map(\.name)
      let strange = choice.settings.all.map(\.name).filter { name in
        !known.contains { $0 == name || ($0.hasPrefix("event-type.") && name.hasPrefix("event-type.")) }
      }
      if !strange.isEmpty {
        return .note(
          "edge \(choice.edge)",
          "\(dialect) has no setting \(strange.joined(separator: ", ")); see `assay list dialects \(dialect) --facts`")
      }
      return .ok(
        "edge \(choice.edge)",
        "\(dialect)\(choice.settings.all.isEmpty ? "" : ", " + choice.settings.all.filter { !$0.name.contains("secret") && !$0.name.contains("key") }.map { "\($0.name): \($0.value)" }.joined(separator: ", "))"
      )
    }
    let open = topology.edges.filter { edge in
      (edge.from == role.role || edge.to == role.role) && !Casting.isByName(edge, for: role.role)
        && !role.edges.contains { $0.edge == edge.name }
    }
    return declared
      + open.map {
        .note(
          "edge \($0.name)", "not declared: spoken as \(spoken[$0.name]?.dialect ?? $0.dialect); write `\($0.name): none` if it cannot be")
      }
  }

  /// Which of the outcomes that stories ask for its accounts can have.
  private func byAccount(_ need: TargetNeeds.Need) -> Examined {
    let open = Knowledge.distinct(need.wishes.filter { target.outcome($0) == nil })
    let declared = target.outcomes.map { "\($0.does) at ...\($0.suffix)" }.joined(separator: ", ")
    guard open.isEmpty else {
      let more = open.map { "`\($0)`" }.joined(separator: ", ")
      return .note("outcomes", "\(declared); \(need.by) also asks for \(more): declare those that it has")
    }
    return .ok("outcomes", "\(declared), for \(need.by)")
  }

  /// What only the vendor can do: hooks for acts, givens and cycles, observers for probes.
  private func needs(_ role: TargetFile.RoleDecl) -> [Examined] {
    let needs = TargetNeeds(of: role.role, in: suites)
    return needs.acts.map { hook in
      if target.isByAccount(hook.name, of: role.role) { return byAccount(hook) }
      guard let declared = target.hook(hook.name) else {
        if target.operatorRole != nil { return .note("act \(hook.name)", "no hook: a person does it, from the run sheet, for \(hook.by)") }
        return .wrong(
          "hook \(hook.name)", "not declared; \(hook.by) cannot be played without it", .file,
          "add `hooks: { \(hook.name): { post: /path/of/yours } }`, and at the vendor's side an address that does it")
      }
      return .ok("hook \(hook.name)", "\(declared.method) \(declared.path), for \(hook.by)")
    }
      + needs.questions.map { question in
        let ladder = target.observers.first { $0.question == "\(role.role).\(question.name)" }?.ladder ?? []
        if ladder.isEmpty {
          return .note(
            "observe \(question.name)",
            "nobody can say; what \(question.by) asks stays unseen. Add `observe: { \(role.role).\(question.name): [ payment-list ] }` or an address"
          )
        }
        return .ok("observe \(question.name)", "\(counted(ladder.count, "way")), for \(question.by)")
      }
  }
}
