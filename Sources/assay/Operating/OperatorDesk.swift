import Engine
import Facts
import Foundation
import SourceText
import Synchronization
import Timeline

/// Asks people for what no hook does, and takes what they answered, from the target's file of answers or from `assay answer`.
///
/// An answer is known by its item: `CR-06 enrolled deceased`; who did the same act again is asked for `CR-06 enrolled deceased 2`.
final class OperatorDesk: Sendable {
  private let instance: String
  private let role: String
  /// The run's own answers first, then those that the target brought along.
  private let files: [String]
  private let patience: Int
  private let seed: String?
  private let announce: @Sendable (String) -> Void
  private let asked = Mutex(OperatorItems())

  init?(_ target: TargetFile, instance: String, folder: String?, seed: String?, announce: @escaping @Sendable (String) -> Void) {
    guard let declared = target.operators else { return nil }
    self.instance = instance
    role = declared.role
    files = [folder.map { "\($0)/\(OperatorAnswers.file)" }, declared.answers].compactMap(\.self)
    self.seed = seed
    patience = target.patience(for: "operator")
    self.announce = announce
  }

  func perform(_ act: String, _ inputs: [(name: String, value: String)]) async -> Hooked {
    let item = asked.withLock { $0.next(instance, act, inputs) }
    var left = patience
    var isAnnounced = false
    let bell = Bell()
    while true {
      if let answer = files.lazy.compactMap({ OperatorAnswers.read($0, seed: self.seed)[item] }).first { return answer.hooked(item, role) }
      if left <= 0 {
        return Hooked(
          isDone: false, note: "nobody answered \"\(item)\"; `assay run --plan` shows the sheet, `assay answer` takes the answer",
          isWaitedOut: true)
      }
      if !isAnnounced { announce("waiting  \(item)\(Self.told(inputs)); `assay answer OUT \"\(item)\"`\n") }
      isAnnounced = true
      left -= max(1, await bell.wait(atMost: min(left, 300)))
    }
  }

  private static func told(_ inputs: [(name: String, value: String)]) -> String {
    let wanted = ["person.name", "person.UIN", "person.born", "programme", "died"]
    let words = wanted.compactMap { name in inputs.first { $0.name == name }?.value }
    return words.isEmpty ? "" : ": " + words.joined(separator: ", ")
  }
}

/// The names of items, in the order in which a story comes to them: the plan and the run count alike.
struct OperatorItems: Sendable {
  private var counts: [String: Int] = [:]

  mutating func next(_ instance: String, _ act: String, _ inputs: [(name: String, value: String)]) -> String {
    let about = inputs.first { $0.name == "person" }?.value ?? inputs.first { $0.name == "programme" }?.value
    let item = [instance, act, about].compactMap(\.self).joined(separator: " ")
    let n = (counts[item] ?? 0) + 1
    counts[item] = n
    return n == 1 ? item : "\(item) \(n)"
  }
}
