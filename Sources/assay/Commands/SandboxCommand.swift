import ArgumentParser
import Facts
import Population
import Sandbox
import Serving
import SourceText

struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox", abstract: "Serves the reference systems in one world until it is stopped.",
    usage: "assay sandbox [--port N] [--dialect EDGE=NAME] [--defect ROLE:NAME] ...",
    discussion: """
      All of them are on one port, each below the name of its role: /crvs, /id,
      /payments, /mis, /ibr, /mapper, /social-registry, /disability-registry,
      /farmer-registry, /facility, /intake.
      GET / says what is there: a page in a browser, JSON for programs.
      POST /act makes a system act, /ask looks into one, /advance moves the clock.

      EXAMPLES
        assay sandbox                                  on port 8080
        assay sandbox --population 100000              with a country of people
        assay sandbox --dialect events=opencrvs        another wire protocol
        assay sandbox --setting records.auth=none      an edge without tokens
        assay sandbox --defect mis:pays-the-deceased   wrong on purpose
        assay sandbox --peer mis=http://10.0.0.5/api   your MIS among our systems
        assay act crvs.register-death --person PAULO   in another window

      EXIT STATUS
        0 stopped in order   2 the port is in use, or an option is wrong
      """)

  @Option(help: "The port; 0 takes a free one.") var port: Int = 8080
  @Option(help: "The address to listen at; 0.0.0.0 for every network.") var host: String = "127.0.0.1"
  @Option(help: "The same seed mints the same people.") var seed: String = "1"
  @Option(help: "The day on which the world begins; default: today.") var today: String?
  @Option(help: "Generated people beside the cast.") var population: Int = 0
  @Option(help: "The dialect of an edge: events=opencrvs; may be repeated.") var dialect: [String] = []
  @Option(help: "A setting of an edge: records.auth=none; may be repeated.") var setting: [String] = []
  @Option(help: "A wrong behaviour to show: mis:pays-the-deceased; may be repeated.") var defect: [String] = []
  @Option(help: "A role that is not ours, at its address: mis=http://...; may be repeated.") var peer: [String] = []
  @Flag(help: "Also one port for each role, on the ports after the first.") var splitPorts = false
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      try Numbers.check("--port", port, in: 0...65_000)
      try Numbers.check("--population", population, in: 0...5_000_000)
      guard let day = today.map({ Day($0) }) ?? WallClock.today() else {
        throw UsageError.day("--today", today ?? "")
      }
      var casting = try Casting.parsed(dialects: dialect, settings: setting, defects: defect, library: home.library)
      casting.target = try peers()
      let served = try await ServedWorld.open(
        library: home.library(),
        options: .init(
          seed: seed, today: day, casting: casting, host: host, port: port, population: population, splitsPorts: splitPorts))
      Console.out(Self.greeting(served))
      let time = Task { await served.keepTime() }
      await StopSignal.wait()
      time.cancel()
      await served.close()
      Console.out("stopped\n")
      return 0
    }
  }

  private func peers() throws -> TargetFile? {
    let roles = try peer.map { text in
      let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, Registers.roles.contains(Role(sides[0])), sides[1].hasPrefix("http") else {
        throw UsageError(
          "--peer \(text) cannot be read; write ROLE=http://...; roles are \(Registers.roles.map(\.text).joined(separator: ", "))")
      }
      let base = sides[1].hasSuffix("/") ? String(sides[1].dropLast()) : sides[1]
      return TargetFile.RoleDecl(
        role: Role(sides[0]), baseURL: base, profile: nil, edges: edges(of: Role(sides[0])), credentials: Settings(), features: [])
    }
    return roles.isEmpty ? nil : .peers(roles)
  }

  /// Whoever builds against the sandbox is met on every edge, those too that a target has to name.
  private func edges(of role: Role) -> [TargetFile.EdgeChoice] {
    Topology.reference.edges.filter { Casting.isByName($0, for: role) }.map { edge in
      let chosen = dialect.last { $0.hasPrefix(edge.name.text + "=") }?.dropFirst(edge.name.text.utf8.count + 1)
      let here = SourceSpan(file: SourceFile(name: "--peer", text: ""), start: SourcePoint(line: 1, column: 1))
      return TargetFile.EdgeChoice(
        edge: edge.name, dialect: chosen.map { DialectName(String($0)) } ?? edge.dialect, settings: Settings(), name: here, span: here)
    }
  }

  private static func greeting(_ served: ServedWorld) -> String {
    let at = "http://\(served.house.listener.host):\(served.house.listener.port)"
    let page = FrontPage(served: served, request: WireRequest("GET", "/"))
    let who =
      "\(counted(served.world.story.people.count, "person").replacingPeople) of the cast"
      + (served.house.populace.map { ", \($0.size) more beside it" } ?? "")
    var out = "assay \(RunSession.tool) sandbox: seed \(served.seed), \(served.house.today), \(who)\n\n"
    let rows =
      [["all", at + "/"]] + served.world.seats.map { [$0.role.text, page.address($0.role) + ($0.seat.isOurs ? "" : "  (not ours)")] }
    out += TextTable([], rows).text(width: nil).split(separator: "\n").map { "  \($0)\n" }.joined()
    if served.world.seats.contains(where: { !$0.seat.isOurs }) {
      out += "\n  peers reach ours at \(at)/w/\(ServedWorld.token)/ROLE\n"
    }
    return out + "\n  assay act crvs.register-death --person PAULO --at \(at)\n  assay act --list --at \(at)\n\nctrl-C stops it\n"
  }
}

extension String {
  fileprivate var replacingPeople: String { hasSuffix("persons") ? dropLast("persons".count) + "people" : self }
}

extension TargetFile {
  /// Systems that are not ours and declare nothing beside their address.
  fileprivate static func peers(_ roles: [RoleDecl]) -> TargetFile {
    TargetFile(
      name: "peers", product: ("peer", ""), environment: "test", roles: roles, reach: Reach(), patience: [], vocabulary: [], policies: [],
      hooks: [], observers: [], secrets: [])
  }
}
