import Certification
import Conformance
import Scenarios
import SourceText

/// The log of a bundle under the requirements and profiles of this home.
struct Rescored {
  private let rescoring: Rescoring
  private let suites: [String]

  init(_ verification: BundleVerification, library: Library) throws {
    guard let claim = verification.claim else {
      throw UsageError(.notALog, "the bundle has no certificate to score again; take the original")
    }
    let planner = Planner(library: library, casting: .reference, programmes: [])
    var loaded: [Suite] = []
    suites = try claim.suites.map { suite in
      let found = try planner.suite(suite.id)
      guard let today = found.value, found.errors.isEmpty else { throw Complaints(found.diagnostics) }
      loaded.append(today)
      let isSame = SourceDigest.of(SuiteSources.files(suite.id, library)) == suite.digest
      let change =
        isSame ? ", unchanged" : today.version == suite.version ? ", changed since under the same version" : " then, \(today.version) now"
      return "\(suite.id) \(suite.version)\(change)"
    }
    rescoring = Rescoring(
      claim, verification.events, requirements: loaded.flatMap(\.requirements).map(\.requirement),
      profiles: loaded.flatMap(\.profiles).map(\.profile))
  }

  var isSame: Bool { rescoring.isSame }

  var text: String {
    let head = "\nscored again by \(suites.joined(separator: "; "))\n"
    if isSame { return head + "nothing differs: \(rescoring.level.now), \(rescoring.score.now)\n" }
    var rows = rescoring.rows.map { [$0.requirement, $0.was ?? "-", $0.now ?? "-"] }
    if rescoring.level.was != rescoring.level.now { rows.append(["level", rescoring.level.was, rescoring.level.now]) }
    if rescoring.score.was != rescoring.score.now { rows.append(["score", rescoring.score.was, rescoring.score.now]) }
    return head + TextTable(["requirement", "then", "now"], rows).text()
  }
}
