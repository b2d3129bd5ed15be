extension SitePage {
  /// What stands between the head of the page and its end. Every text is escaped here and nowhere else.
  var content: String { blocks.map { block($0) }.joined(separator: "\n") }

  private func block(_ block: SiteBlock) -> String {
    switch block {
    case .heading(let text, let anchor): "<h2 id=\"\(Markup.escape(anchor))\">\(Markup.escape(text))</h2>"
    case .part(let text, let anchor): "<h3 id=\"\(Markup.escape(anchor))\">\(Markup.escape(text))</h3>"
    case .text(let texts): "<p>\(line(texts))</p>"
    case .list(let items): "<ul>" + items.map { "<li>\(line($0))</li>" }.joined() + "</ul>"
    case .facts(let facts):
      "<dl class=\"facts\">" + facts.map { "<div><dt>\(Markup.escape($0.name))</dt><dd>\(line($0.value))</dd></div>" }.joined() + "</dl>"
    case .table(let head, let rows): table(head, rows)
    case .picture(let diagram, let title): "<div class=\"picture\">\(diagram.svg(title: title))</div>"
    case .source(let text, let title):
      "<details><summary>\(Markup.escape(title))</summary><pre>\(Markup.escape(text))</pre></details>"
    case .fold(let title, let anchor, let blocks):
      "<details id=\"\(Markup.escape(anchor))\"><summary>\(Markup.escape(title))</summary>\n\(blocks.map { self.block($0) }.joined(separator: "\n"))</details>"
    }
  }

  private func table(_ head: [String], _ rows: [SiteRow]) -> String {
    let top = head.map { "<th scope=\"col\">\(Markup.escape($0))</th>" }.joined()
    let body = rows.map { row in
      let id = row.anchor.map { " id=\"\(Markup.escape($0))\"" } ?? ""
      let cells = row.cells.enumerated().map { i, cell in
        i == 0 ? "<th scope=\"row\">\(line(cell))</th>" : "<td>\(line(cell))</td>"
      }.joined()
      return "<tr\(id)>\(cells)</tr>"
    }
    return "<div class=\"wide\"><table><thead><tr>\(top)</tr></thead><tbody>\n\(body.joined(separator: "\n"))\n</tbody></table></div>"
  }

  private func line(_ texts: [SiteText]) -> String {
    texts.map { text in
      switch text {
      case .plain(let text): Markup.escape(text)
      case .code(let text): "<code>\(Markup.escape(text))</code>"
      case .strong(let text): "<b>\(Markup.escape(text))</b>"
      case .dim(let text): "<span class=\"dim\">\(Markup.escape(text))</span>"
      case .tag(let text): "<span class=\"tag\">\(Markup.escape(text))</span>"
      case .link(let link): "<a href=\"\(Markup.escape(address(link.to)))\">\(Markup.escape(link.text))</a>"
      case .end: "<br>"
      }
    }.joined()
  }

  /// From this page, so that the site can be read from a folder, a stick or a server alike.
  func address(_ place: SitePlace) -> String {
    let anchor = place.anchor.map { "#\($0)" } ?? ""
    if place.file == file, !anchor.isEmpty { return anchor }
    let up = String(repeating: "../", count: file.count { $0 == "/" })
    return up + place.file + anchor
  }
}
