extension ConnectionSheet {
  enum Form: String, CaseIterable { case text, markdown, html }

  func written(_ form: Form) -> String {
    switch form {
    case .text: text
    case .markdown: markdown
    case .html: html
    }
  }

  private var text: String {
    title + "\n"
      + parts.map { part in
        "\n\(part.title)\n  \(part.says)\n"
          + TextTable(part.head, part.rows).text().split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { "  \($0)\n" }
          .joined()
          + (part.text.map { "\n" + $0 } ?? "")
      }.joined()
  }

  private var markdown: String {
    func row(_ cells: [String]) -> String { "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n" }
    return "# \(title)\n"
      + parts.map { part in
        "\n## \(part.title)\n\n\(part.says)\n\n" + row(part.head) + row(part.head.map { _ in "---" }) + part.rows.map(row).joined()
          + (part.text.map { "\n```\n\($0)```\n" } ?? "")
      }.joined()
  }

  private var html: String {
    let body = parts.map { part in
      "<h2>\(Self.escaped(part.title))</h2><p>\(Self.escaped(part.says))</p><table><thead><tr>"
        + part.head.map { "<th scope=\"col\">\(Self.escaped($0))</th>" }.joined() + "</tr></thead><tbody>"
        + part.rows.map { "<tr>" + $0.map { "<td>\(Self.escaped($0))</td>" }.joined() + "</tr>" }.joined() + "</tbody></table>\n"
        + (part.text.map { "<pre>\(Self.escaped($0))</pre>\n" } ?? "")
    }.joined()
    return """
      <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>\(Self.escaped(title))</title><style>
      body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b1b1b}
      table{border-collapse:collapse;width:100%;margin-bottom:1.5rem}th,td{border-bottom:1px solid #ccc;padding:.35rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
      h2{font-size:1.1rem;margin:1.5rem 0 .2rem}@media print{body{margin:0;max-width:none}}
      </style></head><body><h1>\(Self.escaped(title))</h1>
      \(body)</body></html>

      """
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}
