package import Conformance
package import SourceText

/// A file that people keep beside their runs: `expectations:` of a gate, or `waivers:` of a desk.
package struct BesideDocument: Sendable {
  package struct Expected: Sendable {
    package let entry: ExpectedResult
    package let scenario: Word
    package let requirement: Word
    package let owner: SourceSpan
    package let expires: SourceSpan
  }
  package struct Waived: Sendable {
    package let waiver: Waiver
    package let requirement: Word
    package let scenarios: [Word]
    package let expires: SourceSpan
  }

  /// Nil where the file does not say `expectations:`.
  package let expected: [Expected]?
  package let waived: [Waived]?

  package var entries: [ExpectedResult]? { expected?.map(\.entry) }
  package var waivers: [Waiver]? { waived?.map(\.waiver) }

  /// Whether a file says by its keys that it is one of these.
  package static func isNamed(by root: Node) -> Bool { root["expectations"] != nil || root["waivers"] != nil }

  package static func load(_ bytes: [UInt8], name: String) -> Diagnosed<BesideDocument> {
    let read = YAMLReader().read(bytes, name: name)
    guard let root = read.value else { return Diagnosed(nil, read.diagnostics) }
    var context = LoadContext()
    context.report(contentsOf: read.diagnostics)
    let document = context.besideDocument(root)
    return Diagnosed(document, context.diagnostics.withoutRepeats)
  }
}
