import Documents
import Facts
import Sandbox
import SourceText

/// A server that knows nothing, and what its owner claims of it when asked.
struct Impostor: Sendable {
  enum Trick: Sendable {
    case answer(WireResponse)
    case echo
    case drop
    /// A recorded good response for each path.
    case replay
  }
  let id: String
  let says: String
  let trick: Trick
  /// The word with which it answers every question about itself, and other words for some of them.
  let word: String
  let words: [(question: String, word: String)]
  let roles: [Role]
  /// Those that a suite may judge.
  static let everyRole = Registers.roles

  func standIn(_ role: Role, good: [RecordedAnswer]) -> any StandIn {
    switch trick {
    case .answer(let response): FixedAnswer(response: response)
    case .echo: Echo()
    case .drop: Dropping()
    case .replay: Replay(recorded: good)
    }
  }

  /// What it says when a scenario asks it something. It claims every precondition: a vendor's hook would.
  func claim(_ question: Question, at now: WorldInstant) -> Answer? {
    if question.name == "next-cycle" {
      var facts = Facts()
      facts["at"] = .count(Int((now + .days(31)).seconds))
      return Answer("next", facts)
    }
    return Answer(words.first { $0.question == question.name }?.word ?? word)
  }

  func casting(_ role: Role, good: [RecordedAnswer]) -> Casting {
    var casting = Casting.reference
    casting.standIns = [(role, standIn(role, good: good))]
    let word: @Sendable (Question, WorldInstant) -> Answer? = { question, now in claim(question, at: now) }
    casting.claims = [(role, word)]
    return casting
  }
}

/// The servers of `mocks/impostors`.
enum ImpostorCatalogue {
  private static let keys = ["says", "does", "status", "type", "body", "word", "words", "roles"]

  static func load(_ library: Library) -> Diagnosed<[Impostor]> {
    let mocks = Mock.all("impostors", in: MockPages(library: library), keys: keys)
    var diagnostics = mocks.diagnostics
    let all = (mocks.value ?? []).compactMap { read($0, &diagnostics) }
    return Diagnosed(all, diagnostics)
  }

  private static func read(_ mock: Mock, _ diagnostics: inout [Diagnostic]) -> Impostor? {
    let trick: Impostor.Trick
    switch mock.text("does") ?? "answer" {
    case "answer":
      let type = mock.text("type").map { [HeaderField("Content-Type", $0)] } ?? []
      trick = .answer(
        WireResponse(mock.text("status").flatMap { Int($0) } ?? 200, headers: type, body: Array((mock.text("body") ?? "").utf8)))
    case "echo": trick = .echo
    case "drop": trick = .drop
    case "replay": trick = .replay
    default:
      diagnostics.append(
        Diagnostic(
          .unreadableValue, "this is no trick", at: mock.node["does"]?.span ?? mock.key.span, next: "write answer, echo, drop or replay"))
      return nil
    }
    let roles = mock.words("roles").map { Role($0) }
    return Impostor(
      id: mock.name, says: mock.text("says") ?? "", trick: trick, word: mock.text("word") ?? "yes",
      words: mock.pairs("words").map { ($0.name, $0.value) }, roles: roles.isEmpty ? Impostor.everyRole : roles)
  }
}
