import Conformance
import Scenarios

extension Player {
  /// The checks look again at what an earlier step saw.
  mutating func play(_ check: CheckStep, _ s: Step, _ row: Row?) {
    guard case .seen(let seen) = resolve(Value(.reference(check.of), check.of.span), row) else {
      return judgeRest(of: s, row, .inconclusiveNoEvidence, "\(check.of.written) was not seen")
    }
    outputs[s.id.text]?.seen = seen
    let transfer = seen.arrivals.first.map { Transfer(from: $0.key.from, to: $0.key.to, kind: $0.key.kind) }
    judge(s, row, over: seen, transfer: transfer, control: nil)
  }
}
