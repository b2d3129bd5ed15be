import Certification
import Conformance
import Documents
import Engine
import Evidence
import Facts
import Scenarios
import SourceText

/// The log of a bundle under the suites of this home.
struct Rescored {
  private let rescoring: Rescoring
  private let suites: [String]
  private let changes: (gone: [String], new: [String])
  /// Checks that the log itself decides otherwise by today's page.
  private let turned: [String]

  init(_ verification: BundleVerification, library: Library) throws {
    guard let claim = verification.claim, let archive = verification.archive, let ledger = verification.ledger else {
      throw UsageError(.notALog, "the bundle has no certificate to score again; take the original")
    }
    var today: [Suite] = []
    var said: [String] = []
    var plans: [(then: Planner.Plan, now: Planner.Plan)] = []
    for suite in claim.suites {
      let found = try Planner(library: library, casting: .reference, programmes: []).suite(suite.id)
      guard let now = found.value, found.errors.isEmpty else { throw Complaints(found.diagnostics) }
      today.append(now)
      let isSame = SourceDigest.of(SuiteSources.files(suite.id, library)) == suite.digest
      let change =
        isSame ? ", unchanged" : now.version == suite.version ? ", changed since under the same version" : " then, \(now.version) now"
      said.append("\(suite.id) \(suite.version)\(change)")
      guard !isSame else { continue }
      let then = Suite.load(Self.folder(suite.id, archive))
      plans.append((try Self.plan(suite.id, then, ledger.run, library), try Self.plan(suite.id, found, ledger.run, library)))
    }
    suites = said
    let asking = Asking(plans.flatMap(\.now.instances).map(\.planned), of: plans.flatMap(\.now.suites).map(\.id.text))
    let rejudged = Self.rejudged(verification.events, ledger, plans.map { ($0.then.instances, $0.now.instances) })
    turned = rejudged.turned
    changes = asking.differences(from: verification.events)
    rescoring = Rescoring(
      claim, rejudged.events, requirements: today.flatMap(\.requirements).map(\.requirement),
      profiles: today.flatMap(\.profiles).map(\.profile), asking: asking)
  }

  var isSame: Bool { rescoring.isSame }

  var text: String {
    let head =
      "\nscored again by \(suites.joined(separator: "; "))\n" + Self.told("judged otherwise over the same answer", turned)
      + Self.told("asked no more", changes.gone) + Self.told("asked since, and not in the log", changes.new)
    if isSame { return head + "nothing differs: \(rescoring.level.now), \(rescoring.score.now)\n" }
    var rows = rescoring.rows.map { [$0.requirement, $0.was ?? "-", $0.now ?? "-"] }
    if rescoring.level.was != rescoring.level.now { rows.append(["level", rescoring.level.was, rescoring.level.now]) }
    if rescoring.score.was != rescoring.score.now { rows.append(["score", rescoring.score.was, rescoring.score.now]) }
    return head + TextTable(["requirement", "then", "now"], rows).text()
  }

  private static let mostTold = 10
  private static func told(_ what: String, _ names: [String]) -> String {
    guard !names.isEmpty else { return "" }
    let more = names.count > mostTold ? ", and \(names.count - mostTold) more" : ""
    return "\(counted(names.count, "check")) \(what): \(names.prefix(mostTold).joined(separator: ", "))\(more)\n"
  }

  // MARK: The suites then and now

  private static func folder(_ suite: String, _ archive: TarArchive) -> SuiteFolder {
    let folder = "\(BundleLayout.sources)\(suite)/"
    let paths = archive.members.map(\.name).filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count)) }
    return SuiteFolder(name: "the bundle's \(folder)", paths: paths.filter(SuiteFolder.holds)) { archive[folder + $0] }
  }

  /// In the dialects of the run: they decide which rows a variant has.
  private static func plan(_ name: String, _ read: Diagnosed<Suite>, _ run: RunStarted, _ library: Library) throws -> Planner.Plan {
    var casting = Casting.reference
    casting.dialects = run.edges.map { (EdgeName($0.edge), DialectName($0.dialect)) }
    return try Planner(library: library, casting: casting, programmes: [], read: [name: read]).plan([name])
  }

  /// A check is judged again only where the page as it was played, over this log, gives the verdict that was recorded: elsewhere the log
  /// does not hold all that the verdict rested on.
  private static func rejudged(
    _ events: [Recorded], _ ledger: Ledger, _ plans: [(then: [InstancePlan], now: [InstancePlan])]
  ) -> (events: [Recorded], turned: [String]) {
    func pages(_ plans: [[InstancePlan]]) -> [String: Rejudging] {
      Dictionary(plans.joined().map { ("\($0.suite)/\($0.key)", Rejudging($0)) }) { first, _ in first }
    }
    let (then, now) = (pages(plans.map(\.then)), pages(plans.map(\.now)))
    let instances = Dictionary(ledger.instances.map { ($0.index, $0) }) { first, _ in first }
    var turned: [String] = []
    let judged = events.map { recorded -> Recorded in
      guard case .check(var check) = recorded.event, let instance = instances[recorded.place.instance] else { return recorded }
      let key = "\(instance.planned.suite)/\(instance.planned.key)"
      let exchanges = check.result.evidence.compactMap(instance.exchange)
      guard then[key]?.judged(check.result, over: exchanges)?.verdict == check.result.verdict,
        let again = now[key]?.judged(check.result, over: exchanges), again.verdict != check.result.verdict
      else { return recorded }
      turned.append("\(instance.name) \(again.step).\(again.check) \(again.verdict.rawValue)")
      check.result = again
      return Recorded(recorded.place, .check(check))
    }
    return (judged, turned)
  }
}
