package import Evidence

/// One form in which a run can be read. A format sees the ledger and nothing else.
package protocol ReportFormat: Sendable {
  var card: FormatCard { get }
  func write(_ ledger: Ledger, _ settings: ReportSettings, to sink: inout some ByteSink) throws(ReportFailure)
}

extension ReportFormat {
  /// The whole report in memory.
  package func bytes(_ ledger: Ledger, _ settings: ReportSettings) throws(ReportFailure) -> [UInt8] {
    var out: [UInt8] = []
    try write(ledger, settings, to: &out)
    return out
  }
}
