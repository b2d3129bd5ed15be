import Documents
import Facts
import Foundation
import Population
import SourceText
import Synchronization

/// Who was used at a target, for ever: nobody is lent to two stories, and no number is issued twice.
///
/// One line of JSON an event, only added to. Of people whom a vendor lends it holds a digest, and neither name nor number.
final class PeopleLedger: Sendable {
  enum State: String, Sendable {
    /// A story began with the person.
    case used
    /// What the story left behind was cleared away; the person stays spent.
    case retired
    /// The vendor put the person back: as good as new.
    case reset
  }
  struct Entry: Sendable {
    var person: String
    var state: State
    var story: String
    var role: String
    var seed: String
    var day: String
    /// `mint`, `pool` or `map`.
    var source: String
    /// Of those whom we made up: what the vendor's side has to look for.
    var inputs: [(name: String, value: String)] = []
  }

  let path: String
  private let entries: Mutex<[Entry]>

  /// `folder`: where the state of the target is kept; it need not be there. An empty name: nothing is kept beyond this process.
  init(folder: String) {
    path = folder.isEmpty ? "" : "\(folder)/people.ndjson"
    entries = Mutex(LineFile(path: path).items.compactMap(Self.entry))
  }

  /// Under which name a person stands here.
  static func key(_ identifiers: [Identifier]) -> String {
    "p-" + Digests.of(Array((identifiers.first?.description ?? "").utf8)).dropFirst(7).prefix(16)
  }

  /// Everybody once, in the order of first use, with the last word on them.
  var people: [Entry] {
    entries.withLock { all in
      var order: [String] = []
      var last: [String: Entry] = [:]
      for entry in all {
        var entry = entry
        if let before = last[entry.person] {
          if entry.inputs.isEmpty { entry.inputs = before.inputs }
        } else {
          order.append(entry.person)
        }
        last[entry.person] = entry
      }
      return order.compactMap { last[$0] }
    }
  }

  /// Whom the run of this seed has used, as it was then.
  func used(by seed: String) -> [Entry] {
    var seen: Set<String> = []
    return entries.withLock { all in
      all.filter { $0.seed == seed && $0.state == .used && seen.insert("\($0.person) \($0.story) \($0.role)").inserted }
    }
  }

  /// Who must not be lent again; whom the run of this seed has used is not counted.
  func spent(butBy seed: String? = nil) -> Set<String> { Set(people.filter { $0.state != .reset && $0.seed != seed }.map(\.person)) }

  /// It is on disk before it is true.
  func note(_ more: [Entry]) throws {
    try entries.withLock { all in
      try LineFile(path: path).add(more.map(Self.json))
      all += more
    }
  }

  private static func json(_ e: Entry) -> JSON {
    var m = Members([
      Member("person", .string(e.person)), Member("state", .string(e.state.rawValue)), Member("story", .string(e.story)),
      Member("as", .string(e.role)), Member("seed", .string(e.seed)), Member("on", .string(e.day)), Member("source", .string(e.source)),
    ])
    if !e.inputs.isEmpty { m.append("inputs", .object(Members(e.inputs.map { Member($0.name, .string($0.value)) }))) }
    return .object(m)
  }

  private static func entry(_ j: JSON) -> Entry? {
    guard let person = j["person"]?.text, let state = j["state"]?.text.flatMap({ State(rawValue: $0) }) else { return nil }
    func text(_ name: String) -> String { j[name]?.text ?? "" }
    return Entry(
      person: person, state: state, story: text("story"), role: text("as"), seed: text("seed"), day: text("on"), source: text("source"),
      inputs: (j["inputs"]?.members.map { Array($0) } ?? []).compactMap { m in m.value.text.map { (m.name, $0) } })
  }
}
