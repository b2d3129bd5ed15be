import ArgumentParser
import Facts
import Sandbox

struct ListenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "listen", abstract: "Keeps the pinned address of a target open between its runs.",
    usage: "assay listen --target FILE",
    discussion: """
      Tokens and keys are given as in a run. Notifications and callbacks are
      taken, answered and kept, with the time at which they came; the next run,
      or the one that is gone on with, finds them. What wants an answer that
      only a story can give is answered 503: come again. A run that begins takes
      the address over, and this command has it back when the run has ended.

      EXAMPLES
        assay listen --target acme.yaml             in another window, or as a service
        assay run crvs-mis --target acme.yaml       takes over, and gives back
        assay listen --target acme.yaml --list      what is kept now

      EXIT STATUS
        0 stopped in order
        2 the address is held by a run, the port is in use, or the target is wrong
      """)

  @Option(help: "The target file.") var target: String
  @Flag(help: "Say what is kept, and listen to nothing.") var list = false
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      var file = try TargetReading.load(target)
      let kept = TargetHome(file)
      if list { return Self.show(Mail(kept)) }
      guard file.reach.mode == .pinned else {
        throw UsageError("\(target) has no pinned address; addresses of its runs end with them: write `reach: { mode: pinned }`")
      }
      let library = try home.library()
      let tunnel = try await Tunnel.open(file)
      defer { withExtendedLifetime(tunnel) {} }
      if let tunnel { file.reach.publicURL = tunnel.url }
      try await withThrowingTaskGroup(of: Void.self) { [file] group in
        group.addTask { try await Listening(target: file, home: kept, library: library).keepOn() }
        group.addTask { await StopSignal.wait() }
        try await group.next()
        group.cancelAll()
        try await group.waitForAll()
      }
      Console.out("stopped; \(counted(Mail(kept).all.count, "message")) kept for the next run\n")
      return 0
    }
  }

  private static func show(_ mail: Mail) -> Int32 {
    let rows = mail.all.map {
      [$0.wire.description, $0.role.text, "\($0.request.method) \($0.request.path)", String($0.request.body.count), String($0.status)]
    }
    Console.out(rows.isEmpty ? "nothing is kept\n" : TextTable(["came", "to", "what", "bytes", "answered"], rows).text())
    return 0
  }
}
