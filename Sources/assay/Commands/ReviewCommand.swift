import ArgumentParser
import Conformance
import Evidence
import Facts

struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Accepts or refuses what a run left to a person, or what was attached to it.",
    usage: "assay review LOG [--step ID --accept|--refuse --by NAME [--why TEXT]]",
    discussion: """
      Without --step it lists what waits. A run with anything unreviewed earns
      no certificate. What is accepted counts as grade D, and where a better one
      is asked stays inconclusive. Who decided, and why, is in the evidence.

      EXAMPLES
        assay review assay-run
        assay review assay-run --step "CR-06 ended.ended" --accept --by "Desk of X"
        assay review assay-run --step ended --refuse --by Ben --why "of another person"
        assay report assay-run --format html         the reports, with what was decided

      EXIT STATUS
        0 listed, or taken   2 the log or the step is wrong
      """)

  @Argument(help: "The folder of a run, or its log.ndjson.") var log: String
  @Option(help: "The check: INSTANCE STEP.CHECK, or as much of it as names one.") var step: String?
  @Flag(help: "It shows what the check asks.") var accept = false
  @Flag(help: "It does not.") var refuse = false
  @Option(help: "Who decides.") var by: String?
  @Option(help: "Why.") var why: String?

  func run() async throws {
    try await Exits.reporting {
      let person = try PersonLog(log)
      guard let step else {
        Console.out(person.listing)
        return 0
      }
      guard accept != refuse else { throw UsageError("nothing is decided; write --accept or --refuse") }
      guard let by else { throw UsageError("nobody is named who decides; write --by NAME") }
      for check in try person.waiting(step) {
        guard !accept || !person.hasShown(by, for: check) else {
          throw UsageError("\(by) has shown it, and cannot accept it as well; let somebody else decide on \(check.name)")
        }
        try person.add(
          .reviewed(
            Reviewed(
              step: check.result.step, check: check.result.check, isAccepted: accept, by: by, why: why, wire: WallClock.now().description)),
          to: check)
        let now = try PersonLog(log).now(check)
        Console.out("\(check.name): \(now.verdict.rawValue)" + (now.reason.map { ", \($0.rawValue)" } ?? "") + "\n")
      }
      return 0
    }
  }
}
