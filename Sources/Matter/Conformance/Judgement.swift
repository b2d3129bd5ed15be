/// A verdict with its reason, and the earlier failure that it names, if it does.
package struct Judgement: Hashable, Sendable {
  package var verdict: Verdict
  package var reason: Reason?
  package var names: String?

  package init(_ verdict: Verdict, _ reason: Reason? = nil, names: String? = nil) {
    self.verdict = verdict
    self.reason = reason
    self.names = names
  }

  package static let pass = Judgement(.pass)

  /// The verdict that a reason stands for.
  package static func because(_ reason: Reason, names: String? = nil) -> Judgement {
    Judgement(reason.verdict, reason, names: names)
  }
}
