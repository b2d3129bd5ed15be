import Documents
import Testing

/// What a newcomer finds at the address that `assay sandbox` printed.
@Suite(.sandbox) struct ServedSandboxTests {
  private func json(_ answer: String) throws -> JSON {
    try JSON(parsing: Array(answer[(try #require(answer.firstRange(of: "\r\n\r\n"))).upperBound...].utf8), bounds: .large)
  }

  @Test(arguments: ["crvs", "id", "payments", "mis", "ibr"]) func everyRoleHasItsPlaceOnOnePort(_ role: String) async throws {
    let sandbox = try #require(RunningSandbox.current)
    let page = try json(try await sandbox.get("/"))
    let own = try #require(page["roles"]?.items?.first { $0["role"]?.text == role })
    #expect(own["base"]?.text == "http://localhost/\(role)")
    #expect(sandbox.greeting.contains("/\(role)"))
    let operation = try #require(own["operations"]?.items?.first, "nothing is served at /\(role)")
    let path = "/\(role)" + (operation["path"]?.text ?? "").replacing(/\{[a-zA-Z]+\}/, with: "x")
    // Whatever it says to an empty message, it is not that nobody is there.
    let answer = try await sandbox.exchange("\(operation["method"]?.text ?? "") \(path) HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    #expect(!answer.hasPrefix("HTTP/1.1 404") && !answer.hasPrefix("HTTP/1.1 405") && !answer.hasPrefix("HTTP/1.1 5"), "\(path): \(answer.prefix(300))")
  }

  /// The world has a second address, for peers that are not ours.
  @Test func theWorldIsFoundByItsTokenToo() async throws {
    let sandbox = try #require(RunningSandbox.current)
    let short = try await sandbox.post("/crvs/registry/search", "{}")
    let long = try await sandbox.post("/w/default/crvs/registry/search", "{}")
    let odd = try await sandbox.post("//crvs/registry/search", "{}")
    #expect(short.prefix(12) == long.prefix(12) && short.prefix(12) == odd.prefix(12))
    #expect(!short.hasPrefix("HTTP/1.1 404"))
  }

  @Test func aBrowserGetsAPageAndAProgramGetsJSON() async throws {
    let sandbox = try #require(RunningSandbox.current)
    let page = try await sandbox.get("/", accept: "text/html,application/xhtml+xml")
    #expect(page.contains("Content-Type: text/html") && page.contains("crvs.register-death") && page.contains("PAULO"))
    #expect(!page.contains("src=\"http") && !page.contains("href=\"http"), "the page takes something from elsewhere")
    let json = try await sandbox.get("/", accept: "*/*")
    #expect(json.contains("Content-Type: application/json"))
  }

  @Test func anActHasItsConsequences() async throws {
    let sandbox = try #require(RunningSandbox.current)
    let act = try json(try await sandbox.post("/act", "{\"act\":\"crvs.register-death\",\"person\":\"PAULO\",\"died\":\"T - 1 day\"}"))
    let told = act["exchanges"]?.items?.contains { $0["from"]?.text == "crvs" && $0["to"]?.text == "mis" && $0["says"]?.items?.first?.text == "death-registered" }
    #expect(told == true, "\(act)")
    let again = try await sandbox.post("/act", "{\"act\":\"crvs.register-death\",\"person\":\"PAULO\"}")
    #expect(again.hasPrefix("HTTP/1.1 409") || again.hasPrefix("HTTP/1.1 200"))
    #expect(try await sandbox.get("/exchanges").contains("death"))
  }

  @Test func eachRoleMayHaveAPortOfItsOwn() async throws {
    let sandbox = try await RunningSandbox.start("--split-ports")
    for role in ["crvs", "id", "payments", "mis", "ibr"] {
      let port = sandbox.greeting.firstMatch(of: try Regex("\(role) +http://127\\.0\\.0\\.1:([0-9]+)", as: (Substring, Substring).self)).flatMap { Int($0.1) }
      let own = try #require(port, "\(sandbox.greeting)")
      #expect(own != sandbox.port)
      #expect(try await sandbox.get("/nothing", port: own).hasPrefix("HTTP/1.1 404"))
    }
    #expect(await sandbox.stop() == 0)
  }
}
