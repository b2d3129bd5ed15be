import Facts
import SourceText

/// Reads the pages of one folder below `mocks/`: each page a map of names to entries, every complaint with its line.
struct Mock {
  let name: String
  let node: Node
  let key: Node

  /// `folders`: the home's and those of suites that bring their own. `part`: `defects`, `twins`, `impostors`.
  static func all(_ part: String, in folders: [MockFolder], keys: [String]) -> Diagnosed<[Mock]> {
    var mocks: [Mock] = []
    var diagnostics: [Diagnostic] = []
    for (path, bytes) in folders.flatMap({ $0.pages(of: part) }) {
      let read = YAMLReader().read(bytes, name: path)
      diagnostics += read.diagnostics
      for entry in read.value?.entries ?? [] {
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

/// A folder that holds `defects`, `twins` and `impostors`.
struct MockFolder {
  let library: Library
  /// From the library: `mocks`.
  let place: String
  /// As complaints show it.
  let shown: String

  static func home(_ library: Library) -> MockFolder { MockFolder(library: library, place: "mocks", shown: "mocks") }

  func pages(of part: String) -> [(path: String, bytes: [UInt8])] {
    library.files(below: "\(place)/\(part)").filter { $0.hasSuffix(".yaml") }.map { path in
      (shown + path.dropFirst(place.count), library.bytes(path) ?? [])
    }
  }
}
