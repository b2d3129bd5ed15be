import Certification
import Conformance
import Documents
import Evidence
import Facts
import Scenarios
import SourceText

/// All that publishing asks of a proof. The only place where the two meet.
struct SuiteProof: Sendable {
  let reasons: [PublicationReason]
  /// `35 checks, 33 of them fail under 21 defects, 2 carry a reason; 8 twins lose nothing`
  let says: String

  static func of(_ suite: Suite, named name: String, in library: Library, seed: String?, jobs: Int?, today: Day) async throws -> SuiteProof
  {
    let options = Prover.Options(suites: [name], jobs: jobs, seed: seed, today: today)
    return SuiteProof(try await Prover(library: library, options: options).prove(), suite)
  }

  /// The matrix that `assay prove --json` wrote. It is believed in what was seen, and never in what that comes to.
  static func read(_ path: String) throws -> ProofMatrix {
    guard let bytes = Files.text(path) else {
      throw UsageError(.unreadableFile, "\(Files.what(path)); name the file that `assay prove --json` wrote")
    }
    do { return try ProofMatrix(JSON(parsing: bytes, bounds: .large)) } catch {
      throw UsageError(.unreadableFile, "\(path): \(error); write one with `assay prove SUITE --json \(path)`")
    }
  }

  /// Why a matrix that was made before says nothing of the suite as it is now.
  static func objections(to proof: ProofMatrix, _ now: RunStarted.Suite) -> [PublicationReason] {
    let again = "`assay prove` it again, or leave out --proof"
    let scope = proof.scope
    if scope.isPart { return [.init(.proof, "the proof is of one defect alone", next: again)] }
    guard let then = scope.suites.first(where: { $0.id == now.id }) else {
      let names = scope.suites.map(\.id).joined(separator: ", ")
      return [.init(.proof, "the proof is of \(names), and not of \(now.id)", next: again)]
    }
    return [
      then.digest == now.digest
        ? nil : PublicationReason(.proof, "the proof is of \(then.version) \(then.digest), and here is \(now.digest)", next: again),
      scope.tool == RunSession.tool
        ? nil : PublicationReason(.proof, "the proof is by version \(scope.tool) of the tool, and this is \(RunSession.tool)", next: again),
    ].compactMap(\.self)
  }

  init(_ proof: ProofMatrix, _ suite: Suite) {
    let checks = suite.writtenChecks(faults: Knowledge.faults)
    let idle = Set(proof.idleChecks(of: suite.id.text).map { "\($0.name.base) \($0.name.check)" })
    let unproven = checks.filter { idle.contains($0.name) }
    reasons =
      proof.blemishes.map {
        .init(.selfCheck, $0, next: "`assay run` shows it; a suite that our own systems do not pass cannot judge others")
      }
      + proof.untried.map { .init(.defects, $0, next: "write defects in mocks/defects, or in `mocks/defects/` beside suite.yaml") }
      + proof.survivors.map {
        .init(.defects, Self.survives($0), next: "let a check of \($0.breaks) see it: `assay prove --defect \($0.id)`")
      }
      + Self.wide(proof)
      + unproven.filter { $0.check.unproven == nil }.map { .unproven($0) }
      + checks.compactMap { one in one.check.unproven.flatMap { idle.contains(one.name) ? nil : .provenAfterAll(one, $0) } }
      + proof.impostors.filter { !$0.holds }.map { i in
        .init(
          .impostors,
          "\(i.id) as \(i.role) earns \((i.gates + i.earned).map(\.text).joined(separator: ", "))\(i.fault.map { "; \($0)" } ?? "")",
          next: "ask for an effect that nobody has by answering alone, with a control or a contrast")
      }
      + proof.twins.filter { !$0.holds }.map { t in
        .init(
          .twins, "\(t.id) loses \(t.losses.map { "\($0.requirement): \($0.check)" }.joined(separator: "; "))\(t.fault ?? "")",
          next: "it is right and unlike us: let the check take what the clause allows")
      }
    let reasoned = unproven.count { $0.check.unproven != nil }
    let defects = counted(proof.defects.count(where: \.isKilled), "defect")
    says =
      "\(counted(checks.count, "check")), \(checks.count - unproven.count) of them fail under \(defects)"
      + (reasoned > 0 ? ", \(reasoned) carry a reason" : "") + "; \(counted(proof.twins.count(where: \.holds), "twin")) lose nothing"
  }

  private static func survives(_ trial: DefectTrial) -> String {
    if case .faulted(let why) = trial.outcome { return "\(trial.id) broke the harness: \(why)" }
    if case .survived(let nearest?) = trial.outcome {
      return "\(trial.id) survives \(trial.breaks); nearest was \(nearest.name), \(nearest.said)"
    }
    return "\(trial.id) survives \(trial.breaks)"
  }

  private static func wide(_ proof: ProofMatrix) -> [PublicationReason] {
    guard let median = proof.medianRadius, median > ProofMatrix.greatestMedian else { return [] }
    return [
      .init(
        .defects, "a defect breaks \(median) requirements in the median, and \(ProofMatrix.greatestMedian) at most are allowed",
        next: "let each check look at one thing")
    ]
  }
}
