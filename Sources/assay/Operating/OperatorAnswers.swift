import Engine
import Foundation
import SourceText

/// What people answered, as YAML: an item, whether it is done, who did it, what was noted down.
///
///     "CR-06 register-death deceased": { done: yes, by: Ana, gives: { death.drn: D-2026-1 } }
///     "CR-06 ask-enrolled deceased": { says: not-enrolled, by: Ana }
struct OperatorAnswers {
  static let file = "answers.yaml"

  struct Answer {
    let isDone: Bool
    let by: String?
    let why: String?
    let gives: [(name: String, value: String)]

    func hooked(_ item: String, _ role: String) -> Hooked {
      let who = "\(by ?? "somebody") (\(role))"
      return Hooked(
        isDone: isDone, gives: gives,
        note: isDone ? "\(item): done by \(who)" : "\(item): not done, says \(who)\(why.map { ": \($0)" } ?? "")",
        by: who)
    }
  }

  private let entries: [Node.Entry]
  subscript(_ item: String) -> Answer? {
    // The last word counts: somebody may have corrected an answer.
    guard let node = entries.last(where: { $0.name == item })?.value else { return nil }
    let says = node["says"]?.text.flatMap { $0.isEmpty ? nil : (name: "answer", value: $0) }
    let done = says == nil ? (node["done"]?.text ?? node.text ?? "").lowercased() : "yes"
    guard ["yes", "no"].contains(done) else { return nil }
    return Answer(
      isDone: done == "yes", by: node["by"]?.text, why: node["why"]?.text,
      gives: (node["gives"]?.entries ?? []).compactMap { e in e.value.text.flatMap { $0.isEmpty ? nil : (e.name, $0) } }
        + [says].compactMap(\.self))
  }

  /// Empty where there is no such file, or while somebody is still writing it.
  ///
  /// A sheet that was filled in for other people (`seed:`) answers nothing.
  static func read(_ path: String, seed: String?) -> OperatorAnswers {
    let entries = Files.text(path).flatMap { YAMLReader().read($0, name: path).value?.entries } ?? []
    if let theirs = entries.first(where: { $0.name == "seed" })?.value.text, let seed, theirs != seed {
      return OperatorAnswers(entries: [])
    }
    return OperatorAnswers(entries: entries)
  }

  /// One line, as it is added to a run's answers.
  static func line(_ item: String, isDone: Bool, by: String?, why: String?, gives: [(name: String, value: String)]) -> String {
    var fields = ["done: \(isDone ? "yes" : "no")"]
    if let by { fields.append("by: \(quoted(by))") }
    if let why { fields.append("why: \(quoted(why))") }
    if !gives.isEmpty { fields.append("gives: { \(gives.map { "\(quoted($0.name)): \(quoted($0.value))" }.joined(separator: ", ")) }") }
    return "\(quoted(item)): { \(fields.joined(separator: ", ")) }\n"
  }

  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").filter { !$0.isNewline } + "\""
  }
}
