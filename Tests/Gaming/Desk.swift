import Foundation
import Testing

/// What all tricks share: a home with one small suite, the key of a desk, and what an honest vendor's run looked like.
struct Desk: Sendable {
  let place: URL
  var home: String { place.appending(path: "home").path }
  var key: String { place.appending(path: "desk.pem").path }
  /// The folder of the honest run.
  var recorded: String { place.appending(path: "recorded").path }
  /// What the honest run said, from `run`, `gate` and `certify`.
  let honest: Outcome
  /// An identifier of the deceased in a rehearsal.
  let rehearsed: String

  struct Outcome: Sendable {
    var played: Int32?
    var gate: Launched
    var certified: Launched
    var output: String
  }

  static let open: Task<Desk, any Error> = Task { try await Desk() }

  private init() async throws {
    place = FileManager.default.temporaryDirectory.appending(path: "gaming-\(UUID().uuidString)")
    try Self.makeHome(place.appending(path: "home")) { $0 }
    let made = try await Launched.run(Foreign.assay, ["keygen", place.appending(path: "desk").path])
    #expect(made.status == 0, "\(made.output)")
    let target = Foreign.folder.appending(path: "target.yaml").path
    let people = try await Launched.run(
      Foreign.assay,
      ["people", "gaming", "--target", target, "--seed", Trick.rehearsed, "--format", "json", "--home", place.appending(path: "home").path])
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(people.output.utf8)) as? [[String: Any]], "\(people.output)")
    rehearsed = try #require(rows.compactMap { $0["identifiers"] as? [String: String] }.first?["UIN"])
    let vendor = try await Foreign(.mis, ["--trick", "none"] + Self.quick, program: Self.gamer)
    honest = try await Self.outcome(
      of: vendor, Trick(tried: "", counts: ["--runs", "7"], refused: [], says: ""), place.appending(path: "recorded"),
      home: place.appending(path: "home").path, key: place.appending(path: "desk.pem").path)
  }

  static let gamer = Foreign.root.appending(path: "Tests/Gaming/gamer.py")
  /// It decides at once; nothing here is about patience.
  static let quick = ["--slow", "0.3"]

  /// `edit`: the story with what is tried upon it.
  static func makeHome(_ home: URL, edit: (String) -> String) throws {
    let suite = home.appending(path: "suites/gaming")
    try FileManager.default.createDirectory(at: home.appending(path: "suites"), withIntermediateDirectories: true)
    for folder in ["mocks", "reports"] {
      try FileManager.default.copyItem(at: Foreign.root.appending(path: folder), to: home.appending(path: folder))
    }
    try FileManager.default.copyItem(at: Foreign.root.appending(path: "Tests/Gaming/suite"), to: suite)
    let story = suite.appending(path: "GM-06.yaml")
    try edit(String(contentsOf: story, encoding: .utf8)).write(to: story, atomically: true, encoding: .utf8)
  }

  /// Plays, gates and certifies. The desk certifies by its own home, whatever was played.
  static func outcome(
    of vendor: Foreign, _ trick: Trick, _ out: URL, arguments: [String] = [], home: String, played: String? = nil, key: String
  )
    async throws -> Outcome
  {
    let target = vendor.place.appending(path: "target.yaml").path
    func run(_ seed: String?, _ folder: String) async throws -> Launched {
      let seed = seed.map { ["--seed", $0] } ?? []
      return try await Launched.run(
        Foreign.assay,
        ["run", "gaming", "--target", target, "--out", folder, "--home", played ?? home, "--format", "json"] + seed + arguments)
    }
    for (number, seed) in trick.before.enumerated() {
      _ = try await run(seed, "\(out.path)-before-\(number)")
      // Its own database keeps nobody from playing again.
      _ = try await vendor.post("/api/test/reset", [:])
    }
    try trick.between(String(contentsOfFile: target, encoding: .utf8)).write(toFile: target, atomically: true, encoding: .utf8)
    let ran = try await run(trick.seed, out.path)
    let log = out.appending(path: "log.ndjson")
    if let edit = trick.log { try edit(String(contentsOf: log, encoding: .utf8)).write(to: log, atomically: true, encoding: .utf8) }
    let gate = try await Launched.run(Foreign.assay, ["gate", out.path, "--level", "L1"])
    let certified = try await Launched.run(
      Foreign.assay,
      ["certify", out.path, "--key", key, "--nonce", Trick.nonce, "--self-declared", "--out", out.path + ".tar", "--home", home]
        + trick.counts)
    return Outcome(played: ran.status, gate: gate, certified: certified, output: [ran, gate, certified].map(\.output).joined())
  }
}
