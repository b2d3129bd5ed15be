import Facts
import SourceText

/// A fact that no dialect of the edge can carry makes a check that is never judged.
struct FactIsCarried: LintRule {
  var code: DiagnosticCode { .factNotCarried }

  /// Known of every transfer: its answer, what is counted of its lines, how its days lie to its own, when it came, and in wire suites its
  /// raw body.
  private static let derived = ["reply.", "message.ahead", "message.late", "lines.", "totals", "answer", "body"]

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    guard let carried = subject.knowledge.carried else { return [] }
    return subject.scenario.steps.flatMap { step -> [Diagnostic] in
      guard case .expect(let expect) = step.kind, let card = carried.first(where: { $0.kind == expect.transfer.kind.description }) else {
        return []
      }
      return (step.premises + step.checks.map(\.assertion)).flatMap { facts($0) }.compactMap { word, isLine in
        if (isLine ? card.lineFacts : card.facts).contains(word.text) || Self.derived.contains(where: { word.text.hasPrefix($0) }) {
          return nil
        }
        return finding("no dialect carries `\(word)` in \(expect.transfer.kind)", at: word.span)
      }
    }
  }

  private func facts(_ assertion: Assertion) -> [(Word, isLine: Bool)] {
    switch assertion.subject {
    case .step: return []
    case .that(let fact): return [(fact, false)]
    case .of(_, let fields, let join):
      var all = fields.map { ($0.name, isLine: true) } + [join?.by].compactMap { $0 }.map { ($0, isLine: true) }
      switch assertion.matcher {
      case .unique(let fact): all.append((fact, true))
      case .each(let terms): all += terms.map { ($0.fact, true) }
      default: break
      }
      return all
    }
  }
}
