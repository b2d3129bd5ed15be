package import Conformance
package import Evidence

/// One form in which a run can be read. A format sees the ledger and nothing else.
package protocol ReportFormat: Sendable {
  var card: FormatCard { get }
  /// What a verdict is called in this format, where it has words of its own: the format writes by it, and the page of formats is made of it.
  func word(for verdict: Verdict) -> String
  func write(_ ledger: Ledger, _ settings: ReportSettings, to sink: inout some ByteSink) throws(ReportFailure)
}

extension ReportFormat {
  package func word(for verdict: Verdict) -> String { verdict.rawValue }

  /// The whole report in memory.
  package func bytes(_ ledger: Ledger, _ settings: ReportSettings) throws(ReportFailure) -> [UInt8] {
    var out: [UInt8] = []
    try write(ledger, settings, to: &out)
    return out
  }
}
