import Conformance
import Documents
import Evidence
import Foundation
import SourceText

/// The log of a run that has ended, to which people add what they saw and decided.
struct PersonLog {
  struct Check: Sendable {
    let instance: Int
    /// `CR-06 ended.ended`
    let name: String
    let result: CheckResult
    /// Whether what a person shows can ever be enough for it.
    let takesPeople: Bool
  }
  private let continuation: LogContinuation
  private let ledger: Ledger
  /// Of whom nothing may be said in the clear.
  let hasLentPeople: Bool

  init(_ path: String) throws {
    continuation = try LogContinuation(path)
    guard continuation.isFinished, !continuation.isCut else {
      throw UsageError("the run in \(path) has not ended; go on with `assay run --resume \(path)` first")
    }
    ledger = try RunReading.ledger(path)
    let folder = try RunFolder(path)
    hasLentPeople = folder.declaration.flatMap { try? JSON(parsing: $0) }.map(SealedPeople.isNeeded) ?? false
  }

  private var all: [Check] {
    ledger.instances.flatMap { one in
      one.checks.map { check in
        Check(
          instance: one.index, name: "\(one.name) \(check.result.step).\(check.result.check)", result: check.result,
          takesPeople: ledger.requirement(check.result.requirement)?.requirement.accepts(.d) ?? true)
      }
    }
  }

  /// Those that somebody who shows something can add to.
  func checks(_ id: String) throws -> [Check] { try found(id, { $0.result.isOpenToPeople }, "is open to what people show") }
  /// Those that wait for a word.
  func waiting(_ id: String) throws -> [Check] { try found(id, { $0.result.verdict == .review }, "waits for a review") }

  private func found(_ id: String, _ fits: (Check) -> Bool, _ what: String) throws -> [Check] {
    let open = all.filter(fits)
    let named = open.filter { check in
      let place = check.name.split(separator: " ", maxSplits: 1).last.map(String.init) ?? ""
      return [check.name, place].contains { $0 == id || $0.hasPrefix(id + ".") }
    }
    guard let first = named.first else {
      let others = open.prefix(6).map(\.name).joined(separator: ", ")
      throw UsageError(
        "no check \(id) \(what); " + (others.isEmpty ? "none of this run is: what was seen stays seen" : "there are \(others)"))
    }
    let instances = Set(named.map(\.instance))
    guard instances.count == 1 else {
      throw UsageError("\(id) is in \(instances.count) stories; name the story as well, as in --step \"\(first.name)\"")
    }
    return named
  }

  /// Nobody decides on what he showed himself.
  func hasShown(_ person: String, for check: Check) -> Bool {
    ledger.instances.first { $0.index == check.instance }?.hasShown(person, for: check.result.id) ?? false
  }

  func now(_ check: Check) -> CheckResult { all.first { $0.name == check.name }?.result ?? check.result }

  /// The line is on disk when it returns.
  func add(_ event: Event, to check: Check) throws {
    let events = try LogContinuation(continuation.folder)[check.instance].events
    let number = (events.map(\.place.number).max() ?? -1) + 1
    do throws(LogRefusal) {
      let writer = try LogWriter(continuing: try LogContinuation(continuation.folder))
      writer.append(writer.encode(Recorded(Place(instance: check.instance, number: number), event)) + [10])
      writer.close()
      if let failure = writer.failure { throw LogRefusal(line: 0, failure) }
    } catch { throw UsageError(.unwritableFolder, error.why) }
  }

  var listing: String {
    let waiting = all.filter { $0.result.verdict == .review }
    guard !waiting.isEmpty else { return "nothing waits for a review\n" }
    return waiting.map { check in
      "\(check.name)  \(check.result.reason?.rawValue ?? "")\n"
        + check.result.evidence.filter { $0.hasPrefix("attached by ") }.map { "  \($0)\n" }.joined()
    }.joined()
  }
}
