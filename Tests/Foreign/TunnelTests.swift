import Foundation
import Testing

/// An address that a command of the target makes known, for as long as a run lasts.
@Suite("Foreign systems, through a tunnel")
struct TunnelTests {
  /// The published target with a tunnel in the place of an address, and the port at which the vendor finds it.
  private static func system(_ more: String = "") async throws -> (system: Foreign, port: String) {
    let port = try Foreign.freePorts().0
    let script = Foreign.folder.appending(path: "tunnel.py").path
    let system = try await Foreign(.mis, ["--peers", "http://127.0.0.2:\(port)/t/acme-mis"]) {
      $0.replacing(
        "public-url: http://127.0.0.1:8443",
        with: "tunnel: { command: \"exec python3 '\(script)' --at 127.0.0.2:\(port) --to {port}\(more)\" }")
    }
    return (system, port)
  }

  private static func answers(_ port: String) async throws -> Bool {
    try await Launched.run("/usr/bin/env", ["curl", "-s", "-o", "/dev/null", "http://127.0.0.2:\(port)/"]).status == 0
  }

  @Test("Its address is read from what it prints, the vendor's calls come through it, and it ends with the run")
  func through() async throws {
    let (system, port) = try await Self.system()
    let target = system.place.appending(path: "target.yaml").path
    let said = try await Launched.run(Foreign.assay, ["doctor", "--target", target, "crvs-mis"])
    #expect(said.status == 0 && said.output.contains("http://127.0.0.2:\(port) leads to this machine"), "\(said.output)")
    let judged = try await system.judged(["crvs-mis", "--only", "CR-06", "--bases"])
    #expect(judged.status == 0 && judged.faults.isEmpty, "\(judged.output)")
    #expect(judged.states["UC-CR06-NO-LINE"] == "met", "\(judged.states)")
    #expect(try await !Self.answers(port), "the tunnel is closed")
  }

  @Test("Broken off or not, nothing of it stays behind")
  func broken() async throws {
    let (system, port) = try await Self.system()
    let run = try Broken(system, ["crvs-mis", "--only", "CR-06", "--bases"])
    try await run.stop(after: 4, by: SIGTERM)
    #expect(try await !Self.answers(port), "\(run.output)")
    let again = try Broken(goingOn: run)
    #expect(try await again.end() == 0, "\(again.output)")
    #expect(try await !Self.answers(port))
  }

  @Test("One that says no address is told, with what it said and what to do; nothing is played")
  func silent() async throws {
    let (system, _) = try await Self.system(" --silent")
    let judged = try await system.judged(["crvs-mis", "--only", "CR-06", "--bases"])
    let words = judged.output.replacing(/\s+/, with: " ")
    #expect(judged.status == 2 && judged.states.isEmpty, "\(judged.output)")
    #expect(words.contains("printed no address") && words.contains("no account for this tunnel"), "\(judged.output)")
    #expect(words.contains("say its address with reach.tunnel.url"), "\(judged.output)")
  }
}
