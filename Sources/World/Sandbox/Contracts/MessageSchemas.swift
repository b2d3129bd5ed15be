package import Documents
package import Facts

/// The schemas of the messages of dialects, compiled once for all worlds.
///
/// A file is called by dialect and operation: `dci-crvs/notify.json` is what the caller says, `dci-crvs/notify.answer.json` how it is
/// answered where it is not refused. Other files of the folder are parts that these refer to.
package struct MessageSchemas: Sendable {
  package enum Half: String, Hashable, Sendable, CaseIterable {
    case request = ""
    case answer = ".answer"
  }
  private struct Key: Hashable {
    let dialect: DialectName
    let operation: OperationName
    let half: Half
  }
  private let schemas: [Key: Schema]
  /// How much of a flaw is told.
  private static let most = 3

  /// Judges nothing.
  package init() { schemas = [:] }

  /// The schemas that the operations of these dialects have. Throws for the first that is broken.
  package init(_ files: SchemaFolder, of dialects: [any Dialect]) throws(SchemaFileRefusal) {
    let names = Set(files.names)
    var schemas: [Key: Schema] = [:]
    for dialect in dialects {
      for operation in dialect.operations {
        for half in Half.allCases {
          let key = Key(dialect: dialect.card.name, operation: operation.name, half: half)
          let file = Self.file(key.dialect, key.operation, half)
          if names.contains(file), schemas[key] == nil { schemas[key] = try files.schema(file) }
        }
      }
    }
    self.schemas = schemas
  }

  package static func file(_ dialect: DialectName, _ operation: OperationName, _ half: Half) -> String {
    "\(dialect)/\(operation)\(half.rawValue).json"
  }

  package func holds(_ dialect: DialectName, _ operation: OperationName, _ half: Half) -> Bool {
    schemas[Key(dialect: dialect, operation: operation, half: half)] != nil
  }

  /// What breaks the schema of this half; nil where nothing does, or where the protocol has none.
  package func flaw(_ dialect: DialectName, _ operation: OperationName, _ half: Half, _ body: [UInt8]) -> String? {
    guard let schema = schemas[Key(dialect: dialect, operation: operation, half: half)] else { return nil }
    let document: Document
    do throws(JSONRefusal) { document = try Document(parsing: body, bounds: .large) } catch { return "the body: \(error)" }
    if schema.accepts(document) { return nil }
    let found = schema.violations(in: document, limit: Self.most + 1).map(\.sentence)
    return found.prefix(Self.most).joined(separator: "; ") + (found.count > Self.most ? "; and more" : "")
  }
}
