import Certification
import Conformance
import Facts
import Foundation
import Population
import Scenarios
import SourceText

/// Whether a suite may be published, what is other than in the version before, and what publishing writes.
struct Publication {
  struct Wanted {
    var status: Scenario.Status
    var body: String?
    var seed: String?
    var jobs: Int?
    var today: Day
    /// A proof that was made before; nil: it is played now.
    var proof: ProofMatrix?
  }
  let suite: Suite
  let version: PublicationRecord.Version
  let record: PublicationRecord
  let reasons: [PublicationReason]
  /// What the proof came to; nil where it was not played.
  let proof: String?
  /// Nothing to write: this very thing was published before.
  let isKnown: Bool

  /// `name` as the library has it.
  init(_ name: String, _ wanted: Wanted, library: Library) async throws {
    let folder = library.suite(name)
    let population = PopulationLibrary.load { library.bytes($0) }
    let linted = SuiteLint(folder, Knowledge.all(population.value))
    guard let suite = linted.suite else { throw Complaints(linted.found) }
    self.suite = suite
    let content = SuiteContent.digest(name, library)
    let before = suite.record ?? PublicationRecord()
    let digests = Dictionary(
      suite.substance().map { ($0.decl.id, Digests.of(Array($0.text.utf8))) }, uniquingKeysWith: { first, _ in first })
    let isAgain = before.last?.content == content && before.last?.version == suite.version
    let changes = isAgain ? before.last?.changes : suite.record.map { $0.changes(to: suite, digests: digests) }
    version = .init(
      version: suite.version, date: wanted.today.description, status: wanted.status.rawValue, body: wanted.body, content: content,
      changes: changes ?? SuiteChanges())
    record = before.adding(version, of: suite, digests: digests)
    isKnown = isAgain && before.last?.status == version.status && before.last?.body == version.body
    var reasons = linted.found.map { PublicationReason($0) } + Self.versionReasons(suite, content, before)
    // What does not hold is not played: what follows from the first complaint would hide it. A suite that retires judges nobody.
    if linted.found.contains(where: { $0.severity == .error }) || wanted.status == .retired || isKnown {
      proof = nil
    } else {
      let proof: SuiteProof
      if let made = wanted.proof {
        reasons += SuiteSources.versions(of: [suite], library).flatMap { SuiteProof.objections(to: made, $0) }
        proof = SuiteProof(made, suite)
      } else {
        proof = try await SuiteProof.of(suite, named: name, in: library, seed: wanted.seed, jobs: wanted.jobs, today: wanted.today)
      }
      reasons += proof.reasons
      self.proof = proof.says
    }
    self.reasons = reasons
  }

  private static func versionReasons(_ suite: Suite, _ content: String, _ record: PublicationRecord) -> [PublicationReason] {
    guard let last = record.last else { return [] }
    let place = "\(suite.span.file.name)"
    if content != last.content, !SuiteContent.isLater(suite.version, than: last.version) {
      return [
        PublicationReason(
          .version, "\(place): the content is other than that of \(last.version), and the version is \(suite.version)",
          next: "raise `version:`; whoever has \(last.version) must be able to tell the two apart")
      ]
    }
    if content == last.content, suite.version != last.version, !SuiteContent.isLater(suite.version, than: last.version) {
      return [
        PublicationReason(.version, "\(place): \(suite.version) is not later than \(last.version)", next: "raise `version:`")
      ]
    }
    return []
  }

  /// The requirements that say something else, or nothing any more, since a version, under all ids that they ever had.
  func touched(since old: String) -> [String] {
    let changes = record.versions.filter { SuiteContent.isLater($0.version, than: old) }.map(\.changes)
    let changed = Set(changes.flatMap { $0.changed + $0.withdrawn })
    return (suite.requirements + suite.withdrawn).map { [$0.id.text] + $0.formerly.map(\.text) }
      .filter { !changed.isDisjoint(with: $0) }.flatMap(\.self)
  }

  /// Writes suite.yaml and the record beside it; gives the two paths.
  func write(to folder: String) throws -> [String] {
    let (page, record) = ("\(folder)/suite.yaml", "\(folder)/\(PublicationRecord.file)")
    guard let bytes = Files.text(page), let text = String(validating: bytes, as: UTF8.self) else {
      throw UsageError(.unreadableFile, "\(Files.what(page)); correct the path")
    }
    let edited = SuitePageEdit.publishing(version, in: SourceFile(name: page, text: text))
    guard let new = edited.value else { throw Complaints(edited.diagnostics) }
    for (path, text) in [(record, PublicationText.record(self.record)), (page, new)] {
      do { try Data(text.utf8).write(to: URL(filePath: path).resolvingSymlinksInPath(), options: .atomic) } catch {
        throw UsageError(.unwritableFolder, "\(path) cannot be written; give a folder that can be")
      }
    }
    return [page, record]
  }
}
