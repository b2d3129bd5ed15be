import Mustache

/// The templates of the page, escaped by our own rule: a combining mark cannot hide a quote from it.
struct PageTemplates {
  private struct Escaping: MustacheContentType {
    func escapeText(_ text: String) -> String { Markup.escape(text) }
  }
  static let names = ["page", "style", "failure", "message", "requirements", "scenario"]
  private let library: MustacheLibrary

  init(_ resource: (String) -> [UInt8]?, _ names: [String] = names) throws(ReportFailure) {
    MustacheContentTypes.register(Escaping(), named: "ASSAY-HTML")
    var library = MustacheLibrary()
    for name in names {
      let path = "templates/\(name).mustache"
      guard let bytes = resource(path) else {
        throw ReportFailure("there is no reports/\(path)", next: "name the folder that holds `reports` with --home, or install again")
      }
      do { try library.register(String(decoding: bytes, as: UTF8.self), named: name) } catch {
        throw ReportFailure("reports/\(path) is no template: \(error)", next: "mend it, or put back the one that was installed")
      }
    }
    self.library = library
  }

  func page(_ view: View) -> String { render(view, "page") }
  func render(_ view: View, _ template: String) -> String { library.render(view, withTemplate: template) ?? "" }
}
