package import Evidence
package struct ConsoleSummary: ReportFormat {
  package init() {}
  package var card: FormatCard { FormatCard(name: "console", file: nil, title: "a summary that fits a screen") }
  package func write(_ ledger: Ledger, _ settings: ReportSettings, to sink: inout some ByteSink) throws(ReportFailure) {}
}
