package import Documents
package import Facts
package import SourceText

/// The harness repeats, renews or spoils a message.
package struct SendStep: Sendable {
  package enum What: Sendable {
    /// `send: repeat told`: what that step saw, byte for byte but for what is renewed.
    case again(Word)
    /// `send: birth-registered`: a message of this kind, made for `about`.
    case message(MessageKind, SourceSpan)
  }

  package let what: What
  package let about: Value?
  /// Parts that are made anew: `message-id`, `message-time`.
  package let renew: [Word]
  /// A fault of the dialect, or `$each`.
  package let fault: Value?
  /// JSON Patch on what is repeated, before it is signed again; wire suites only.
  package let change: [JSON]
  /// What later checks rely on, seen in the answer: a "no" counts only from a system that also says "yes".
  package let establishes: [Premise]

  /// What was said before, and is said again with something wrong.
  package var isSpoiledRepeat: Bool {
    if case .again = what { return fault != nil || !change.isEmpty }
    return false
  }
}

extension StepKind {
  static let send = StepKind(keyword: "send", keys: ["about", "renew", "fault", "change", "establishes", "checks"]) {
    head, step, context in
    guard let word = context.word(head, "`send`") else { return nil }
    let parts = word.text.split(separator: " ")
    let what: SendStep.What
    if parts.count == 2, parts[0] == "repeat" {
      what = .again(context.qualified(Word(String(parts[1]), word.span)))
    } else if parts.count == 1 {
      what = .message(MessageKind(word.text), word.span)
    } else {
      context.report(
        .unreadableValue, "`\(word)` says neither what to repeat nor what to send", at: word.span,
        next: "write `send: repeat STEP`, or the kind of the message: `send: report`")
      return nil
    }
    return .send(
      SendStep(
        what: what, about: context.value(step["about"]), renew: context.words(step["renew"], "`renew`"),
        fault: context.value(step["fault"]),
        change: (step["change"].map { context.items($0, "`change`") } ?? []).map(\.json), establishes: context.premises(step["establishes"])
      ))
  }
}
