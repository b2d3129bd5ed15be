/// The names from the root down to one kind of element: `/p:Document/p:Rpt/p:Ntry`. What is read while it streams is found by it.
package struct ElementPath: Hashable, Sendable, CustomStringConvertible {
  package let names: [MarkupName]
  package let description: String

  /// Steps with one name each, no predicate and no `//`; an unprefixed name is in no namespace, as in XPath.
  package init(_ text: String, prefixes: [String: String] = [:]) throws(MarkupRefusal) {
    description = text
    guard text.hasPrefix("/"), text.utf8.count <= XPath.longest else { throw Self.wrong(text, "does not begin at the root") }
    var names: [MarkupName] = []
    for step in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      let parts = step.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard (1...2).contains(parts.count), parts.allSatisfy(MarkupName.isNCName), let local = parts.last else {
        throw Self.wrong(text, "holds a step that is not a name")
      }
      var namespace = ""
      if parts.count == 2 {
        guard let known = prefixes[parts[0]] else {
          throw MarkupRefusal(.prefix, "\(MarkupWords.cut(text)) uses the prefix \(parts[0]), which is not in its table of prefixes")
        }
        namespace = known
      }
      names.append(MarkupName(local, in: namespace))
    }
    guard names.count <= MarkupBounds.deepest else { throw Self.wrong(text, "is deeper than \(MarkupBounds.deepest)") }
    self.names = names
  }

  private static func wrong(_ text: String, _ why: String) -> MarkupRefusal {
    MarkupRefusal(.path, "\(MarkupWords.cut(text)) \(why)", next: "write names from the root down: /p:Document/p:Rpt/p:Ntry")
  }
}
