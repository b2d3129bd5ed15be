import Facts
import SourceText

/// How one kind of step is read: its keyword, its keys, and what becomes of it.
struct StepKind: Sendable {
  typealias Load = @Sendable (_ head: Node, _ step: Node, inout LoadContext) -> Step.Kind?

  let keyword: String
  let keys: [String]
  /// The name of the check that `requirement:` on the step itself becomes; nil where the step takes none.
  var shortCheck: String?
  let load: Load

  static let catalogue: [StepKind] = [
    .given, .arrange, .act, .send, .expect, .expectNone, .probe, .check, .advance, .prompt, .call,
  ]

  static let common = ["id", "title", "for-each", "needs", "when"]
  static let include = "include"
  static let includeKeys = ["with", "gives"]
  static let keywords = catalogue.map(\.keyword) + [include]
  /// Every key that a step can have: no check may be called so.
  static let fieldKeys = common + keywords + includeKeys + catalogue.flatMap(\.keys)
}

extension LoadContext {
  /// `mis.enrolled`: a role and what it is about.
  mutating func roleWord(_ node: Node, _ what: String) -> RoleWord? {
    guard let word = word(node, what) else { return nil }
    let parts = word.text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) {
      return RoleWord(role: .init(parts[0]), name: String(parts[1]), span: word.span)
    }
    report(.unreadableValue, "`\(word)` does not name a role and a word of it", at: node.span, next: "write it as in `mis.enrolled`")
    return nil
  }

  /// `{ brn: child.brn }`, or `[ list, lines ]` where name and fact are the same.
  mutating func captures(_ node: Node?) -> [Capture] {
    guard let node else { return [] }
    let captures =
      node.entries == nil
      ? words(node, "`gives`").map { Capture(name: $0, fact: $0) }
      : entries(node, "`gives`").compactMap { entry in
        word(entry.value, "`gives`").map { Capture(name: Word(entry.name, entry.key.span), fact: $0) }
      }
    for capture in captures where Reference.ofEveryStep.contains(capture.name.text) && capture.fact.text != capture.name.text {
      report(
        .reservedName, "a step gives nothing as `\(capture.name)`: that is asked of every step, whatever it gives", at: capture.name.span,
        next: "choose another word, as in `gives: { its-\(capture.name): \(capture.fact) }`")
    }
    return captures
  }

  mutating func stepNames(_ node: Node?, _ what: String) -> [Word] { words(node, what).map { qualified($0) } }
}
