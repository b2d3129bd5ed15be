package import Conformance
package import Evidence
import Facts

/// What a pipeline asks of a run beyond its exit status: a level, a score, nothing worse than before.
package struct QualityGate: Sendable {
  package var level: Level?
  /// Percent met of everything, what is unseen counted as not met.
  package var score: Int?
  package var baseline: RunSnapshot?

  package init(level: Level? = nil, score: Int? = nil, baseline: RunSnapshot? = nil) {
    self.level = level
    self.score = score
    self.baseline = baseline
  }

  /// Why it stays shut, nothing where it opens. A run that proves nothing opens no gate, whatever was asked.
  package func objections(to ledger: Ledger) throws(ReportFailure) -> [String] {
    var all = Headline.faults(ledger)
    if ledger.status == .harnessFault, all.isEmpty { all.append("the harness is at fault, so the run says nothing of any system") }
    if ledger.accounting.planned == 0 { all.append("no check was planned") }
    if ledger.isInterrupted { all.append("the run was interrupted") }
    if ledger.judged.isEmpty { all.append("no role was judged") }
    all += ledger.judged.flatMap { levels($0) + isOurs($0, ledger) + scores($0) }
    all += ledger.earlierObjections.map(\.description)
    if level == nil, score == nil, baseline == nil, ledger.status != .ok { all.append(ledger.status.sentence) }
    guard let baseline else { return all }
    let difference = RunDifference(from: baseline, to: try RunSnapshot(ledger))
    return all
      + (difference.requirements.entries + difference.scenarios.entries).filter(\.isWorse).map { entry in
        "\(entry.key) is worse than in the baseline: \(entry.change.rawValue), \(RunDifference.way(entry))".onOneLine
      }
  }

  private func levels(_ role: RoleResult) -> [String] {
    guard let level else { return [] }
    guard !role.levels.isEmpty else { return ["\(role.role) has no level: no profile was played whole"] }
    return role.levels.compactMap { result in
      result.because(level).map { "\(role.role) does not reach \(level.name) of \(result.profile): \($0)" }
    }
  }

  /// A level is a product's, and our own sandbox in its place is none.
  private func isOurs(_ role: RoleResult, _ ledger: Ledger) -> [String] {
    guard level != nil, role.isReal, ledger.isSandbox(Role(role.role.text)) else { return [] }
    return ["\(role.role) is a sandbox of Assay in the place of a product, and has no level"]
  }

  private func scores(_ role: RoleResult) -> [String] {
    guard let score else { return [] }
    guard let percent = role.score.total.percent else { return ["\(role.role) has no score: nothing applies"] }
    return percent >= score ? [] : ["\(role.role) scores \(percent) %, and \(score) % is asked: \(role.score.total)"]
  }
}
