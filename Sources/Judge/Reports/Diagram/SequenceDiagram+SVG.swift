extension SequenceDiagram {
  /// Inline SVG. Colours are the page's variables, so it follows light and dark; every text is escaped; nothing is fetched.
  package func svg(title: String) -> String {
    let grid = Grid(self)
    var out =
      "<svg class=\"sequence\" role=\"group\" aria-label=\"\(Markup.escape(title))\" viewBox=\"0 0 \(grid.width) \(grid.height)\" width=\"\(grid.width)\""
    out += " height=\"\(grid.height)\" xmlns=\"http://www.w3.org/2000/svg\"><title>\(Markup.escape(title))</title>"
    out += "<desc>\(Markup.escape(spoken))</desc>"
    for (i, participant) in participants.enumerated() { out += head(participant, x: grid.x(i), bottom: grid.height) }
    for (i, row) in rows.enumerated() {
      switch row {
      case .mark(let text, let tone): out += mark(text, tone, y: grid.y(i), width: grid.width)
      case .arrow(let arrow): out += draw(arrow, y: grid.y(i), grid)
      }
    }
    return out + "</svg>"
  }

  /// The picture in words, for a reader who does not see it. Every arrow that leads somewhere says itself again.
  private var spoken: String {
    var steps: [String] = []
    for case .arrow(let arrow) in rows.prefix(Self.mostSpoken) { steps.append(arrow.spoken) }
    return steps.joined(separator: "; ") + (rows.count > Self.mostSpoken ? "; and more" : "")
  }
  private static let mostSpoken = 30

  private func head(_ participant: Participant, x: Int, bottom: Int) -> String {
    let test = participant.kind == "simulated" ? "" : " real"
    return "<line class=\"life\" x1=\"\(x)\" y1=\"44\" x2=\"\(x)\" y2=\"\(bottom)\"/>"
      + "<rect class=\"who\(test)\" x=\"\(x - 62)\" y=\"4\" width=\"124\" height=\"40\" rx=\"5\"/>"
      + "<text class=\"name\" x=\"\(x)\" y=\"21\">\(Markup.escape(participant.name.cut(to: 16)))</text>"
      + "<text class=\"kind\" x=\"\(x)\" y=\"36\">\(Markup.escape(participant.kind))</text>"
  }

  private func mark(_ text: String, _ tone: Tone, y: Int, width: Int) -> String {
    "<line class=\"mark\" x1=\"6\" y1=\"\(y)\" x2=\"\(width - 6)\" y2=\"\(y)\"/>"
      + "<text class=\"step \(tone.rawValue)\" x=\"10\" y=\"\(y - 4)\">\(Markup.escape(text.cut(to: width / 7)))</text>"
  }

  private func draw(_ arrow: Arrow, y: Int, _ grid: Grid) -> String {
    guard let from = grid.column(arrow.from), let to = grid.column(arrow.to) else { return "" }
    let (a, b) = (grid.x(from), grid.x(to))
    let span = max(1, abs(from - to))
    let label = arrow.label.cut(to: span * Grid.step / 7)
    var out = "<g class=\"arrow \(arrow.tone.rawValue)\"><title>\(Markup.escape("\(arrow.label) \(arrow.status)"))</title>"
    if a == b {
      // Beside the last column there is room on its left alone.
      let way = from == grid.last ? -1 : 1
      out += "<path d=\"M\(a) \(y)h\(way * 34)v12H\(a + way * 7)\"/><path class=\"tip\" d=\"M\(a + way) \(y + 12)l\(way * 9) -4v8z\"/>"
      out += "<text x=\"\(a + way * 40)\" y=\"\(y + 9)\" class=\"\(way > 0 ? "left" : "right")\">\(Markup.escape(label))</text>"
    } else {
      let way = b > a ? 1 : -1
      out += "<path d=\"M\(a) \(y)H\(b - way * 8)\"/><path class=\"tip\" d=\"M\(b - way) \(y)l\(-way * 9) -4v8z\"/>"
      out += "<text x=\"\((a + b) / 2)\" y=\"\(y - 5)\">\(Markup.escape(label))</text>"
      let status = Markup.escape(arrow.status.cut(to: 20))
      out += "<text class=\"status \(way > 0 ? "right" : "left")\" x=\"\(b - way * 12)\" y=\"\(y + 13)\">\(status)</text>"
    }
    out += "</g>"
    guard let anchor = arrow.anchor else { return out }
    let hit = "<rect class=\"hit\" x=\"\(min(a, b))\" y=\"\(y - 17)\" width=\"\(max(abs(a - b), 90))\" height=\"34\"/>"
    let id = arrow.id.map { "id=\"\(Markup.escape($0))\" " } ?? ""
    return "<a \(id)href=\"#\(Markup.escape(anchor))\" aria-label=\"\(Markup.escape(arrow.spoken))\">\(hit)\(out)</a>"
  }

  /// Where columns and rows lie. Wide labels widen nothing: they are cut, and whole in the tooltip.
  private struct Grid {
    static let step = 190
    private let names: [String]
    private var tops: [Int] = []
    let width: Int
    private(set) var height: Int

    init(_ diagram: SequenceDiagram) {
      names = diagram.participants.map(\.name)
      width = max(300, names.count * Self.step)
      var y = 52
      var isBelowArrow = false
      for row in diagram.rows {
        // What came back stands below its arrow, and needs its room.
        if case .mark = row { (y, isBelowArrow) = (y + (isBelowArrow ? 34 : 26), false) } else { (y, isBelowArrow) = (y + 36, true) }
        tops.append(y)
      }
      height = y + 26
    }
    func x(_ column: Int) -> Int { column * Self.step + Self.step / 2 }
    func y(_ row: Int) -> Int { tops[row] }
    var last: Int { names.count - 1 }
    func column(_ name: String) -> Int? { names.firstIndex(of: name) }
  }
}
