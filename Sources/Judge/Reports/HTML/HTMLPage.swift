package import Evidence

/// One page that needs nothing beside itself: verdict and cause first.
package struct HTMLPage: ReportFormat {
  package init() {}
  package var card: FormatCard { FormatCard(name: "html", file: "report.html", title: "one self-contained page, verdict and cause first") }

  package func write(_ ledger: Ledger, _ settings: ReportSettings, to sink: inout some ByteSink) throws(ReportFailure) {
    let templates = try PageTemplates(settings.resource)
    sink.write(templates.page(PageView.page(ledger)))
  }
}
