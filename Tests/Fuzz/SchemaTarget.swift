/// A schema and a document: both drafts load or refuse, judging ends, and what is refused is told at a place that is there.
let schemaTarget = FuzzTarget(name: "schema") { bytes in
  let (text, rest) = halves(bytes)
  guard let page = try? Document(parsing: Array(text.utf8)), let document = try? Document(parsing: rest) else { return }
  for dialect in [SchemaDialect.draft202012, .draft7, .draft4, .openAPI30] {
    guard let schema = try? Schema(page, options: SchemaOptions(dialect: dialect, assertsFormats: true)) else { continue }
    let accepts = schema.accepts(document)
    let violations = schema.violations(in: document, limit: 10)
    require(accepts == violations.isEmpty, "what is refused is told, and nothing else (\(dialect))")
    require(violations.count <= 10, "what is told is bounded")
    for violation in violations {
      require(document[violation.instance] != nil, "a violation points into the document: \(violation.instance)")
      require(violation.description.utf8.count < 1 << 16, "a violation is short")
    }
    require(schema.accepts(document) == accepts, "the same again")
  }
}
