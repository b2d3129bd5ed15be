/// Every format there is: one file each, one line here.
package enum Formats {
  package static let all: [any ReportFormat] = [
    ConsoleSummary(),
    HTMLPage(),
    JSONReport(),
    NDJSONChecks(),
    JUnitXML(),
    CTRFReport(),
    SARIFReport(),
    TAPStream(),
    MarkdownSummary(),
    BadgeSVG(),
    CucumberMessages(),
    ConformanceClaim(),
  ]

  /// By the name that `--format` takes.
  package static func named(_ name: String) -> (any ReportFormat)? { all.first { $0.card.name == name } }
}
