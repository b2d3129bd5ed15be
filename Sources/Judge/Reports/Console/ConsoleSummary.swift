import Conformance
package import Evidence

/// The end of a run on one screen: verdict, cause first, what is not met or unseen, the score of each role, where the report is.
///
/// Everything that came from outside is put on one line and freed of control characters: a vendor's text cannot steer the terminal.
package struct ConsoleSummary: ReportFormat {
  package init() {}
  package var card: FormatCard { FormatCard(name: "console", file: nil, title: "a summary that fits one screen of the terminal") }

  package func write(_ ledger: Ledger, _ settings: ReportSettings, to sink: inout some ByteSink) throws(ReportFailure) {
    sink.write(Self.text(ledger, settings))
  }

  /// At most `settings.height` lines of the terminal (24 or more); said shorter where the whole would not fit.
  package static func text(_ ledger: Ledger, _ settings: ReportSettings) -> String {
    let page = Page(
      width: Swift.max(40, settings.width), height: Swift.max(24, settings.height), style: Style(isColoured: settings.colour))
    let whole = lines(ledger, settings, page)
    let fits = page.folded(whole) <= page.height
    return (fits ? whole : lines(ledger, settings, page.brief)).map { $0 + "\n" }.joined()
  }

  private static func lines(_ ledger: Ledger, _ settings: ReportSettings, _ page: Page) -> [String] {
    let (width, style) = (page.width, page.style)
    let verdict = verdict(ledger, width, style)
    let head = verdict + (ledger.cause.map { cause($0, ledger, page) } ?? faults(ledger, width)) + drifts(ledger, page)
    let foot = roles(ledger, page) + end(ledger, settings, page)
    let room = page.height - page.folded(head + foot)
    let repeating = ledger.cause.map { again($0, ledger, page, room: room - 4) } ?? []
    let rest = repeating + open(ledger, width, Swift.max(3, room - page.folded(repeating)), style)
    // What explains is shown where nothing else has to give way.
    func fits(_ lines: [String]) -> Bool { page.folded(lines + rest + foot) <= page.height }
    var body = head
    if let shown = ledger.cause, case let whole = verdict + cause(shown, ledger, page, withDifference: true), fits(whole) { body = whole }
    let noted = noted(ledger, page)
    return body + rest + (fits(body + noted) ? noted : []) + foot
  }

  /// Deviations that were recognised: the first of each name, where there is room.
  private static func noted(_ ledger: Ledger, _ page: Page) -> [String] {
    var names: Set<String> = []
    let all = ledger.instances.flatMap(\.findings).filter {
      !$0.name.hasPrefix("finding.") && $0.exchange != nil && names.insert($0.name).inserted
    }
    guard !all.isEmpty, !page.isBrief else { return [] }
    return [""] + all.prefix(3).flatMap { field("noted", "\($0.about.map { "\($0) " } ?? "")\($0.detail)", page.width, 4) }
  }

  private static func verdict(_ ledger: Ledger, _ width: Int, _ style: Style) -> [String] {
    let headline = Headline(ledger)
    let lines = "\(headline.word)  \(headline.sentence)".wrapped(to: width)
    return lines.enumerated().map { i, line in
      guard i == 0, line.hasPrefix(headline.word) else { return line }
      return style.paint(headline.word, headline.tone) + line.dropFirst(headline.word.count)
    }
  }

  private static func cause(_ cause: Cause, _ ledger: Ledger, _ page: Page, withDifference: Bool = false) -> [String] {
    let (width, style, r) = (page.width, page.style, cause.result)
    let who = "\(r.judges) (\(cause.isReal ? "under test" : "simulated"))"
    var lines = (page.isBrief ? [] : [""]) + [style.paint("\(who)  \(r.requirement?.text ?? "")".onOneLine.cut(to: width), Tone(r.verdict))]
    if let text = cause.requirement?.text { lines += field("", text, width, 2) }
    if let expected = r.expected { lines += field("expected", expected, width, page.isBrief ? 2 : 3) }
    if let actual = cause.actual { lines += field("actual", actual, width, page.isBrief ? 2 : 3) }
    if let strict = r.strict { lines += field("strict", strict.sentence, width, page.isBrief ? 1 : 2) }
    if withDifference, let difference = r.difference { lines += changes(difference, width, style) }
    lines += field(
      "where", "\(cause.instance.name), \(r.step).\(r.check)" + (cause.check.place.map { " at \($0)" } ?? "") + graded(r), width, 2)
    if let reason = r.reason, !page.isBrief || r.note != nil {
      lines += field("why", "\(reason.rawValue). \(r.note ?? reason.sentence)", width, r.note == nil || page.isBrief ? 2 : 5)
    }
    if let next = r.reason?.nextStep { lines += field("next", next, width, 2) }
    return lines
  }

  /// How good the evidence is, where there is any.
  private static func graded(_ r: CheckResult) -> String {
    guard let grade = r.grade, !r.evidence.isEmpty else { return "" }
    return ", evidence \(grade.rawValue)"
  }

  /// To be copied from the terminal, so it is one line that the terminal folds; left to the page where it would fill the screen.
  private static func again(_ cause: Cause, _ ledger: Ledger, _ page: Page, room: Int) -> [String] {
    let blank = page.isBrief ? [] : [""]
    let choices = [cause.replay.map(Curl.line), Again.command(ledger.run, cause.instance)].compactMap { $0.map { blank + [$0.onOneLine] } }
    return choices.first { page.folded($0) <= Swift.min(8, room) } ?? []
  }

  private static func faults(_ ledger: Ledger, _ width: Int) -> [String] {
    Headline.faults(ledger).prefix(4).flatMap { field("fault", $0, width, 2) }
  }

  private static func drifts(_ ledger: Ledger, _ page: Page) -> [String] {
    let all = Headline.drifts(ledger)
    let shown = all.prefix(page.isBrief ? 2 : 5)
    let rest = all.count > shown.count ? [page.style.dim("            and \(all.count - shown.count) more, in the report")] : []
    return shown.flatMap { field("drift", $0, page.width, 2) } + rest
  }

  /// The lines of a difference as they are, what is missing and what is too much in their colours; the rest is on the page.
  private static func changes(_ difference: String, _ width: Int, _ style: Style) -> [String] {
    let lines = difference.split(separator: "\n").dropFirst()
    return lines.prefix(8).map { line in
      let text = ("".padded(to: 12 + line.prefix { $0 == " " }.count) + String(line).onOneLine).cut(to: width)
      return line.hasPrefix("- ") ? style.paint(text, .ok) : line.hasPrefix("+ ") ? style.paint(text, .bad) : style.dim(text)
    } + (lines.count > 8 ? [style.dim("            ... and \(lines.count - 8) lines more, in the report")] : [])
  }

  /// A word in a narrow column, then the text in at most so many lines.
  private static func field(_ name: String, _ text: String, _ width: Int, _ most: Int) -> [String] {
    let lines = text.wrapped(to: width - 12)
    return lines.prefix(most).enumerated().map { i, line in
      let cut = i == most - 1 && lines.count > most ? (line + "\u{2026}").cut(to: width - 12) : line
      return "  " + (i == 0 ? name : "").padded(to: 10) + cut
    }
  }

  private static func open(_ ledger: Ledger, _ width: Int, _ room: Int, _ style: Style) -> [String] {
    let all = ledger.open
    guard !all.isEmpty else { return [] }
    var lines = [""]
    let shown = all.count <= room - 1 ? all.count : max(1, room - 2)
    for cause in all.prefix(shown) { lines.append(row(cause, ledger, width, style)) }
    if shown < all.count { lines.append(style.dim("  and \(all.count - shown) more, in the report")) }
    return lines
  }

  private static func row(_ cause: Cause, _ ledger: Ledger, _ width: Int, _ style: Style) -> String {
    let result = ledger.requirement(cause.result.requirement)
    let state = result?.state ?? .unseen
    let marks = (result?.marks ?? []).map { "(\($0)) " }.joined()
    let id = (cause.result.requirement?.text ?? "").onOneLine.padded(to: 28)
    let should = cause.requirement.map { $0.strength == .must ? "" : "\($0.strength.rawValue) " } ?? ""
    let rest = "\(marks)\(should)\(cause.result.judges) \(cause.result.reason?.rawValue ?? "") \(cause.instance.name) \(cause.result.step)"
    return style.paint(state.rawValue.padded(to: 8), Tone(state)) + " \(id) " + rest.onOneLine.cut(to: width - 38)
  }

  private static func roles(_ ledger: Ledger, _ page: Page) -> [String] {
    let shown = ledger.judged
    guard !shown.isEmpty else { return [] }
    return [""]
      + shown.flatMap { role in
        let score = "\(role.role.text.padded(to: 11))\(role.score.total)".cut(to: page.width)
        return [score] + role.levels.flatMap { levels($0, page) }
      } + ledger.apart.flatMap { field("apart", $0, page.width, page.isBrief ? 1 : 3) }
  }

  /// The first level in any case; what it takes to the next one where there is room.
  private static func levels(_ result: LevelResult, _ page: Page) -> [String] {
    let indent = "".padded(to: page.isBrief ? 2 : 11)
    let text = "\(result.profile): " + (page.isBrief ? result.sentence(.l1) : result.sentences.joined(separator: "; "))
    return text.onOneLine.wrapped(to: page.width - indent.count).map { indent + $0 }
  }

  private static func end(_ ledger: Ledger, _ settings: ReportSettings, _ page: Page) -> [String] {
    let width = page.width
    let findings = ledger.instances.reduce(0) { $0 + $1.findings.count }
    let seen = findings == 0 ? "" : findings == 1 ? ", 1 finding" : ", \(findings) findings"
    var lines = page.isBrief ? [] : [""]
    lines += "\(ledger.instances.count) scenarios: \(ledger.counts.text)\(seen); \(ledger.accounting)".wrapped(to: width)
    if let folder = settings.folder {
      let files = page.isBrief ? Array(settings.files.prefix(1)) : settings.files
      lines += files.isEmpty ? ["kept in \(folder)"] : files.map { "\(folder)/\($0)" }
    }
    let selection = ledger.run.isSelection ? "; a selection, not a profile" : ""
    return lines + "exit \(ledger.status.rawValue): \(ledger.statusSentence)\(selection)".wrapped(to: width)
  }

  /// The screen, and how to count on it: a long line is folded by the terminal.
  private struct Page {
    var width: Int
    var height: Int
    var style: Style
    var isBrief = false
    var brief: Page {
      var page = self
      page.isBrief = true
      return page
    }
    /// Colour takes no room, but is counted here; that only leaves a line free.
    func folded(_ lines: [String]) -> Int { lines.reduce(0) { $0 + Swift.max(1, ($1.count + width - 1) / width) } }
  }
}
