/// A compiled JSON Schema: made once, asked often, from any task.
package struct Schema: Sendable {
  private let box: SchemaBox
  private let entry: Int32

  /// Compiles the schema at `pointer` of a document, and all that it refers to, in the document and in the registry.
  ///
  /// `uri` is the document's own, against which references are resolved unless it says `$id`. Refuses broken schemas, references that
  /// lead nowhere, unknown dialects, and patterns that cannot be judged in linear time; what a message breaks is told by `violations`.
  package init(
    _ document: Document, at pointer: JSONPointer = .root, uri: String = "", registry: SchemaRegistry = SchemaRegistry(),
    options: SchemaOptions = SchemaOptions()
  ) throws(SchemaRefusal) {
    var library = SchemaLibrary(registry: registry, dialect: ResourceDialect(options.dialect))
    let page = try library.add(document, uri: uri)
    guard let place = document[pointer] else {
      throw SchemaRefusal(document: uri, pointer: pointer, why: "nothing is there", next: "point at a schema")
    }
    try self.init(library, SchemaLocation(document: page, node: place.index), options)
  }

  init(_ library: SchemaLibrary, _ location: SchemaLocation, _ options: SchemaOptions) throws(SchemaRefusal) {
    let (program, entry) = try SchemaCompiler.compile(library, at: location, options)
    (box, self.entry) = (SchemaBox(program), entry)
  }

  package func accepts(_ document: Document) -> Bool { accepts(document.root) }

  package func accepts(_ value: Cursor) -> Bool {
    SchemaJudge.with(box, value.tape) { judge in judge.valid(entry, value.index) && !judge.gaveUp }
  }

  package func violations(in document: Document, limit: Int = 100) -> [SchemaViolation] { violations(in: document.root, limit: limit) }

  /// What the schema does not allow, in the order of the document, at most `limit`; none when it accepts the value.
  package func violations(in value: Cursor, limit: Int = 100) -> [SchemaViolation] {
    if accepts(value) { return [] }
    return SchemaJudge.with(box, value.tape) { judge in
      var explainer = SchemaExplainer(judge, limit: limit)
      return explainer.explain(entry, value)
    }
  }
}
