import SourceText

/// The target gives each edge its dialect; a message without an edge has none.
struct MessageHasEdge: LintRule {
  var code: DiagnosticCode { .noEdge }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    let scenario = subject.scenario
    return scenario.steps.compactMap { step in
      if let (transfer, span) = step.transfer, scenario.edge(of: transfer) == nil {
        return finding("no edge carries \(transfer)", at: span)
      }
      if case .send(let send) = step.kind, case .message(let kind, let span) = send.what,
        !scenario.edges.contains(where: { $0.kinds.contains(kind) })
      {
        return finding("no edge carries a message `\(kind)`", at: span)
      }
      return nil
    }
  }
}
