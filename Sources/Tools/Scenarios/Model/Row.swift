package import SourceText

/// A row of a table, or of `for-each`.
package struct Row: Sendable {
  /// Its first value: `P03`. The name by which variants change it and reports show it.
  package let name: String
  /// Empty where the row is one word.
  package let fields: [Field]
  /// The one word: `$each`.
  package let value: Value?
  package let needs: [Need]
  /// What holds in place of the fields where a need is not met.
  package let otherwise: [Field]
  package let span: SourceSpan

  package init(name: String, fields: [Field], value: Value? = nil, needs: [Need] = [], otherwise: [Field] = [], span: SourceSpan) {
    self.name = name
    self.fields = fields
    self.value = value
    self.needs = needs
    self.otherwise = otherwise
    self.span = span
  }

  /// The fields as they hold over these dialects.
  package func fields(where isMet: (Need) -> Bool) -> [Field] {
    guard !needs.allSatisfy(isMet) else { return fields }
    return fields.map { field in Field(field.name, otherwise[field.name.text] ?? field.value) }
      + otherwise.filter { fields[$0.name.text] == nil }
  }
}

package struct Table: Sendable {
  package let name: Word
  package let rows: [Row]
}

/// Where the rows of a `for-each` come from.
package enum RowSource: Sendable {
  case rows([Row])
  /// `table.lines`
  case table(Word)
  /// `dialect.faults.schema`: known when the plan is made.
  case faults(Word)
}
