import Engine
import Facts
import Foundation
import Population
import SourceText
import Synchronization
import Timeline

/// Asks people for what no hook does, and takes what they answered: from the target's file of answers, from `assay answer`, or typed.
///
/// An answer is known by its item: `CR-06 enrolled deceased`; who did the same act again is asked for `CR-06 enrolled deceased 2`.
final class OperatorDesk: Sendable {
  private let instance: String
  private let role: String
  /// The run's own answers first, then those that the target brought along.
  private let files: [String]
  private let patience: Int
  /// Where answers to this run are given, as `assay answer` is told it.
  private let out: String
  private let target: TargetFile
  private let seed: String?
  private let announce: @Sendable (String) -> Void
  private let asked = Mutex(OperatorItems())
  /// Those who are lent, and stand in no output by their names.
  private let lent: [PoolPerson]
  private let typed: TypedAnswers?
  private let page: DeskPage?

  init?(
    _ target: TargetFile, instance: String, folder: String?, seed: String?, typed: TypedAnswers? = TypedAnswers.ofTerminal,
    page: DeskPage? = nil, announce: @escaping @Sendable (String) -> Void
  ) {
    guard let declared = target.operators else { return nil }
    self.instance = instance
    self.target = target
    out = folder ?? "OUT"
    role = declared.role
    files = [folder.map { "\($0)/\(OperatorAnswers.file)" }, declared.answers].compactMap(\.self)
    self.seed = seed
    self.typed = folder == nil ? nil : typed
    lent = target.people.areReal ? target.people.pool : []
    patience = target.patience(for: "operator")
    self.page = page
    self.announce = announce
  }

  /// `says`: what is asked in words, where the act itself does not say it; `notes`: what is to be noted down.
  func perform(_ act: String, _ inputs: [(name: String, value: String)], says: String? = nil, notes: [String] = []) async -> Hooked {
    let item = asked.withLock { $0.next(instance, act, inputs) }
    var left = patience
    var isAnnounced = false
    let bell = Bell()
    defer { page?.close(item) }
    while true {
      if let answer = files.firstNonNil({ OperatorAnswers.read($0, seed: seed)[item] }) { return answer.hooked(item, role) }
      if left <= 0 {
        return Hooked(
          isDone: false, note: "nobody answered \"\(item)\"; `assay run --plan` shows the sheet, `assay answer` takes the answer",
          isWaitedOut: true)
      }
      if !isAnnounced {
        let told = told(inputs)
        page?.ask(DeskPage.Item(name: item, told: told, says: says, notes: notes))
        announce(
          "waiting  \(item)\(told.isEmpty ? "" : ": \(told)"); `assay answer \(out) \"\(item)\"`"
            + (page?.address.map { ", or \($0)" } ?? "") + "\n" + (says.map { "         \($0)\n" } ?? ""))
        typed?.ask(notes, announce)
      }
      isAnnounced = true
      if let line = typed?.answer(to: item, notes, announce) { keep(line) }
      left -= max(1, await bell.wait(atMost: min(left, 300)))
    }
  }

  /// What was typed is kept as `assay answer` keeps it, and read as such.
  private func keep(_ line: String) {
    guard let file = files.first else { return }
    let before = Files.text(file) ?? []
    do { try Data(before + Array(line.utf8)).write(to: URL(filePath: file), options: .atomic) } catch {
      announce("         \(file) cannot be written, and the answer is not taken\n")
    }
  }

  /// Who is meant: by name and number, or by the row of the vendor's own file.
  private func told(_ inputs: [(name: String, value: String)]) -> String {
    let row = lent.first { p in
      p.identifiers.contains { id in inputs.contains { $0.name == "person.\(id.scheme)" && $0.value == id.value } }
    }
    let who = row.map { ["\($0.place.file):\($0.place.line)"] }
    let wanted = (who == nil ? ["person.name", "person.UIN", "person.born"] : []) + ["programme", "died"]
    func theirs(_ name: String) -> String? { inputs.first { $0.name == name }.map { target.theirs(name, $0.value) } }
    let more = ["to", "does", "children", "way", "list", "by", "from"].compactMap { name in theirs(name).map { "\(name) \($0)" } }
    let words = (who ?? []) + wanted.compactMap { theirs($0) } + more
    return words.joined(separator: ", ")
  }
}

/// The names of items, in the order in which a story comes to them: the plan and the run count alike.
struct OperatorItems: Sendable {
  private var counts: [String: Int] = [:]

  mutating func next(_ instance: String, _ act: String, _ inputs: [(name: String, value: String)]) -> String {
    let about = ["person", "programme", "step"].firstNonNil { name in inputs.first { $0.name == name }?.value }
    let row = inputs.first { $0.name == "row" }?.value
    let item = [instance, act, about, row].compactMap(\.self).joined(separator: " ")
    let n = (counts[item] ?? 0) + 1
    counts[item] = n
    return n == 1 ? item : "\(item) \(n)"
  }
}
