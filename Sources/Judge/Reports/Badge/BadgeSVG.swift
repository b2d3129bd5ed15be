package import Conformance
package import Evidence

/// A badge for a README: the level, the score, or the verdict of the run where it earns neither. Needs no font and no server.
package struct BadgeSVG: ReportFormat {
  package init() {}
  package var card: FormatCard { FormatCard(name: "badge", file: "badge.svg", title: "a badge: level, or verdict, and score") }

  /// A badge speaks of requirements: what a check of this verdict alone makes of its own.
  package func word(for verdict: Verdict) -> String { "requirement \(RequirementWord.of(verdict))" }

  package func write(_ ledger: Ledger, _ settings: ReportSettings, to sink: inout some ByteSink) throws(ReportFailure) {
    let headline = Headline(ledger)
    let (left, right) = ("assay", message(ledger, headline))
    let (a, b) = (Self.width(left), Self.width(right))
    let (alt, text) = (Markup.escape("\(left): \(right)"), Markup.escape(right))
    sink.write(
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(a + b)" height="20" role="img" aria-label="\(alt)">
        <title>\(alt)</title>
        <clipPath id="r"><rect width="\(a + b)" height="20" rx="3"/></clipPath>
        <g clip-path="url(#r)">
          <rect width="\(a)" height="20" fill="#444"/>
          <rect x="\(a)" width="\(b)" height="20" fill="\(Self.colour(headline.tone))"/>
        </g>
        <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
          <text x="\(a / 2)" y="14" textLength="\(a - 12)" lengthAdjust="spacingAndGlyphs">\(left)</text>
          <text x="\(a + b / 2)" y="14" textLength="\(b - 12)" lengthAdjust="spacingAndGlyphs">\(text)</text>
        </g>
      </svg>

      """)
  }

  private func message(_ ledger: Ledger, _ headline: Headline) -> String {
    let role = ledger.judged.count == 1 ? ledger.judged.first : nil
    let best = role?.levels.filter { $0.level != nil }.max { ($0.level ?? .l1) < ($1.level ?? .l1) }
    let level = best.map { "\($0.level?.name ?? "")\($0.profile.isDraft ? " draft" : "")" }
    // Of several roles the one that has the least.
    let score = ledger.judged.compactMap(\.score.total.percent).min().map { "\($0) %" }
    let scope = ledger.run.isSelection ? "selection" : nil
    return [level ?? headline.word.lowercased(), score, scope].compactMap(\.self).joined(separator: ", ").cut(to: 40)
  }

  /// About as wide as the letters are; `textLength` makes it so.
  private static func width(_ text: String) -> Int { text.count * 7 + 12 }

  private static func colour(_ tone: Tone) -> String {
    switch tone {
    case .ok: "#2e7d32"
    case .bad: "#b3261e"
    case .open: "#8a5a00"
    case .quiet: "#5f6368"
    }
  }
}
