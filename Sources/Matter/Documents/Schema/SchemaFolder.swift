/// JSON Schemas that are kept together as files and refer to each other by name: `{"$ref": "header.json"}`, or by their `$id`.
///
/// Only these are read: a reference to anything else is refused, and a name is looked up, never opened. Formats judge.
package struct SchemaFolder: Sendable {
  /// Files beyond these are not read, and what names them is told so.
  package static let mostFiles = 256

  private let documents: [String: Document]
  private let broken: [String: SchemaFileRefusal]
  private let registry: SchemaRegistry
  /// In the order of the files.
  package let names: [String]

  package init(_ files: [(name: String, bytes: [UInt8])]) {
    var documents: [String: Document] = [:]
    var broken: [String: SchemaFileRefusal] = [:]
    var byURI: [String: Document] = [:]
    for file in files.prefix(Self.mostFiles) {
      do throws(JSONRefusal) {
        let document = try Document(parsing: file.bytes)
        documents[file.name] = document
        byURI[file.name] = document
        if let id = document.root["$id"]?.text, byURI[id] == nil { byURI[id] = document }
      } catch {
        broken[file.name] = SchemaFileRefusal(file: file.name, line: error.line, column: error.column, why: error.why, next: error.next)
      }
    }
    names = files.prefix(Self.mostFiles).map(\.name)
    (self.documents, self.broken) = (documents, broken)
    registry = SchemaRegistry(byURI)
  }

  /// Compiles the schema of a file, and all that it refers to. Says in which of the files something is wrong, and where.
  package func schema(_ name: String) throws(SchemaFileRefusal) -> Schema {
    if let refusal = broken[name] { throw refusal }
    guard let document = documents[name] else {
      throw SchemaFileRefusal(file: name, line: 1, column: 1, why: "there is no such schema", next: "add the file, or correct the name")
    }
    do throws(SchemaRefusal) {
      return try Schema(document, uri: name, registry: registry, options: SchemaOptions(assertsFormats: true))
    } catch {
      throw refusal(error, in: name)
    }
  }

  private func refusal(_ refusal: SchemaRefusal, in name: String) -> SchemaFileRefusal {
    let file = documents[refusal.document] == nil ? name : refusal.document
    var pointer = refusal.pointer
    var found = documents[file]?[pointer]
    while found == nil, let parent = pointer.parent {
      pointer = parent
      found = documents[file]?[pointer]
    }
    let place = found?.place ?? (line: 1, column: 1)
    let at = refusal.pointer.text.isEmpty ? "" : "\(refusal.pointer): "
    return SchemaFileRefusal(file: file, line: place.line, column: place.column, why: at + refusal.why, next: refusal.next)
  }
}

/// Why a file of schemas cannot be used, and where in it.
package struct SchemaFileRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package let file: String
  /// Counted from 1.
  package let line: Int
  package let column: Int
  package let why: String
  package let next: String

  package init(file: String, line: Int, column: Int, why: String, next: String) {
    (self.file, self.line, self.column, self.why, self.next) = (file, line, column, why, next)
  }

  package var description: String { "\(file):\(line):\(column): \(why); \(next)" }
}
