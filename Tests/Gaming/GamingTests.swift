import Foundation
import Testing

/// A vendor who would rather pass than be right earns nothing; the one beside him who is right is certified by the same commands.
@Suite("Gaming") struct GamingTests {
  @Test("An honest vendor is certified, and the certificate says how many runs it took")
  func honest() async throws {
    let desk = try await Desk.open.value
    #expect(desk.honest.played == 0 && desk.honest.gate.status == 0 && desk.honest.certified.status == 0, "\(desk.honest.output)")
    #expect(desk.honest.certified.output.contains("runs since the nonce: 7"), "\(desk.honest.output)")
    #expect(desk.honest.certified.output.contains("self-declared"))
  }

  @Test("Whoever mends it and says so is certified, and the certificate says what was before")
  func mended() async throws {
    let desk = try await Desk.open.value
    let vendor = try await Foreign(.mis, ["--trick", "wakes-late"] + Desk.quick, program: Desk.gamer)
    let mended = Trick(
      tried: "", before: [nil], between: { $0.replacing("version: 4.2.1", with: "version: 4.2.1+8") }, refused: [],
      says: "earlier runs of this target: 1, of the same version and scope: 0")
    let outcome = try await Desk.outcome(of: vendor, mended, vendor.place.appending(path: "run"), home: desk.home, key: desk.key)
    #expect(outcome.played == 0 && outcome.gate.status == 0 && outcome.certified.status == 0, "\(outcome.output)")
    let verified = try await Launched.run(Foreign.assay, ["verify", vendor.place.appending(path: "run.tar").path])
    #expect(verified.output.contains("Acme MIS 4.2.1+8 as mis") && verified.output.contains(mended.says), "\(verified.output)")
  }

  @Test("A trick earns neither gate nor certificate", arguments: Trick.all)
  func earnsNothing(_ trick: Trick) async throws {
    let outcome = try await attempt(trick)
    let gates: [Int32: Trick.Gate] = [1: .shut, 5: .shut, 2: .unread]
    #expect(gates[outcome.gate.status] == trick.gate, "\(outcome.output)")
    #expect(outcome.certified.status == (trick.refused.contains { $0.hasPrefix("AS-") } ? 2 : 1), "\(outcome.output)")
    #expect(Self.reasons(outcome, trick) == trick.refused, "\(outcome.output)")
    #expect(outcome.output.replacing(/\s+/, with: " ").contains(trick.says), "\(outcome.output)")
  }

  @Test("The page of certification lists these tricks, each with what stops it")
  func page() throws {
    let page = try String(contentsOf: Foreign.root.appending(path: "Sources/Judge/Certification/README.md"), encoding: .utf8)
    let rows = page.split(separator: "\n").map(String.init).drop { !$0.hasPrefix("| a vendor may try |") }.dropFirst(2).prefix {
      $0.hasPrefix("|")
    }
    #expect(Array(rows) == Trick.all.map(\.row), "it should hold\n\(Trick.all.map(\.row).joined(separator: "\n"))")
  }

  private func attempt(_ trick: Trick) async throws -> Desk.Outcome {
    let desk = try await Desk.open.value
    func named(_ words: [String], _ known: URL? = nil) -> [String] {
      words.map { $0 == "RECORDED" ? desk.recorded : $0 == "REHEARSED" ? desk.rehearsed : $0 == "KNOWN" ? known?.path ?? $0 : $0 }
    }
    switch trick.run {
    case .vendor(let switches, let arguments):
      let vendor = try await Foreign(
        .mis, named(switches.isEmpty ? ["--trick", "none"] : switches) + Desk.quick, program: Desk.gamer, changing: trick.target)
      return try await Desk.outcome(
        of: vendor, trick, vendor.place.appending(path: "run"), arguments: named(arguments, vendor.place.appending(path: "known.yaml")),
        home: desk.home, key: desk.key)
    case .sandbox:
      let vendor = try await Foreign(.sandbox)
      return try await Desk.outcome(of: vendor, trick, vendor.place.appending(path: "run"), home: desk.home, key: desk.key)
    case .suite(let edit):
      let vendor = try await Foreign(.mis, ["--trick", "none"] + Desk.quick, program: Desk.gamer)
      let own = vendor.place.appending(path: "home")
      try Desk.makeHome(own, edit: edit)
      return try await Desk.outcome(
        of: vendor, trick, vendor.place.appending(path: "run"), home: desk.home, played: own.path, key: desk.key)
    }
  }

  /// The rules of a refusal in the order in which they are told, or the code of an error: of the first command that has one.
  private static func reasons(_ outcome: Desk.Outcome, _ trick: Trick) -> [String] {
    let refusals = outcome.certified.output.matches(of: /(?m)^  (refused\.[a-z-]+):/).map { String($0.1) }
    guard refusals.isEmpty else { return refusals }
    return outcome.output.firstMatch(of: /error (AS-[0-9]+)/).map { [String($0.1)] } ?? []
  }
}
