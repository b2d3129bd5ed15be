import ArgumentParser
import Conformance
import Evidence
import Reports
import SourceText

struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Puts the parts of one plan together: one run folder, as if it had been played at once.",
    usage: "assay merge LOG... [--out DIR] [--format LIST]",
    discussion: """
      Refused where a part is missing, comes twice, was cut off, or was played from other suites, with another seed, day, target or tool.

      EXAMPLES
        assay run crvs-mis --seed 1 --shard 1/2 --out part-1
        assay run crvs-mis --seed 1 --shard 2/2 --out part-2
        assay merge part-1 part-2 --out assay-run

      EXIT STATUS
        that of the whole run: 0 every must is met, 1 a must is not met, 3 unreachable or unseen, 5 the harness is at fault
        2 they are no parts of one plan; every reason is told
      """)

  @Argument(help: "Folders of runs, or their logs.") var logs: [String]
  @Option(help: "The folder of the log and the reports.") var out: String = "assay-run"
  @Option(help: "Reports to write; `assay list formats` has all.") var format: String = "html,json,junit"
  @Flag(help: "No summary.") var quiet = false
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      let formats = format.split(separator: ",").map(String.init)
      try Publishing.check(formats)
      let parts = try logs.map { LogMerge.Part(name: $0, events: try RunReading.reader($0).events) }
      // The log of a part would be emptied before it is read whole.
      guard !logs.contains(where: { Self.folder($0) == Self.folder(out) }) else {
        throw UsageError(.unwritableFolder, "\(out) is the folder of a part; give another one with --out")
      }
      let events = try MergeWriting.write(LogMerge(parts), to: out)
      try KeptTarget.carry(from: Self.folder(logs[0]), to: out)
      let ledger = Ledger(events)
      try Publishing(library: try home.library(), folder: out, quiet: quiet).publish(ledger, formats)
      return ledger.status.rawValue
    }
  }

  private static func folder(_ path: String) -> String {
    var path = path.hasSuffix("/log.ndjson") ? String(path.dropLast("/log.ndjson".count)) : path
    while path.count > 1, path.last == "/" { path.removeLast() }
    return path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }
}

/// Writes what was merged as a run writes it, so that bodies are packed and chains are made anew.
enum MergeWriting {
  static func write(_ merge: LogMerge, to folder: String) throws -> [Recorded] {
    let writer: LogWriter
    do throws(LogRefusal) { writer = try LogWriter(folder: folder) } catch { throw UsageError(.unwritableFolder, error.why) }
    let head = InstanceRecorder(instance: -1, writer: writer)
    head.record(.run(merge.run))
    for requirement in merge.requirements { head.record(.requirement(requirement)) }
    for event in merge.beside { head.record(event) }
    head.flush()
    var events: [Recorded] = []
    for one in merge.instances {
      let recorder = InstanceRecorder(instance: one.index, writer: writer)
      for event in one.events { recorder.record(event) }
      recorder.flush()
      events += recorder.events
    }
    head.record(.finished(merge.finished))
    head.flush()
    writer.close()
    if let failure = writer.failure { throw UsageError(.unwritableFolder, failure) }
    return head.events + events
  }
}
