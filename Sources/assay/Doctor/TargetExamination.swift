import Conformance
import Evidence
import Facts
import Sandbox
import Scenarios
import Serving
import Signatures
import SourceText
import Transport

/// Whether a vendor's system can be reached, reaches us, and declares what the suites will need.
struct TargetExamination {
  let target: TargetFile
  let file: String
  let suites: [Suite]

  func examine() async -> [Examined] {
    var all = [Examined.ok("target", "\(target.name): \(target.product.name) \(target.product.version), environment \(target.environment)")]
    for role in target.roles { all += await reach(role) }
    for role in target.roles { all += edges(role) }
    for role in target.roles { all += needs(role) }
    if let url = target.reach.publicURL { all.append(await back(url)) }
    return all
  }

  // MARK: can it be reached

  private func reach(_ role: TargetFile.RoleDecl) async -> [Examined] {
    do throws(SendFailure) {
      let (response, times) = try await Courier().carry(WireRequest("GET", "/"), to: role.baseURL, patience: 10_000)
      return [.ok("\(role.role) reached", "\(role.baseURL) answers \(response.status) in \(times.total / 1000) ms")] + [clock(role, response)].compactMap { $0 }
    } catch {
      let (side, next) = advice(error, role)
      return [Examined(state: .unreachable, what: "\(role.role) reached", found: "\(role.baseURL): \(error.detail)", next: (side, next))]
    }
  }

  private func advice(_ failure: SendFailure, _ role: TargetFile.RoleDecl) -> (Examined.Side, String) {
    switch failure.kind {
    case .refused: (.theirs, "start the system, or let it listen for this machine; try `curl -i \(role.baseURL)/`; if it is elsewhere, correct base-url in \(file)")
    case .unresolved: (.file, "correct the host name in roles.\(role.role).base-url, or add it to the name service")
    case .timeout: (.theirs, "a firewall may drop the packets: let this machine through; try `curl -i --max-time 10 \(role.baseURL)/`")
    case .tls: (.theirs, "the certificate is not trusted here; let it name the host of base-url and come from an authority that this machine knows")
    case .reset, .retired, .other: (.theirs, "it takes the connection and does not answer in HTTP; try `curl -i \(role.baseURL)/`, and check http or https in base-url")
    }
  }

  /// Tokens and signatures are dated: two clocks must agree to within half a minute.
  private func clock(_ role: TargetFile.RoleDecl, _ response: WireResponse) -> Examined? {
    guard let text = response.headers["Date"], let theirs = HTTPDate.seconds(text) else {
      return .note("\(role.role) clock", "it sends no Date; tokens and signatures fail where the clocks differ by more than half a minute")
    }
    let skew = theirs - WallClock.now().seconds
    if abs(skew) <= 30 { return .ok("\(role.role) clock", "\(abs(skew)) s from ours") }
    return .wrong(
      "\(role.role) clock", "\(abs(skew)) s \(skew > 0 ? "ahead of" : "behind") ours", .theirs,
      "set both clocks by a time server: tokens and signatures of the other side look stale or not yet valid")
  }

  // MARK: what it declares

  private func edges(_ role: TargetFile.RoleDecl) -> [Examined] {
    let topology = Casting.reference.topology
    let declared = role.edges.map { choice -> Examined in
      guard let edge = topology[choice.edge] else {
        let names = topology.edges.map(\.name.text).joined(separator: ", ")
        return .wrong("edge \(choice.edge)", "there is no such edge", .file, "edges are \(names)")
      }
      guard let dialect = choice.dialect else { return .note("edge \(choice.edge)", "none: what needs it is not applicable") }
      guard let card = Knowledge.dialects.first(where: { $0.name == dialect }) else {
        return .wrong("edge \(choice.edge)", "there is no dialect \(dialect)", .file, "dialects are \(Knowledge.dialects.map(\.name.text).joined(separator: ", "))")
      }
      guard edge.kinds.contains(where: { kind in card.carries.contains { $0.kind == kind } }) else {
        return .wrong("edge \(choice.edge)", "\(dialect) says nothing of \(edge.kinds.map(\.text).joined(separator: ", "))", .file, "see `assay list scenarios --by dialect`")
      }
      let known = card.settings.map(\.name)
      let strange = choice.settings.all.map(\.name).filter { name in !known.contains { $0 == name || ($0.hasPrefix("event-type.") && name.hasPrefix("event-type.")) } }
      if !strange.isEmpty {
        return .note("edge \(choice.edge)", "\(dialect) has no setting \(strange.joined(separator: ", ")); see `assay list dialects \(dialect) --facts`")
      }
      return .ok("edge \(choice.edge)", "\(dialect)\(choice.settings.all.isEmpty ? "" : ", " + choice.settings.all.filter { !$0.name.contains("secret") && !$0.name.contains("key") }.map { "\($0.name): \($0.value)" }.joined(separator: ", "))")
    }
    let open = topology.edges.filter { edge in (edge.from == role.role || edge.to == role.role) && !role.edges.contains { $0.edge == edge.name } }
    return declared + open.map { .note("edge \($0.name)", "not declared: spoken as \($0.dialect); write `\($0.name): none` if it cannot be") }
  }

  /// What only the vendor can do: hooks for acts, givens and cycles, observers for probes.
  private func needs(_ role: TargetFile.RoleDecl) -> [Examined] {
    let needs = TargetNeeds(of: role.role, in: suites)
    return needs.acts.map { hook in
      guard let declared = target.hook(hook.name) else {
        if target.operatorRole != nil { return .note("act \(hook.name)", "no hook: a person does it, from the run sheet, for \(hook.by)") }
        return .wrong("hook \(hook.name)", "not declared; \(hook.by) cannot be played without it", .file, "add `hooks: { \(hook.name): { post: /path/of/yours } }`, and at the vendor's side an address that does it")
      }
      return .ok("hook \(hook.name)", "\(declared.method) \(declared.path), for \(hook.by)")
    } + needs.questions.map { question in
      let ladder = target.observers.first { $0.question == "\(role.role).\(question.name)" }?.ladder ?? []
      if ladder.isEmpty {
        return .note("observe \(question.name)", "nobody can say; what \(question.by) asks stays unseen. Add `observe: { \(role.role).\(question.name): [ payment-list ] }` or an address")
      }
      return .ok("observe \(question.name)", "\(counted(ladder.count, "way")), for \(question.by)")
    }
  }

  // MARK: does it reach us

  /// Listens where a run would, and calls the public address: it must lead here.
  private func back(_ url: String) async -> Examined {
    let word = "assay-\(Digest.sha256Hex(file).prefix(12))"
    let worlds = Worlds { _ in WireResponse(200, headers: [HeaderField("Content-Type", "text/plain")], body: Array(word.utf8)) }
    let listener: Listener
    do throws(ListenFailure) {
      listener = try await Listener.open(worlds, host: target.reach.listenHost, port: target.reach.listenPort)
    } catch {
      return .wrong("reach", "\(error)", .ours, "stop what holds it, or correct reach.listen in \(file)")
    }
    var result: Examined
    do throws(SendFailure) {
      let (response, _) = try await Courier().carry(WireRequest("GET", "/"), to: url, patience: 10_000)
      result = String(decoding: response.body, as: UTF8.self) == word
        ? .ok("reach", "\(url) leads to this machine, port \(listener.port)")
        : .wrong("reach", "\(url) leads to somebody else (\(response.status))", .ours, "let your tunnel or gateway forward it to port \(listener.port) of this machine")
    } catch {
      result = .wrong("reach", "\(url): \(error.detail)", .ours, "let your tunnel or gateway forward it to port \(listener.port) of this machine, or correct reach.public-url")
    }
    await listener.close()
    return result
  }
}
