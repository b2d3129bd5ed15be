/// Pages that need nothing beside themselves: no script, no network, no other file to look right.
package enum Site {
  /// The bytes of each page, in order.
  package static func files(_ pages: [SitePage], _ settings: ReportSettings) throws(ReportFailure) -> [(file: String, bytes: [UInt8])] {
    let templates = try PageTemplates(settings.resource, ["site", "style", "dark"])
    return pages.map { page in
      var view = View(["title": page.title, "content": page.content])
      view.set("trail", page.trail.map { View(["text": $0.text, "to": page.address($0.to)]) })
      view.set("siblings", page.siblings.map { View(["text": $0.text, "to": page.address($0.to)]) })
      return (page.file, Array(templates.render(view, "site").utf8))
    }
  }
}
