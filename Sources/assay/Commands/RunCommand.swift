import ArgumentParser
import Conformance
import Evidence
import Facts
import Foundation
import Reports
import Sandbox
import SourceText

extension RunSheet.Form: ExpressibleByArgument {}

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Plays suites, among our own systems or against a vendor's, and judges what happened.",
    usage: "assay run SUITE... [--target FILE] [--only ID] [--dialect EDGE=NAME] ...",
    discussion: """
      EXAMPLES
        assay run crvs-mis payments-mis                all four systems are ours
        assay run crvs-mis --target acme.yaml          a vendor's in place of ours
        assay run ./our-suite                          a suite of your own, wherever it stands
        assay run crvs-mis --only CR-06/duplicate      one, as a selection
        assay run crvs-mis --bases                     the stories without their variants
        assay run crvs-mis --seed 1 --shard 1/3        a third; see `assay merge`
        assay run crvs-mis --target acme.yaml --plan   what people will have to do
        assay run crvs-mis --dialect events=opencrvs   over another wire protocol
        assay run crvs-mis --update-expectations expectations.yaml   writes down what is known to fail
        assay run crvs-mis --expectations expectations.yaml          fails a gate on anything else
        assay run --resume assay-run                   goes on after a crash, a stop, a weekend

      A run with a vendor's system that was killed or stopped (SIGTERM) goes on
      with --resume, as it was begun: nothing that was said is said again, and
      what was on its way when it broke off is told in the evidence.

      EXIT STATUS
        0 every must is met, or expected not to be
        1 a must is not met
        2 the command, a scenario or the target file is wrong
        3 a system cannot be reached, or a must is unseen
        4 the results differ from the expectation file
        5 the harness is at fault
      """)

  @Argument(help: "Suites by name, or folders that hold a suite.yaml.") var suites: [String] = []
  @Option(help: "What the vendor declares; `assay doctor --target FILE` checks it.") var target: String?
  @Option(help: "Only this scenario or instance; may be repeated.") var only: [String] = []
  @Flag(help: "Only the base stories, without their variants.") var bases = false
  @Option(help: "One part of the plan, as 2/3, or auto; `assay merge` puts the parts together.") var shard: String?
  @Option(help: "Known results other than a pass; anything else, and any that is mended or expired, is told.") var expectations: String?
  @Option(help: "Writes that file from this run; entries that are there keep their owner, link and day.") var updateExpectations: String?
  @Option(help: "Challenges and waivers, to be shown beside the results; they change none.") var waivers: String?
  @Option(help: "Goes on with a run that was broken off: its folder, or its log.") var resume: String?
  @Flag(help: "Play nothing: print the run sheet, which says what people will do.") var plan = false
  @Option(help: "With --plan: text, csv for registrars, or answers, to be filled in.") var `as`: RunSheet.Form = .text
  @Option(help: "Wait so many times as long as the target file says: 3x.") var patience: String?
  @OptionGroup var playing: PlayingOptions
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      guard let resume else {
        guard !suites.isEmpty else { throw UsageError("no suite is named; write `assay run SUITE...`; `assay list suites` has all") }
        return try await play(nil)
      }
      let resumption = try Resumption(resume)
      guard suites.isEmpty else { return try await play(resumption) }
      // As it was begun.
      guard var begun = try? RunCommand.parse(resumption.arguments), !begun.suites.isEmpty else {
        throw UsageError(.unreadableFile, "\(resume) does not say how the run was begun; give its suites and options again, with --resume")
      }
      if home.home != nil { begun.home = home }
      return try await begun.play(resumption)
    }
  }

  private func play(_ resumption: Resumption?) async throws -> Int32 {
    let beside = BesideOptions(
      expectations: try expectations.map { try BesideFiles.expectations($0) }, waivers: try waivers.map { try BesideFiles.waivers($0) },
      update: updateExpectations)
    // A file that is there and cannot be read is told before anything is played.
    if let file = updateExpectations, FileManager.default.fileExists(atPath: file) { _ = try BesideFiles.expectations(file) }
    let (library, suites) = try home.library().naming(suites)
    var casting = try playing.casting { library }
    if let target { casting.target = try TargetReading.load(target) }
    if let patience { casting.target?.patienceFactor = try Self.factor(patience) }
    if plan { return try sheet(casting, suites, library) }
    var options = try playing.options(suites: suites, only: only, bases: bases, casting: casting)
    options.shard = try shard.map { try Shard(parsing: $0, environment: ProcessInfo.processInfo.environment) }
    guard options.shard == nil || options.seed != nil else {
      throw UsageError("--shard needs --seed; all parts of a plan are played with the same one, or they cannot be merged")
    }
    options.beside = beside
    options.resumed = resumption
    let tunnel = try await Tunnel.open(options.casting.target)
    if let tunnel { options.casting.target?.reach.publicURL = tunnel.url }
    defer { withExtendedLifetime(tunnel) {} }
    let ledger = try await RunSession(library: library, options: options).run()
    return ledger.status.rawValue
  }

  private func sheet(_ casting: Casting, _ suites: [String], _ library: Library) throws -> Int32 {
    guard let target = casting.target else {
      throw UsageError("--plan needs --target; among our own systems nothing is left for people to do")
    }
    let seed = playing.seed ?? RunSession.freshSeed()
    let sheet = try Planner.sheet(
      suites, only: only, bases: bases, target: target, seed: seed, today: playing.today, library: library)
    let words = CommandLine.arguments.dropFirst().filter { $0 != "--plan" }.joined(separator: " ")
    Console.out(sheet.written(`as`, command: "assay \(words)" + (playing.seed == nil ? " --seed \(seed)" : ""), seed: seed))
    return 0
  }

  /// `3x` or `3`.
  private static func factor(_ text: String) throws -> Double {
    guard let factor = Double(text.hasSuffix("x") ? String(text.dropLast()) : text), factor > 0, factor <= 1000 else {
      throw UsageError("--patience \(text) cannot be read; write a factor from 0.1 to 1000, as in 3x")
    }
    return factor
  }
}

/// What every command that plays scenarios takes.
struct PlayingOptions: ParsableArguments {
  @Option(help: "The same seed mints the same people and gives the same ledger.") var seed: String?
  @Option(help: "Scenarios at once; default: one for each core.") var jobs: Int?
  @Option(help: "The folder of the log and the reports.") var out: String = "assay-run"
  @Option(help: "Reports to write; `assay list formats` has all.") var format: String = "html,json,junit"
  @Option(help: "The dialect of an edge: events=opencrvs; may be repeated.") var dialect: [String] = []
  @Option(help: "A setting of an edge: records.mode=async; may be repeated.") var setting: [String] = []
  @Option(help: "A wrong behaviour to show: mis:pays-the-deceased; may be repeated.") var defect: [String] = []
  @Option(help: "The port of our listener; default: any free one.") var port: Int = 0
  @Option(help: "The day to which stories are anchored; default: today.") var today: String?
  @Flag(help: "No progress and no summary.") var quiet = false

  func casting(_ library: () throws -> Library) throws -> Casting {
    try Casting.parsed(dialects: dialect, settings: setting, defects: defect, library: library)
  }

  func options(suites: [String], only: [String], bases: Bool, casting: Casting) throws -> RunSession.Options {
    var day: Day?
    if let today {
      guard let read = Day(today) else { throw UsageError.day("--today", today) }
      day = read
    }
    try Numbers.check("--port", port, in: 0...65_535)
    if let jobs { try Numbers.check("--jobs", jobs, in: 1...1024) }
    guard !out.isEmpty else { throw UsageError("--out names no folder; write --out DIR") }
    let formats = format.split(separator: ",").map(String.init)
    try Publishing.check(formats)
    return RunSession.Options(
      suites: suites, only: only, bases: bases, seed: seed, jobs: jobs, out: out,
      formats: formats, port: port, quiet: quiet,
      command: "assay " + ShellWords.joined(CommandLine.arguments.dropFirst()), today: day, casting: casting)
  }
}

/// Numbers of a command line that the program could not live with.
enum Numbers {
  static func check(_ name: String, _ value: Int, in range: ClosedRange<Int>) throws {
    guard range.contains(value) else {
      throw UsageError("\(name) \(value) is out of range; write a number from \(range.lowerBound) to \(range.upperBound)")
    }
  }
}

struct HomeOptions: ParsableArguments {
  @Option(help: "The folder that holds suites/, mocks/ and reports/.") var home: String?
  func library() throws -> Library { try Library.find(home: home) }
}
