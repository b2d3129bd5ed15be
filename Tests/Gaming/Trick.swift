import Testing

/// What a vendor might try instead of being right, and what stops it.
struct Trick: Sendable, CustomTestStringConvertible {
  enum Run: Sendable {
    /// Against a system that may do a trick, with what the target file and the command line say.
    case vendor([String] = [], arguments: [String] = [])
    /// Against our own sandbox.
    case sandbox
    /// By a suite of one's own under the same name.
    case suite(edit: @Sendable (String) -> String)
  }
  enum Gate: String, Sendable { case shut, unread = "no such run" }

  var tried: String
  var run: Run = .vendor()
  var target: @Sendable (String) -> String = { $0 }
  /// What becomes of the log after the run.
  var log: (@Sendable (String) -> String)?
  /// The seed that the desk's nonce gives, or one that was known before.
  var seed = Trick.desk
  /// Seeds that were played at the same system before; nil: one that is drawn.
  var before: [String?] = []
  /// What the vendor then changes in the target file.
  var between: @Sendable (String) -> String = { $0 }
  /// Beyond key, nonce, runs and basis.
  var counts = ["--runs", "1"]
  var gate = Gate.shut
  /// The rules by which `certify` refuses, in its order; or the code of the error where nothing is certified at all.
  var refused: [String]
  /// A line that `run`, `gate` or `certify` shows.
  var says: String

  var testDescription: String { tried }
  /// As it stands on the page of certification.
  var row: String { "| \(tried) | \(gate.rawValue) | \(refused.map { "`\($0)`" }.joined(separator: ", ")) |" }

  static let nonce = "h6kqq0mVbS2Yc9dM1w5r8A"
  /// What `assay nonce` says of it.
  static let desk = "da7c43721f73b54e"
  static let rehearsed = "5eed"
}

extension Trick {
  static let all: [Trick] = [
    Trick(
      tried: "Answer 202 to everything, and let every hook say that it is done", run: .vendor(["--trick", "takes-everything"]),
      target: brief,
      refused: ["refused.no-level"], says: "EVT-REFUSE is unseen, and 3 more"),
    Trick(
      tried: "Replay a recorded good run, answers and lists", run: .vendor(["--trick", "replays", "--from", "RECORDED"]), target: brief,
      refused: ["refused.no-level"], says: "is unseen"),
    Trick(
      tried: "Know the identifiers of the people from a rehearsal", run: .vendor(["--trick", "knows-its-people", "--people", "REHEARSED"]),
      refused: ["refused.no-level"], says: "NO-LINE is not met"),
    Trick(
      tried: "The same, and play the seed of the rehearsal", run: .vendor(["--trick", "knows-its-people", "--people", "REHEARSED"]),
      seed: rehearsed, before: [rehearsed], refused: ["refused.foreign-seed", "refused.seed-played"],
      says: "shut: the seed was played before against this target, in run 1 of"),
    Trick(
      tried: "Declare that a story of the core is not supported", run: .vendor(["--trick", "none", "--pays-deceased"]),
      target: { $0.replacing("profile: mis/dci/1.0", with: "features: { GM-06: no }") },
      refused: ["refused.no-level"], says: "NO-LINE is not met"),
    Trick(
      tried: "Declare that an edge of the core is not spoken", target: { brief($0).replacing("{ dialect: g2p-bridge }", with: "none") },
      refused: ["refused.no-level"], says: "is unseen"),
    Trick(
      tried: "Declare that the edge of the profile itself is not spoken",
      target: { brief($0).replacing("events:    { dialect: dci-crvs, at: /dci/registry, signature: none }", with: "events: none") },
      refused: ["refused.no-profile"], says: "mis has no level"),
    Trick(
      tried: "Drop the connection on every negative message", run: .vendor(["--trick", "crashes"]),
      refused: ["refused.no-level"], says: "EVT-REFUSE is not met"),
    Trick(
      tried: "Go down on the first negative message", run: .vendor(["--trick", "goes-down"]), target: brief,
      refused: ["refused.no-level"], says: "EVT-REFUSE is not met"),
    Trick(
      tried: "Allow no malformed input, so that none is refused", target: { $0.replacing(", hostile-input: allowed", with: "") },
      refused: ["refused.no-level"], says: "EVT-REFUSE does not apply here"),
    Trick(
      tried: "Let a hook say what the story wants, and call it a standard query", run: .vendor(["--trick", "speaks-for-itself"]),
      target: { $0.replacing("mis.enrolled: [ payment-list ]", with: "mis.enrolled: [ \(standing) ]") },
      refused: ["refused.no-level"], says: "ENDED is unseen"),
    Trick(
      tried: "Declare a policy of 100 years", target: { $0.replacing("reissue: follow-up-list", with: "end-within: 100 years") },
      gate: .unread, refused: ["AS-023"], says: "the policy `end-within` is out of its range: 100 years is more than 90 days"),
    Trick(
      tried: "Declare the patience of a year", target: { $0.replacing("default: 15s", with: "default: 1 year") },
      gate: .unread, refused: ["AS-023"], says: "nobody waits longer than 30 days"),
    Trick(
      tried: "Run until it is green, keep that run, and count nothing", run: .vendor(["--trick", "wakes-late"]), before: [nil], counts: [],
      refused: ["refused.met-without-change", "refused.runs-uncounted"],
      says: "shut: NO-LINE is met, and was not in run 1 of"),
    Trick(
      tried: "Send in our own sandbox as the product", run: .sandbox, refused: ["refused.sandbox"],
      says: "mis is a sandbox of Assay in the place of a product"),
    Trick(
      tried: "Play only what is easy", run: .vendor(arguments: ["--bases"]), refused: ["refused.selection", "refused.no-profile"],
      says: "mis has no level: no profile was played whole"),
    Trick(
      tried: "Take what is hard out of the suite",
      run: .suite {
        $0.replacing("    checks:\n      no-line: { of: lines, where: { payee: deceased }, count: 0, requirement: NO-LINE }\n", with: "")
      }, refused: ["AS-095"],
      says: "NO-LINE is not in this run"),
    Trick(
      tried: "Expect the fault in an expectation file",
      run: .vendor(["--trick", "none", "--pays-deceased"], arguments: ["--update-expectations", "KNOWN"]),
      refused: ["refused.no-level", "refused.unassigned", "refused.hostile"],
      says: "expectations allow a gate or a must of the core to fail"),
    Trick(
      tried: "Write a verdict into the log", run: .vendor(["--trick", "none", "--pays-deceased"]),
      log: { $0.replacing("\"verdict\":\"fail\"", with: "\"verdict\":\"pass\"") }, refused: ["AS-006"],
      says: "the lines of instance 0 are not those that the run wrote"),
  ]

  /// A door of the vendor's own, which its target file calls a standard query.
  static let standing =
    "{ get: '/test/standing?person=$person.UIN', answer: '$.standing', enrolled: there, not-enrolled: gone, grade: B }"
  /// Nobody waits long for a system that does nothing.
  static let brief: @Sendable (String) -> String = {
    $0.replacing("default: 15s, notification: 15s, list: 15s, report: 15s, cycle: 30s, probe: 10s", with: "default: 2s, cycle: 5s")
  }
}
