import ArgumentParser
import Documents
import Facts
import Transport

struct ActCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "act", abstract: "Makes a system of a running sandbox act now, and shows what followed.",
    usage: "assay act ROLE.ACT [--person KEY] [--with NAME=VALUE] ...\n       assay act advance --with by=DURATION\n       assay act --list",
    discussion: """
      The same acts as in scenarios. `advance` moves the clock of the sandbox's world.

      EXAMPLES
        assay act --list                            what can be done, and to whom
        assay act crvs.register-death --person PAULO
        assay act crvs.register-birth --person BABY-A --with mother=MARIE
        assay act crvs.register-death --person PAULO --with died="T - 1 day"
        assay act mis.enrolled --person PAULO --with programme=OAP
        assay act advance --with to=next-cycle --with of=OAP
        assay act advance --with by="2 days"

      EXIT STATUS
        0 done   2 refused, or no such act or person   3 no sandbox at that address
      """)

  @Argument(help: "ROLE.ACT, or `advance`.") var act: String?
  @Option(help: "Whom it is about, by key; may be repeated.") var person: [String] = []
  @Option(help: "An input of the act: died=2026-05-01; may be repeated.") var with: [String] = []
  @Option(help: "Where the sandbox listens.") var at: String = "http://127.0.0.1:8080"
  @Flag(help: "Lists the acts and people of the sandbox.") var list = false

  func run() async throws {
    try await Exits.reporting {
      if list { return try await show() }
      guard let act else { throw UsageError("name an act: `assay act crvs.register-death --person PAULO`; `assay act --list` shows them") }
      var body: Members = act == "advance" ? [:] : ["act": .string(act)]
      if !person.isEmpty { body["person"] = .array(person.map { .string($0) }) }
      for text in with {
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard sides.count == 2, !sides[0].isEmpty else { throw UsageError("--with \(text) cannot be read; write NAME=VALUE") }
        body[sides[0]] = .string(sides[1])
      }
      let request = WireRequest(
        "POST", act == "advance" ? "/advance" : "/act", headers: [HeaderField("Content-Type", "application/json")],
        body: JSON.object(body).encoded())
      let said = try await send(request)
      Console.out(Self.text(said, act: act, people: person))
      return 0
    }
  }

  private func send(_ request: WireRequest) async throws -> JSON {
    let base = at.hasSuffix("/") ? String(at.dropLast()) : at
    let response: WireResponse
    do throws(SendFailure) {
      response = try await Courier().carry(request, to: base, patience: 60_000).response
    } catch {
      throw NoSandbox("no sandbox at \(base): \(error.detail); start one with `assay sandbox`, or name its address with --at")
    }
    guard let json = try? JSON(parsing: response.body, bounds: .large) else {
      throw UsageError("\(base) answered \(response.status), and not as a sandbox does; name the sandbox's address with --at")
    }
    guard response.status == 200 else {
      throw UsageError("\(json["error"]?.text ?? "the sandbox answered \(response.status)"); \(json["next"]?.text ?? "look at GET \(base)/")")
    }
    return json
  }

  private func show() async throws -> Int32 {
    let page = try await send(WireRequest("GET", "/", headers: [HeaderField("Accept", "application/json")]))
    let acts = (page["roles"]?.items ?? []).flatMap { $0["acts"]?.items ?? [] }.map { a -> [String] in
      let inputs = ((a["people"]?.items ?? []) + (a["inputs"]?.items ?? [])).compactMap(\.text).joined(separator: ", ")
      return [a["act"]?.text ?? "", (a["says"]?.text ?? "") + (inputs.isEmpty ? "" : " (\(inputs))")]
    }
    let people = (page["people"]?.items ?? []).map { [$0["person"]?.text ?? "", $0["name"]?.text ?? "", $0["born"]?.text ?? "", $0["says"]?.text ?? ""] }
    Console.out(TextTable(["act", "what it does (its inputs)"], acts).text() + "\n" + TextTable(["person", "name", "born", "who"], people).text())
    return 0
  }

  private static func text(_ said: JSON, act: String, people: [String]) -> String {
    var out = act == "advance" ? "from \(said["from"]?.text ?? "") to \(said["to"]?.text ?? "")\n" : "\(act)\(people.isEmpty ? "" : " of ")\(people.joined(separator: ", ")), at \(said["at"]?.text ?? "")\n"
    if let cycle = said["cycle"]?.text { out += "  cycle  \(cycle)\n" }
    let gave = (said["gave"]?.members ?? [:]).map { ["  " + $0.name, $0.value.text ?? ""] }
    if !gave.isEmpty { out += TextTable([], gave).text() }
    let rows = (said["exchanges"]?.items ?? []).map { e -> [String] in
      let status = e["status"]?.numberText ?? e["failure"]?.text ?? "-"
      return [
        "  \(e["from"]?.text ?? "") -> \(e["to"]?.text ?? "")", e["dialect"]?.text ?? "", e["operation"]?.text ?? "",
        (e["says"]?.items ?? []).compactMap(\.text).joined(separator: ", "), status,
      ]
    }
    return out + (rows.isEmpty ? "nobody was told\n" : "then\n" + TextTable([], rows).text())
  }
}

/// Nobody serves a sandbox at that address. Exit status 3.
struct NoSandbox: Error, CustomStringConvertible {
  let description: String
  init(_ text: String) { description = text }
}
