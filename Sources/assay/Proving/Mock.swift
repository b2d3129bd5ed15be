import Facts
import Scenarios
import SourceText

/// Reads the pages of one folder below `mocks/`: each page a map of names to entries, every complaint with its line.
struct Mock {
  let name: String
  let node: Node
  let key: Node

  /// `part`: `defects`, `twins`, `impostors`.
  static func all(_ part: String, in pages: MockPages, keys: [String]) -> Diagnosed<[Mock]> {
    var mocks: [Mock] = []
    var diagnostics: [Diagnostic] = []
    for (path, bytes) in pages.pages(of: part) {
      let read = YAMLReader().read(bytes, name: path)
      diagnostics += read.diagnostics
      let page = told(read.value, pages.library, &diagnostics)
      for entry in page?.entries ?? [] {
        if mocks.contains(where: { $0.name == entry.name }) {
          diagnostics.append(Diagnostic(.duplicateName, "`\(entry.name)` is described twice", at: entry.key.span))
        }
        for inner in entry.value.entries ?? [] where !keys.contains(inner.name) {
          diagnostics.append(
            Diagnostic(.unknownKey, "there is no `\(inner.name)` here", at: inner.key.span, next: "it has \(keys.joined(separator: ", "))"))
        }
        mocks.append(Mock(name: entry.name, node: entry.value, key: entry.key))
      }
    }
    return Diagnosed(mocks, diagnostics)
  }

  /// `over: suites/dci/registers.yaml` at the top of a page: its entries are told once for each row of that table.
  private static func told(_ page: Node?, _ library: Library, _ diagnostics: inout [Diagnostic]) -> Node? {
    guard var page, let over = page["over"], let path = over.text else { return page }
    page["over"] = nil
    guard let bytes = library.bytes(path), let table = YAMLReader().read(bytes, name: path).value else {
      diagnostics.append(Diagnostic(.fileNotFound, "there is no table `\(path)`", at: over.span))
      return page
    }
    let told = TellingTable(table).entries(of: page)
    diagnostics += told.diagnostics
    return told.value
  }

  func text(_ key: String) -> String? { node[key]?.text }
  /// One word or a list of them.
  func words(_ key: String) -> [String] { node[key].map { $0.items?.compactMap(\.text) ?? [$0.text].compactMap(\.self) } ?? [] }
  func pairs(_ key: String) -> [(name: String, value: String)] {
    (node[key]?.entries ?? []).compactMap { e in e.value.text.map { (e.name, $0) } }
  }
  func missing(_ key: String, _ next: String) -> Diagnostic {
    Diagnostic(.missingKey, "`\(name)` has no `\(key)`", at: self.key.span, next: next)
  }
}

/// The pages of `mocks/`: those of the home, and those that suites given by path bring along.
struct MockPages {
  let library: Library
  /// Only what such suites bring.
  var isOwn = false

  func pages(of part: String) -> [(path: String, bytes: [UInt8])] {
    library.files(below: "mocks/\(part)").filter { $0.hasSuffix(".yaml") && (!isOwn || library.isMounted($0)) }
      .map { (library.shown($0), library.bytes($0) ?? []) }
  }
}
