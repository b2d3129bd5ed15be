import CLibXML2

/// A compiled XML Schema (XSD 1.0). May be used by many tasks at once.
package struct XMLSchema: Sendable {
  /// For a schema's own text.
  static let bounds = MarkupBounds(depth: 128, bytes: 1 << 24, nodes: 1 << 20)

  package let name: String
  let handle: SchemaHandle

  /// Builds the schema of that name, and what it includes or imports from the same sources. Throws with the place of what is wrong.
  package init(_ name: String, from sources: SchemaSources) throws(MarkupRefusal) {
    guard let bytes = sources.bytes(name) else { throw MarkupRefusal(.schemaSource, "the schema \(MarkupWords.cut(name)) is not there") }
    let document = try MarkupDocument(parsing: bytes, bounds: Self.bounds)
    // Relative names in the schema are relative to its own.
    document.tree.document?.pointee.URL = UnsafePointer(xmlStrdup(name))
    self.name = name
    handle = try Self.build(document, SchemaLoading(sources))
  }

  private static func build(_ document: MarkupDocument, _ loading: SchemaLoading) throws(MarkupRefusal) -> SchemaHandle {
    let schema: xmlSchemaPtr? = ErrorEar.listening { error in
      if !error.isWarning { loading.refuse(MarkupRefusal(building: error)) }
    } during: {
      guard let context = xmlSchemaNewDocParserCtxt(document.tree.document) else { return nil }
      defer { xmlSchemaFreeParserCtxt(context) }
      clibxml2_join_schema(context)
      return loading.serving { xmlSchemaParse(context) }
    }
    let handle = schema.map { SchemaHandle($0, of: document.tree) }
    if let refusal = loading.refusal { throw refusal }
    guard let handle else { throw MarkupRefusal(.schema, "this is not an XML Schema") }
    return handle
  }

  /// Checks a document in memory.
  package func validate(_ document: MarkupDocument) -> SchemaReport {
    var report = SchemaReport()
    guard let raw = document.tree.document else { return report }
    ErrorEar.listening { error in
      report.add(error) { error.node.map { MarkupNode.place(of: $0) } ?? MarkupPlace(line: error.line) }
    } during: {
      guard let context = handle.makeContext() else { return report.fail() }
      defer { xmlSchemaFreeValidCtxt(context) }
      if xmlSchemaValidateDoc(context, raw) < 0 { report.fail() }
    }
    return report
  }

  /// Checks a source while it is read, in constant memory. Throws where it is not well-formed.
  package func validate(_ source: MarkupSource, bounds: MarkupBounds = .large) throws(MarkupRefusal) -> SchemaReport {
    let validator = StreamValidator(handle)
    try ParserRun.read(source, Visitor(), bounds: bounds, validator: validator)
    return validator.report
  }
}
