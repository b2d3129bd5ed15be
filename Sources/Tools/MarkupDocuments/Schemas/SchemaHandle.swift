import CLibXML2

/// libxml2's compiled schema.
///
/// Unchecked, because a pointer cannot say so itself: once built, a schema is only read, and libxml2 allows several threads to validate
/// with one schema as long as each has its own validation context. Nothing here hands it out for anything else.
final class SchemaHandle: @unchecked Sendable {
  private let schema: xmlSchemaPtr
  /// The schema's own document: errors and defaults point into it.
  private let tree: MarkupTree

  init(_ schema: xmlSchemaPtr, of tree: MarkupTree) { (self.schema, self.tree) = (schema, tree) }

  deinit { xmlSchemaFree(schema) }

  /// A context for one validation; the caller frees it.
  func makeContext() -> xmlSchemaValidCtxtPtr? {
    guard let context = xmlSchemaNewValidCtxt(schema) else { return nil }
    clibxml2_join_validation(context)
    return context
  }
}
