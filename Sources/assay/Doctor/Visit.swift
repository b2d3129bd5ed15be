import Documents
import Evidence
import Facts
import Foundation
import Population
import Sandbox
import Signatures
import Synchronization
import Timeline
import Transport

/// One edge of a vendor's system, asked in a world of its own that holds nobody whom the vendor could know.
struct Visit {
  let house: House
  let world: World
  let edge: Edge
  let role: TargetFile.RoleDecl
  let target: TargetFile
  let seen: Seen
  /// The answer is to come by callback.
  let isLater: Bool
  let pinned: String?

  final class Seen: Sendable {
    private let all = Mutex<[Exchange]>([])
    let bell = Bell()
    func add(_ exchange: Exchange) {
      all.withLock { $0.append(exchange) }
      bell.ring()
    }
    var exchanges: [Exchange] { all.withLock { $0 } }
  }

  static func begin(_ house: House, _ casting: Casting, _ edge: Edge, _ role: TargetFile.RoleDecl, isLater: Bool) async throws -> Visit {
    guard let target = casting.target else { throw UsageError("there is no target") }
    var minter = Minter(seed: house.seed, run: "doctor", instance: 0, rules: target.people.rules)
    let story = try minter.mint(cast: [("ghost", "GHOST")], today: house.today, library: house.population)
    let seen = Seen()
    let token = String(Hex.lower(house.digest("doctor", edge.name.text, isLater ? "later" : "")).prefix(32))
    let world = SandboxStages(house: house, run: "doctor", casting: casting).world(token: token, story: story, policies: Settings()) {
      event in
      if case .exchange(let exchange) = event { seen.add(exchange) }
    }
    house.worlds.open(world)
    let pinned = target.reach.mode == .pinned && house.worlds.pin(world, as: target.name) ? target.name : nil
    return Visit(house: house, world: world, edge: edge, role: role, target: target, seen: seen, isLater: isLater, pinned: pinned)
  }

  /// The same edge with answers by callback, where its dialect has them and the target has not chosen them already.
  static func asynchronous(_ edge: Edge, _ casting: Casting) -> Casting? {
    guard edge.kinds.contains(.personRecord), let card = Knowledge.dialects.first(where: { $0.name == edge.dialect }),
      card.settings.contains(where: { $0.name == "mode" && $0.choices.contains("async") }), edge.settings["mode"] != "async"
    else { return nil }
    var later = casting
    later.settings.append((edge.name, "mode", "async"))
    return later
  }

  func end() async {
    _ = try? await world.timeline.retire()
    house.worlds.close(world)
    if let pinned { house.worlds.unpin(pinned) }
  }

  func examine(_ file: String) async -> [Examined] {
    let tokens = isLater ? [] : await token(file)
    if tokens.contains(where: { $0.state == .wrong }) { return tokens }
    guard let question else { return tokens + (await look()) }
    let reply = await world.say(question, at: Path([1]))
    return tokens + [await judged(question, reply, file)]
  }

  // MARK: a question that changes nothing

  private var question: Message? {
    guard let ghost = world.story.people.first else { return nil }
    let peer = edge.from == role.role ? edge.to : edge.from
    func asking(_ kind: MessageKind) -> Message? {
      guard edge.kinds.contains(kind), edge.to == role.role else { return nil }
      var facts = Facts()
      facts[.personID] = ghost.identifiers
      if kind == .verify {
        facts[.personName] = ghost.name.description
        facts[.personBirthDate] = ghost.born
        facts[.personSex] = ghost.sex.rawValue
      }
      if kind == .enrolled { facts[.programme] = world.story.programmes.first?.code.text }
      return Message(kind, from: peer, to: role.role, facts: facts)
    }
    return asking(.personRecord) ?? asking(.verify) ?? asking(.accountResolve) ?? asking(.enrolled)
  }

  private func judged(_ question: Message, _ reply: Reply, _ file: String) async -> Examined {
    let what = isLater ? "reach by \(edge.name)" : "ask on \(edge.name)"
    let asked = "\(question.kind) of somebody unknown"
    guard let exchange = seen.exchanges.last(where: { $0.to == role.role }) else {
      return .wrong(
        what, "\(asked): nothing could be sent (\(reply.reason ?? "no reason"))", .file,
        "check the settings of `\(edge.name)`: `assay list dialects \(edge.dialect) --facts`")
    }
    if let failure = exchange.failure { return .wrong(what, "\(asked): \(failure.detail)", .theirs, "let it answer at \(exchange.url)") }
    let status = exchange.response?.status ?? 0
    guard status < 400 else { return refused(what, asked, exchange, status) }
    if reply.reason == "pending" || isLater { return await callback(what, asked, exchange) }
    if reply.taken == .failed {
      return .wrong(
        what, "\(asked): \(exchange.url) answered \(status), which cannot be read: \(excerpt(exchange))", .theirs,
        "let it answer as \(edge.dialect) says; see `assay list dialects \(edge.dialect) --facts`")
    }
    if !reply.rows.isEmpty {
      return .note(what, "\(asked): it knows \(counted(reply.rows.count, "record")) of somebody who does not exist")
    }
    return .ok(what, "\(asked): answered \(status) as \(edge.dialect) says (\(reply.reason ?? reply.taken.rawValue))")
  }

  private func refused(_ what: String, _ asked: String, _ exchange: Exchange, _ status: Int) -> Examined {
    let found = "\(asked): \(exchange.url) answered \(status): \(excerpt(exchange))"
    switch status {
    case 401, 403: return .wrong(what, found, .theirs, "let our client ask this, and trust our keys: `assay sheet` says who we are")
    case 404, 405: return .wrong(what, found, .file, "correct `at` of the edge `\(edge.name)`, or base-url of \(role.role)")
    case 400, 422: return .note(what, found + "; a refusal of somebody unknown may be right")
    case 429: return .wrong(what, found, .file, Self.slower)
    default: return .wrong(what, found, .theirs, "look into its log: the question was well-formed")
    }
  }

  /// The answer that was promised must come to our address.
  private func callback(_ what: String, _ asked: String, _ exchange: Exchange) async -> Examined {
    var left = target.patience(for: "callback")
    let peer = exchange.from
    func arrived() -> Exchange? { seen.exchanges.last { $0.from == role.role && $0.to == peer } }
    while arrived() == nil, left > 0 {
      left -= max(1, await seen.bell.wait(atMost: min(left, 200)))
      _ = try? await world.timeline.settle(outside: false)
    }
    let ours = target.ownAddress(peer, token: world.token, local: "http://\(target.reach.listenHost):\(target.reach.listenPort)")
    if let came = arrived() {
      return .ok(what, "\(asked), to be answered later: its callback came to \(came.url.isEmpty ? ours : ours + came.request.path)")
    }
    return .wrong(
      what,
      "\(asked), to be answered later: it said \(exchange.response?.status ?? 0), and no callback came within \(target.patience(for: "callback") / 1000) s",
      .theirs,
      "let it call \(ours) from where it runs: try `curl -i \(ours)/` there; if it only takes longer, give it longer in "
        + "`clock: { patience: { callback: 60s } }`; if it can never reach us, write `reach: { mode: none }`")
  }

  /// Who refuses for the number of requests is asked less often.
  static let slower =
    "ask it less often: lower `limits: { per-second: N, at-once: 1 }`; or let it allow this client more"

  private func excerpt(_ exchange: Exchange) -> String {
    let text = String(decoding: (exchange.response?.body ?? []).prefix(160), as: UTF8.self)
    return text.isEmpty ? "(no body)" : text.replacing("\n", with: " ")
  }
}
