import Conformance
import Documents
import Evidence
import Facts
import Population
import SourceText
import Synchronization

/// The runs of a target, kept beside it: when each was played, and which musts the system was seen to break. What is seen is written down
/// when it is seen, so that a run which is stopped at its first failure was played all the same.
///
///     {"run":2,"seed":"5eed","on":"2026-11-27","product":"Acme MIS 4.2.1","scope":"sha256:..."}
///     {"run":2,"seed":"5eed","played":"crvs-mis/CR-06"}
///     {"run":2,"seed":"5eed","failed":"UC-CR06-NO-LINE","in":"crvs-mis/CR-06"}
///     {"run":2,"seed":"5eed","ended":[{"failed":"UC-CR06-NO-LINE","in":"crvs-mis/CR-06"}]}
final class RunHistory: Sendable {
  private let file: LineFile
  private let own: Mutex<PlayedRun>
  private let isReal: @Sendable (Role) -> Bool
  /// By place in the plan.
  private let places: [Int: String]
  /// What the runs before it say.
  let earlier: EarlierRuns

  /// `run`: as it begins. `goesOn`: it was broken off, and is the same run.
  init(
    _ home: TargetHome, _ run: RunStarted, scope: String, plan: [(index: Int, place: String)], goesOn: Bool,
    isReal: @escaping @Sendable (Role) -> Bool
  ) throws {
    file = LineFile(path: "\(home.path)/runs.ndjson")
    self.isReal = isReal
    places = Dictionary(plan.map { ($0.index, $0.place) }) { first, _ in first }
    let kept = Self.fold(file.items)
    let product = run.actors.first(where: \.isReal)?.product ?? ""
    var begun = PlayedRun(
      number: (kept.map(\.number).max() ?? 0) + 1, seed: Self.seed(run.seed), day: "\(WallClock.today())", product: product, scope: scope)
    if goesOn, let same = kept.last(where: { $0.seed == begun.seed && $0.scope == scope }) { begun = same }
    var whole = begun
    whole.instances = plan.map(\.place)
    earlier = EarlierRuns(before: whole, among: kept.filter { $0.number < begun.number })
    own = Mutex(begun)
    guard !goesOn || !kept.contains(begun) else { return }
    try file.add([Self.line(begun, [("on", begun.day), ("product", begun.product), ("scope", begun.scope)])])
  }

  /// `5EED` and `05eed` play the same people.
  private static func seed(_ text: String) -> String { String(RunSession.number(text), radix: 16) }

  /// A check that was judged. What could not be reached or seen says nothing of the system.
  func take(_ recorded: Recorded) {
    guard case .check(let check) = recorded.event, isReal(Role(check.result.judges.text)),
      let place = places[recorded.place.instance]
    else { return }
    let result = check.result
    guard [.pass, .warn, .fail].contains(result.verdict) else { return }
    own.withLock { own in
      var lines: [JSON] = []
      if !own.instances.contains(place) {
        own.instances.append(place)
        lines.append(Self.line(own, [("played", place)]))
      }
      if result.verdict == .fail, let id = result.requirement, !own.unmet.contains(.init(id, in: place)) {
        own.unmet.append(.init(id, in: place))
        lines.append(Self.line(own, [("failed", id.text), ("in", place)]))
      }
      // A full disk is told by the log itself.
      try? file.add(lines)
    }
  }

  /// By the rules for the whole run, which are the last word on each requirement.
  func end(_ ledger: Ledger) throws {
    let run = own.withLock { $0 }
    let unmet = ledger.unmet.map { (["failed": .string($0.requirement.text), "in": .string($0.instance)] as JSON) }
    var line = Self.line(run, []).members ?? [:]
    line.append("ended", .array(unmet))
    try file.add([.object(line)])
  }

  private static func line(_ run: PlayedRun, _ more: [(String, String)]) -> JSON {
    .object(Members([Member("run", JSON(run.number)), Member("seed", .string(run.seed))] + more.map { Member($0.0, .string($0.1)) }))
  }

  /// In the order in which they began.
  private static func fold(_ lines: [JSON]) -> [PlayedRun] {
    var runs: [PlayedRun] = []
    for line in lines {
      guard let number = line["run"]?.int, let seed = line["seed"]?.text else { continue }
      func text(_ name: String) -> String { line[name]?.text ?? "" }
      if line["scope"] != nil {
        runs.append(PlayedRun(number: number, seed: seed, day: text("on"), product: text("product"), scope: text("scope")))
      }
      guard let place = runs.lastIndex(where: { $0.number == number && $0.seed == seed }) else { continue }
      if let played = line["played"]?.text { runs[place].instances.append(played) }
      if let failed = line["failed"]?.text { runs[place].unmet.append(.init(RequirementID(failed), in: text("in"))) }
      if let ended = line["ended"]?.items {
        runs[place].unmet = ended.map { .init(RequirementID($0["failed"]?.text ?? ""), in: $0["in"]?.text ?? "") }
      }
    }
    return runs
  }
}

extension RunHistory {
  /// Of the declaration, what says how a system is found and how long it is waited for: nothing else is asked of it thereby.
  private static let ways = ["target", "product", "reach", "limits", "operator", "environment"]
  private static let waysOfRoles = ["base-url", "tls", "proxy", "credentials"]

  /// What two runs must share to be compared: pages and program that judge, dialects, selection, and what is declared.
  static func scope(_ run: RunStarted, selection: [String], declared: JSON) -> String {
    var told = declared.members ?? [:]
    for name in ways { told[name] = nil }
    told["clock"]?["patience"] = nil
    if let roles = told["roles"]?.members {
      told["roles"] = .object(
        Members(
          roles.map { role in
            var own = role.value
            for name in waysOfRoles { own[name] = nil }
            return Member(role.name, own)
          }))
    }
    let scope: JSON = [
      "tool": .string(run.engine ?? run.tool), "suites": .array(run.suites.map { .string("\($0.id) \($0.version) \($0.digest)") }),
      "edges": .object(Members(run.edges.map { Member($0.edge, .string($0.dialect)) })),
      "selection": .array(selection.sorted().map { .string($0) }), "declared": .object(told),
    ]
    return Digests.of(scope.encoded())
  }
}
