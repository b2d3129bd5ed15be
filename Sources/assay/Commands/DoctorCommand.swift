import ArgumentParser
import SourceText

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Checks this machine, and what a target file declares, before a run.",
    usage: "assay doctor [--target FILE] [SUITE...]",
    discussion: """
      Each line is ok, or says what to change and on which side. The vendor's
      system is called: name, certificate, clock, token, and on each edge one
      question that changes nothing, about somebody who does not exist. Where
      the protocol has a handshake, it is seen whether the answer reaches us.

      EXAMPLES
        assay doctor                                home, suites, folder, port
        assay doctor --target acme.yaml             all that a run needs
        assay doctor --target acme.yaml crvs-mis    only what this suite needs

      EXIT STATUS
        0 well
        2 something is to be changed
        3 the vendor's system cannot be reached
      """)

  @Argument(help: "The suites that will be played; default: all.") var suites: [String] = []
  @Option(help: "The target file.") var target: String?
  @Option(help: "The folder of results that a run would write.") var out: String = "assay-run"
  @Option(help: "The port of a sandbox.") var port: Int = 8080
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      var all: [Examined]
      if let target {
        var file = try TargetReading.load(target)
        let tunnel = try await Tunnel.open(file)
        defer { withExtendedLifetime(tunnel) {} }
        if let tunnel { file.reach.publicURL = tunnel.url }
        all = await TargetExamination(
          target: file, file: target, suites: try Planner.loaded(suites, home.library()), library: try home.library()
        ).examine()
      } else {
        all = await HomeExamination(home: home.home, out: out, port: port).examine()
      }
      Console.out(Examined.text(all))
      if all.contains(where: { $0.state == .unreachable }) { return 3 }
      return all.contains { $0.state == .wrong } ? 2 : 0
    }
  }
}
