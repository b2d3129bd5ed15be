import Mustache
import Signatures

/// The templates of the page, escaped by our own rule: a combining mark cannot hide a quote from it.
struct PageTemplates {
  private struct Escaping: MustacheContentType {
    func escapeText(_ text: String) -> String { Markup.escape(text) }
  }
  static let names = ["page", "style", "dark", "filter", "failure", "message", "requirements", "scenario"]
  private let library: MustacheLibrary
  private let script: String

  init(_ resource: (String) -> [UInt8]?, _ names: [String] = names) throws(ReportFailure) {
    MustacheContentTypes.register(Escaping(), named: "ASSAY-HTML")
    var library = MustacheLibrary()
    for name in names {
      let path = "templates/\(name).mustache"
      do { try library.register(try Self.text(path, resource), named: name) } catch let failure as ReportFailure { throw failure } catch {
        throw ReportFailure("reports/\(path) is no template: \(error)", next: "mend it, or put back the one that was installed")
      }
    }
    self.library = library
    script = names.contains("page") ? try Self.text("templates/script.js", resource) : ""
  }

  /// The page's policy names the digest of its one script, so no other runs.
  func page(_ view: View) -> String {
    var view = view
    view["script"] = script
    view["digest"] = Base64.standard.encode(Digest.sha256(Array(script.utf8)))
    return render(view, "page")
  }

  func render(_ view: View, _ template: String) -> String { library.render(view, withTemplate: template) ?? "" }

  private static func text(_ path: String, _ resource: (String) -> [UInt8]?) throws(ReportFailure) -> String {
    guard let bytes = resource(path) else {
      throw ReportFailure("there is no reports/\(path)", next: "name the folder that holds `reports` with --home, or install again")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
