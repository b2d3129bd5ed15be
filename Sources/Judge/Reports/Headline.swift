import Conformance
import Evidence

/// The verdict of a run in a word, a sentence and a tone: the same in every format.
struct Headline {
  let word: String
  let sentence: String
  let tone: Tone

  init(_ ledger: Ledger) {
    let selection = ledger.run.isSelection ? " (a selection, not a profile)" : ""
    let names = ledger.judged.map { "\($0.role)" }.joined(separator: ", ")
    switch ledger.status {
    case .ok:
      (word, tone) = ("PASSED", .ok)
      let shoulds = ledger.requirements.count { $0.state == .notMet && $0.requirement.strength != .must }
      let rest = shoulds == 0 ? "" : shoulds == 1 ? "; 1 should is not" : "; \(shoulds) shoulds are not"
      let held = ledger.requirements.contains { $0.isExpected && $0.requirement.strength == .must } ? "met, or expected not to be" : "met"
      sentence = "\(names.isEmpty ? "Every role" : names): every must of the selection is \(held)\(rest)\(selection)."
    case .mustNotMet:
      (word, tone) = ("NOT MET", .bad)
      sentence = "\(Self.blamed(ledger)): \(Self.count(ledger, .notMet)) not met\(selection)."
    case .incomplete:
      (word, tone) = ("INCOMPLETE", .open)
      sentence =
        ledger.accounting.planned == 0
        ? "No check was planned, so nothing is decided."
        : ledger.isEmpty
          ? "Nothing of the selection applies, so nothing is decided\(selection)."
          : ledger.causes.unreachable
            ? "A system under test could not be reached, so nothing is decided\(selection)."
            : "Nothing is broken, but \(Self.count(ledger, .unseen)) unseen\(selection)."
    case .harnessFault:
      (word, tone) = ("HARNESS FAULT", .bad)
      sentence = "The harness is at fault. This run says nothing about any system."
    case .drifted:
      (word, tone) = ("DRIFTED", .open)
      sentence = "The results differ from the expectation file in \(ledger.expectations?.drifts.count ?? 0) places\(selection)."
    case .usage:
      (word, tone) = ("NOT RUN", .open)
      sentence = "The command, a scenario or the target file is wrong."
    }
  }

  /// What is wrong with the run itself, in so many words.
  static func faults(_ ledger: Ledger) -> [String] {
    (ledger.accounting.holds ? [] : [ledger.accounting.description]) + ledger.flaws
  }

  /// Where results and expectations part: what is listed and did not come first, for what came is told as any result is.
  static func drifts(_ ledger: Ledger) -> [String] {
    let all = ledger.expectations?.drifts ?? []
    return (all.filter { $0.kind != .unlisted } + all.filter { $0.kind == .unlisted }).map(\.description)
  }

  private static func blamed(_ ledger: Ledger) -> String {
    let roles = ledger.roles.filter { role in
      role.requirements.contains { $0.unexpected == .notMet && $0.requirement.strength == .must }
    }
    return roles.map { "\($0.role)" }.joined(separator: ", ")
  }

  private static func count(_ ledger: Ledger, _ state: RequirementState) -> String {
    let n = ledger.requirements.count { $0.unexpected == state && $0.requirement.strength == .must }
    return n == 1 ? "1 must is" : "\(n) musts are"
  }
}
