import Engine
import Facts
import Population
import SourceText

/// Whom a target has used up: what is left of them at the vendor's side, cleared away, or put back.
struct UsedPeople {
  let target: TargetFile
  let ledger: PeopleLedger
  /// How many could not be cleared away or put back.
  private(set) var failed = 0

  init(_ target: TargetFile) {
    self.target = target
    ledger = PeopleLedger(folder: target.home)
  }

  private func row(_ entry: PeopleLedger.Entry) -> PoolPerson? {
    target.people.pool.first { PeopleLedger.key($0.identifiers) == entry.person }
  }

  /// The vendor's own name for the row, or who we made up.
  private func who(_ entry: PeopleLedger.Entry) -> String {
    if let row = row(entry) { return "\(row.place.file.split(separator: "/").last ?? ""):\(row.place.line)" }
    return entry.inputs.filter { ["person.name", "person.UIN"].contains($0.name) }.map(\.value).joined(separator: ", ")
  }

  func table() -> String {
    let people = ledger.people
    guard !people.isEmpty else { return "nobody was used at \(target.name)\n" }
    let words: [PeopleLedger.State: String] = [
      .used: "used, to be cleared away", .retired: "spent", .reset: "put back, free again",
    ]
    return TextTable(
      ["person", "who", "from", "story", "as", "on", "now"],
      people.map { [$0.person, who($0), $0.source, $0.story, $0.role, $0.day, words[$0.state] ?? ""] }
    ).text()
  }

  /// Clears away what stories left of people: by the hook, or by a list for whoever does it. Those of whom it was said are spent.
  mutating func retire() async throws -> String {
    let open = ledger.people.filter { $0.state == .used }
    guard !open.isEmpty else { return "nothing is left of anybody at \(target.name)\n" }
    guard target.hook("retire") != nil else {
      try ledger.note(open.map { noted($0, .retired) })
      let rows = open.map { [who($0), $0.story, $0.role] }
      return TextTable(["clear away", "story", "as"], rows).text()
        + "\nThe target has no hook `retire`: clear these away at the vendor's side. They are spent, and will not be used again.\n"
    }
    return try await call("retire", open, as: .retired)
  }

  /// Puts people back by the vendor's hook. Nobody is free again whose reset was not confirmed.
  mutating func reset() async throws -> String {
    guard target.hook("reset") != nil else {
      throw UsageError(
        .wrongCommand, what: "\(target.name) declares no hook `reset`, and only the vendor's side can put people back",
        next: "declare one, as in `hooks: { reset: { post: /test/reset-person, body: { id: $person.UIN } } }`")
    }
    let spent = ledger.people.filter { $0.state != .reset && $0.source != "mint" }
    guard !spent.isEmpty else { return "nobody who was lent is spent at \(target.name)\n" }
    return try await call("reset", spent, as: .reset)
  }

  private mutating func call(_ hook: String, _ people: [PeopleLedger.Entry], as state: PeopleLedger.State) async throws -> String {
    let caller = HookCaller(target: target, wayOut: WayOut(target))
    var rows: [[String]] = []
    for entry in people {
      let inputs = row(entry)?.inputs ?? entry.inputs
      var said = "nobody knows any more who it was"
      var isDone = false
      if !inputs.isEmpty, let role = target.roles.first?.role, let hooked = await caller.call(hook, role: role, inputs) {
        (said, isDone) = (hooked.note, hooked.isDone)
      }
      if isDone { try ledger.note([noted(entry, state)]) } else { failed += 1 }
      rows.append([who(entry), entry.story, entry.role, isDone ? "done" : "not done: \(said)"])
    }
    return TextTable(["person", "story", "as", hook], rows).text()
      + "\n\(people.count - failed) of \(people.count) done" + (failed > 0 ? "; the others are as they were\n" : "\n")
  }

  private func noted(_ entry: PeopleLedger.Entry, _ state: PeopleLedger.State) -> PeopleLedger.Entry {
    var entry = entry
    (entry.state, entry.day, entry.inputs) = (state, "\(WallClock.today())", [])
    return entry
  }
}
