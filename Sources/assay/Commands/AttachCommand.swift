import ArgumentParser
import Conformance
import Evidence
import Facts
import Foundation
import SourceText

struct AttachCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Puts a file or a statement beside a check that a run could not see.",
    usage: "assay attach LOG --step ID [FILE] [--says TEXT] --by NAME",
    discussion: """
      It is evidence of the lowest grade (D): it satisfies no gate, and counts
      only once `assay review` has accepted it. A check that passed or failed
      takes nothing: what was seen stays seen. LOG grows by a line; the run's
      own lines stay as they are.

      EXAMPLES
        assay attach assay-run --step "CR-06 ended.ended" closed.png --by Ana
        assay attach assay-run --step ended --says "shown as closed" --by Ana
        assay review assay-run                       what waits for a review

      EXIT STATUS
        0 attached   2 the log, the step or the file is wrong
      """)

  @Argument(help: "The folder of a run, or its log.ndjson.") var log: String
  @Argument(help: "The file: a screenshot, an extract, a letter.") var file: String?
  @Option(help: "The check: INSTANCE STEP.CHECK, or as much of it as names one.") var step: String
  @Option(help: "What was seen, in words.") var says: String?
  @Option(help: "Who attaches it.") var by: String
  @Flag(help: "In a run with people whom the vendor lent: nothing in it names them.") var namesNobody = false

  func run() async throws {
    try await Exits.reporting {
      guard file != nil || says != nil else { throw UsageError("nothing is attached; name a FILE, or give --says TEXT") }
      let bytes = try file.map { path in
        guard let bytes = Files.text(path, upTo: 16 << 20) else {
          throw UsageError(.unreadableFile, "\(Files.what(path)); name a file of at most 16 MiB")
        }
        return bytes
      }
      let person = try PersonLog(log)
      if person.hasLentPeople, !namesNobody {
        throw UsageError(
          "the run used people whom the vendor lent, and what is attached is kept as it is; see that nobody is named in it, and add --names-nobody"
        )
      }
      let checks = try person.checks(step)
      for check in checks {
        try person.add(
          .attached(
            Attached(
              step: check.result.step, check: check.result.check, file: file.map { ($0 as NSString).lastPathComponent }, bytes: bytes ?? [],
              says: says, by: by, wire: WallClock.now().description)), to: check)
      }
      Console.out(
        checks.map { check in
          "attached to \(check.name)\n"
            + (check.takesPeople
              ? "" : "note: it asks for better evidence than a person's (grade D), and stays inconclusive whatever is decided\n")
        }.joined() + "next: assay review \(log) --step \"\(checks[0].name)\" --accept --by NAME\n")
      return 0
    }
  }
}
