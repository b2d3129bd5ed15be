import Conformance
import Evidence
import Facts
import Foundation
import Scenarios
import SourceText

/// Files that people keep beside runs, from disk: read to the last complaint, and written so that people edit them.
enum BesideFiles {
  static let days = 30

  static func expectations(_ path: String) throws -> ExpectationFile {
    guard let entries = try document(path).entries else {
      throw UsageError(.unreadableFile, "\(path) has no `expectations:`; name an expectation file, or write one with --update-expectations")
    }
    return ExpectationFile(name: path, entries: entries)
  }

  static func waivers(_ path: String) throws -> [Waiver] {
    guard let waivers = try document(path).waivers else {
      throw UsageError(.unreadableFile, "\(path) has no `waivers:`; name a file of waivers")
    }
    return waivers
  }

  /// What a file for this run says: entries that are there keep what people wrote; new ones have no owner and hold for 30 days.
  static func entries(for ledger: Ledger, keeping path: String?) throws -> ExpectationFile {
    let name = path ?? "expectations.yaml"
    let old = try path.flatMap { FileManager.default.fileExists(atPath: $0) ? try expectations($0).entries : nil } ?? []
    let names = RequirementNames(ledger.requirements.map(\.requirement))
    let expires = "\(ledger.run.today.adding(days: days))"
    return ExpectationFile(
      name: name, entries: ExpectationAccount.entries(for: ledger.named, expires: expires, keeping: old.map { $0.renamed(names) }))
  }

  static func write(_ file: ExpectationFile, from run: RunStarted, to path: String) throws {
    do { try Data(text(file, from: run).utf8).write(to: URL(filePath: path)) } catch {
      throw UsageError(.unwritableFolder, "\(path) cannot be written; give another file")
    }
  }

  static func text(_ file: ExpectationFile, from run: RunStarted) -> String {
    let suites = run.suites.map { "\($0.id) \($0.version)" }.joined(separator: ", ")
    return ExpectationText.yaml(file.entries, from: "a run of \(suites) of \(run.today)")
  }

  /// Everything that is wrong with the file, for `assay lint`.
  static func diagnose(_ path: String, _ known: BesideKnowledge?) -> [Diagnostic] {
    let loaded = BesideDocument.load(Files.text(path) ?? [], name: path)
    return loaded.diagnostics + (loaded.value?.lint(on: "\(WallClock.today())", known) ?? [])
  }

  private static func document(_ path: String) throws -> BesideDocument {
    guard let bytes = Files.text(path) else { throw UsageError(.unreadableFile, "\(Files.what(path)); correct the path") }
    let loaded = BesideDocument.load(bytes, name: path)
    guard let document = loaded.value, loaded.errors.isEmpty else { throw Complaints(loaded.errors) }
    return document
  }
}

/// Files of a command line that a run is held against.
struct BesideOptions: Sendable {
  var expectations: ExpectationFile?
  var waivers: [Waiver]?
  /// Where the expectations of this run are written.
  var update: String?

  /// What goes into the log before the plan.
  var events: [Event] { [expectations.map { .expectations($0) }, waivers.map { .waivers($0) }].compactMap(\.self) }
  /// The same, to stand in place of what an old log holds.
  var recorded: [Recorded] { events.map { Recorded(Place(instance: -1, number: 0), $0) } }
}
