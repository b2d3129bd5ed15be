/// One thing that a schema demands of messages: by a keyword, at a place.
package struct SchemaClause: Hashable, Sendable {
  /// What must be so for the keyword to be asked: that what stands at a place on the way has a shape, or has it not.
  package struct Condition: Hashable, Sendable {
    /// So many steps of the clause's place lead to what is looked at.
    let depth: Int
    let shape: SchemaFilePlace
    /// `if` and branches ask for the shape, `else` for another.
    package let isWanted: Bool
    /// What the shape is called where it is written; else the place of it.
    package let title: String
    let isIf: Bool
    /// The members that tell the shape by being there.
    let telling: [String]

    package var words: String { isWanted ? title : "not \(title)" }
  }
  package let place: MessagePlace
  /// `required` is one clause for each name.
  package let keyword: String
  package let value: JSON
  package let conditions: [Condition]
  package let site: SchemaFilePlace

  /// `search_response`, `succ rjct`: the value as people read it; an empty text in its quotes.
  package var shown: String {
    func text(_ value: JSON) -> String {
      value.text.flatMap { $0.isEmpty ? nil : $0 } ?? String(decoding: value.encoded(), as: UTF8.self)
    }
    return value.items.map { $0.map(text).joined(separator: " ") } ?? text(value)
  }
}

/// A place in the files of schemas.
package struct SchemaFilePlace: Hashable, Sendable, CustomStringConvertible {
  package let file: String
  package let pointer: JSONPointer
  package var description: String { "\(file)#\(pointer.text)" }
}
