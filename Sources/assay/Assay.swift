import ArgumentParser

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
      ListCommand.self,
      ReportCommand.self,
      SandboxCommand.self,
      ActCommand.self,
      DoctorCommand.self,
      ProveCommand.self,
      BenchStepsCommand.self,
      BenchDocumentsCommand.self,
    ])

  @Flag(help: "The version, and the hash of the suites, mocks and templates that it reads and carries.") var version = false

  func run() async throws {
    guard version else { throw CleanExit.helpRequest(self) }
    Console.out(Version.text(home: try? Library.find()))
  }
}
