import Certification
import Evidence
import Foundation
import Scenarios
import SourceText

/// Matrices of `assay prove` as they were kept, the newest first: where `list requirements --coverage` and `docs` find kills.
///
/// `prove` keeps one for each choice of suites; a proof of one defect alone is kept by nobody.
struct KeptProofs {
  static let folder = "assay-proof"
  private let kept: [(path: String, matrix: ProofMatrix)]

  /// The proofs in a folder, or one file. nil: what lies in `assay-proof`, if anything does; there, what is no matrix is passed over.
  init(_ path: String?) throws {
    let place = path ?? Self.folder
    guard Files.isFolder(place) else {
      kept = path == nil ? [] : [(place, try SuiteProof.read(place))]
      return
    }
    let files = Library.files(in: place).filter { $0.hasSuffix(".json") }.map { "\(place)/\($0)" }
    let read = files.compactMap { file in (try? SuiteProof.read(file)).map { (path: file, matrix: $0) } }.filter { !$0.matrix.scope.isPart }
    guard path == nil || !read.isEmpty else {
      throw UsageError(
        .unreadableFile, "\(place) holds no matrix of `assay prove`; make one with `assay prove SUITE --json \(place)/proof.json`")
    }
    kept = read.sorted { Self.written($0.path) > Self.written($1.path) }
  }

  /// What was measured of a suite as it stands now; `measuresRadius` first, for only that tells who falls alone.
  func proof(of now: RunStarted.Suite) -> (path: String, matrix: ProofMatrix)? {
    let own = kept.filter { SuiteProof.objections(to: $0.matrix, now).isEmpty }
    return own.first { $0.matrix.scope.measuresRadius } ?? own.first
  }

  /// A proof that was made of another text of the suite, or by another version of the tool.
  func stale(of now: RunStarted.Suite) -> String? {
    kept.first { one in one.matrix.scope.suites.contains { $0.id == now.id } && !SuiteProof.objections(to: one.matrix, now).isEmpty }?.path
  }

  /// `assay-proof/dci.json`; of all suites of a home `assay-proof/all.json`.
  static func path(for suites: [String]) -> String {
    let names = suites.map { URL(filePath: $0).lastPathComponent }
    return "\(folder)/\(names.isEmpty ? "all" : names.joined(separator: "+")).json"
  }

  private static func written(_ path: String) -> Date {
    (try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date) ?? .distantPast
  }
}
