/// What became of the clauses of schemas, counted.
package struct ClauseTally: Sendable {
  package let schemas: Int
  package let all: Int
  package let fall: Int
  /// Refused by the published form alone.
  package let relaxed: Int
  package let stand: Int
  package let untried: Int
  /// In no message of the clean run, and why.
  package let unsent: Int
  package let reasons: [(reason: ClauseTrial.Unsent, count: Int)]

  package init(_ forms: [FormTrial]) {
    let clauses = forms.flatMap(\.clauses)
    func count(_ outcome: ClauseTrial.Outcome) -> Int { clauses.count { $0.outcome == outcome } }
    (schemas, all) = (forms.count, clauses.count)
    (fall, relaxed, stand, untried) = (count(.falls), count(.relaxed), count(.stands), count(.untried))
    unsent = clauses.count { $0.unsent != nil }
    reasons = ClauseTrial.Unsent.allCases.compactMap { reason in
      let count = clauses.count { $0.unsent == reason }
      return count == 0 ? nil : (reason, count)
    }
  }

  /// `812 of 840 clauses of the schemas fall; 61 not in any message`, and what else there is to say.
  package var sentence: String {
    let more = [
      relaxed > 0 ? "\(relaxed) by the published form alone, errata take them" : nil, stand > 0 ? "\(stand) STAND" : nil,
      untried > 0 ? "\(untried) could not be tried" : nil,
    ].compactMap(\.self)
    let rest = more.isEmpty ? "" : " (\(more.joined(separator: ", ")))"
    let why = reasons.isEmpty ? "" : " (" + reasons.map { "\($0.count) \($0.reason.rawValue)" }.joined(separator: ", ") + ")"
    return "\(fall) of \(all) clauses of the schemas fall\(rest); \(unsent) not in any message of the clean run\(why)"
  }
}
