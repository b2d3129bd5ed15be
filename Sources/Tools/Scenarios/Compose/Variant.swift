import SourceText

/// An overlay: what it takes away, adds and sets. It is applied to the text of the base, so that places stay right.
package struct Variant: Sendable {
  package let name: Word
  package let title: String
  package let needs: [Need]
  package let when: PolicyCondition?
  package let forEach: RowSource?
  let node: Node
}

extension LoadContext {
  mutating func variants(_ node: Node?) -> [Variant] {
    guard let node else { return [] }
    return entries(node, "`variants`").compactMap { entry in
      let name = Word(entry.name, entry.key.span)
      guard self.name(name, "a variant"), !entries(entry.value, "the variant `\(name)`").isEmpty else { return nil }
      allow(PageMap.variant.names, in: entry.value, "a variant")
      return Variant(
        name: name, title: text(required(entry.value, "title", "the variant `\(name)`"), "`title`") ?? "",
        needs: needs(entry.value["needs"]), when: condition(entry.value["when"]), forEach: rowSource(entry.value["for-each"]),
        node: entry.value)
    }
  }
}
