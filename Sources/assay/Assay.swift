import ArgumentParser

@main
struct Assay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay", abstract: "Proves that systems of social protection work together.", version: RunSession.tool,
    subcommands: [DemoCommand.self, RunCommand.self])
}
