import ArgumentParser
import Facts
import Foundation
import Scenarios
import SourceText

struct PublishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Publishes a version of a suite, once it is proven: date, body, digest, and what it changes.",
    usage: "assay publish SUITE [--status draft|candidate|adopted|retired] [--body NAME] [--proof FILE] [--certificates DIR] [--dry-run]",
    discussion: """
      Refused, with every reason, unless lint finds nothing, our own systems pass, each check fails under some defect (or
      says why none can make it: `unproven:`), no impostor is believed, every right system unlike ours loses nothing, and
      the version was raised since the content changed. A suite that retires is not played.

      Writes `status:` and `published:` into suite.yaml, whose comments stay, and published.yaml beside it: by that record
      a later version knows what changed, and lint that no id of a requirement comes back with another meaning.

      EXAMPLES
        assay publish my-suite --dry-run                          what stands in the way, what would be written
        assay publish my-suite                                    as a draft
        assay publish my-suite --status adopted --body "Working group X"
        assay publish my-suite --proof proof.json                 as `assay prove my-suite --json proof.json` saw it
        assay publish my-suite --certificates given --dry-run     and which certificates the changes touch

      EXIT STATUS
        0 published, or it was already   1 refused: the reasons are listed   2 the command or a page is wrong   5 the harness is at fault
      """)

  @Argument(help: "A suite by name, or the folder that holds its suite.yaml.") var suite: String
  @Option(help: "How far its adoption has come: draft, candidate, adopted, retired.") var status: String = "draft"
  @Option(help: "The body that adopts it.") var body: String?
  @Option(help: "What `assay prove --json` wrote of this very content; default: it is proven now.") var proof: String?
  @Option(help: "A folder of certificates: those that a change touches are named.") var certificates: String?
  @Flag(help: "Write nothing.") var dryRun = false
  @Option(help: "Trials at once; default: one for each core.") var jobs: Int?
  @Option(help: "The same seed mints the same people.") var seed: String?
  @Option(help: "The day of the publication; default: today.") var today: String?
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      let wanted = try wanted()
      let (library, names) = try home.library().naming([suite])
      guard names.count == 1 else {
        throw UsageError("\(suite) holds \(names.count) suites; name the folder of one: \(names.joined(separator: ", "))")
      }
      guard let folder = library.folder(ofSuite: names[0]) else {
        throw UsageError(.unwritableFolder, "\(suite) is carried in the binary; name a folder that can be written")
      }
      let publication = try await Publication(names[0], wanted, library: library)
      guard publication.reasons.isEmpty else {
        Console.complain(PublicationSummary.refused(publication))
        return 1
      }
      if publication.isKnown {
        Console.out("\(publication.suite.id) \(publication.version.version) was published with this content before; nothing is written\n")
      } else {
        let files = ["suite.yaml", PublicationRecord.file].map { "\(folder)/\($0)" }
        let wrote = dryRun ? files : try publication.write(to: folder)
        Console.out(PublicationSummary.published(publication, wrote: wrote, isDry: dryRun))
      }
      if let certificates { Console.out(try TouchedCertificates(in: certificates, publication).text) }
      return 0
    }
  }

  private func wanted() throws -> Publication.Wanted {
    guard let status = Scenario.Status(rawValue: status) else {
      throw UsageError("there is no status \(status); write \(Scenario.Status.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    if let jobs { try Numbers.check("--jobs", jobs, in: 1...1024) }
    let isNamed = body.map { !$0.allSatisfy(\.isWhitespace) } ?? false
    if status == .adopted, !isNamed { throw UsageError("nobody is named who adopts it; write --body NAME") }
    if status != .adopted, body != nil {
      throw UsageError("--body names who adopts a suite, and this one is \(status.rawValue); write --status adopted, or leave it out")
    }
    var day = WallClock.today()
    if let today {
      guard let read = Day(today) else { throw UsageError.day("--today", today) }
      day = read
    }
    return .init(status: status, body: body, seed: seed, jobs: jobs, today: day, proof: try proof.map { try SuiteProof.read($0) })
  }
}
