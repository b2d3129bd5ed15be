import ArgumentParser
import Scenarios
import SourceText

@main
struct Assay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay", abstract: "Proves that systems of social protection work together.",
    discussion: """
      START HERE
        assay demo                              four systems, a report
        assay run crvs-mis --target acme.yaml   judges a vendor's system
        assay sandbox                           serves the four until stopped
      """,
    subcommands: [
      DemoCommand.self,
      RunCommand.self,
      LintCommand.self,
      FmtCommand.self,
      ListCommand.self,
      SchemaCommand.self,
      ReportCommand.self,
      DiffCommand.self,
      GateCommand.self,
      MergeCommand.self,
      ExpectationsCommand.self,
      SandboxCommand.self,
      ActCommand.self,
      InitCommand.self,
      SheetCommand.self,
      DoctorCommand.self,
      ListenCommand.self,
      PeopleCommand.self,
      AnswerCommand.self, AttachCommand.self, ReviewCommand.self,
      ProveCommand.self,
      PublishCommand.self,
      DocsCommand.self,
      NonceCommand.self,
      CertifyCommand.self,
      VerifyCommand.self,
      KeygenCommand.self,
      BenchStepsCommand.self,
      BenchMarkupCommand.self,
      BenchDocumentsCommand.self,
    ])

  /// Wrong words on the command line end with 2, as everything does that a user has to correct.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand { try await asynchronous.run() } else { try command.run() }
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      Console.complain(complaint(fullMessage(for: error)))
      exit(withError: ExitCode(2))
    }
  }

  private static func complaint(_ said: String) -> String {
    var said = said.hasPrefix("Error: ") ? String(said.dropFirst("Error: ".count)) : said
    let word = CommandLine.arguments.dropFirst().first ?? ""
    if said.hasPrefix("Unexpected argument"), !word.hasPrefix("-"), configuration.subcommands.allSatisfy({ $0._commandName != word }) {
      let names = configuration.subcommands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
      said =
        "there is no command \(word)\n"
        + (Spelling.nearest(word, in: names).map { "next: is `assay \($0)` meant?" }
          ?? "next: commands are \(names.joined(separator: ", "))")
    }
    return "error \(DiagnosticCode.wrongCommand): \(said)\n"
  }

  @Flag(help: "The version, and the hash of the suites, mocks and templates that it reads and carries.") var version = false

  func run() async throws {
    guard version else { throw CleanExit.helpRequest(self) }
    Console.out(Version.text(home: try? Library.find()))
  }
}
