/// JSON Schemas that are kept together as files and refer to each other by name: `{"$ref": "header.json"}`, or by their `$id`.
///
/// Only these are read: a reference to anything else is refused, and a name is looked up, never opened. Formats judge.
package struct SchemaFolder: Sendable {
  /// Files beyond these are not read, and what names them is told so.
  package static let mostFiles = 256

  private let documents: [String: Document]
  private let broken: [String: SchemaFileRefusal]
  /// In the order of the files.
  package let names: [String]

  package init(_ files: [(name: String, bytes: [UInt8])]) {
    var documents: [String: Document] = [:]
    var broken: [String: SchemaFileRefusal] = [:]
    for file in files.prefix(Self.mostFiles) {
      do throws(JSONRefusal) {
        documents[file.name] = try Document(parsing: file.bytes)
      } catch {
        broken[file.name] = SchemaFileRefusal(file: file.name, line: error.line, column: error.column, why: error.why, next: error.next)
      }
    }
    self.init(names: files.prefix(Self.mostFiles).map(\.name), documents: documents, broken: broken)
  }

  private init(names: [String], documents: [String: Document], broken: [String: SchemaFileRefusal]) {
    (self.names, self.documents, self.broken) = (names, documents, broken)
  }

  /// The document of a file; nil where there is none, or none that can be read.
  package func document(_ name: String) -> Document? { documents[name] }

  /// The same files, some of them with another content.
  package func replacing(_ changed: [String: Document]) -> SchemaFolder {
    SchemaFolder(names: names, documents: documents.merging(changed) { _, new in new }, broken: broken)
  }

  /// The files that a schema is made of: itself, and all that it refers to in whatever way.
  package func reach(of name: String) -> Set<String> {
    var reached: Set<String> = [name]
    var open = [name]
    while let next = open.popLast() {
      guard let document = documents[next] else { continue }
      for file in Self.references(document.root).compactMap(file(named:)) where reached.insert(file).inserted { open.append(file) }
    }
    return reached
  }

  private func file(named reference: String) -> String? {
    let plain = String(reference.prefix { $0 != "#" })
    return documents[plain] != nil ? plain : names.first { documents[$0]?.root["$id"]?.text == plain && !plain.isEmpty }
  }

  private static func references(_ value: Cursor) -> [String] {
    var found: [String] = []
    var open = [value]
    while let next = open.popLast() {
      for (name, value) in next.members {
        if name == "$ref" || name == "$dynamicRef", let text = value.text { found.append(text) }
        open.append(value)
      }
      open += next.elements
    }
    return found
  }

  var registry: SchemaRegistry {
    var byURI = documents
    for name in names {
      if let document = documents[name], let id = document.root["$id"]?.text, byURI[id] == nil { byURI[id] = document }
    }
    return SchemaRegistry(byURI)
  }

  /// Compiles the schema of a file, and all that it refers to. Says in which of the files something is wrong, and where.
  package func schema(_ name: String) throws(SchemaFileRefusal) -> Schema {
    try reading(name) { document throws(SchemaRefusal) in
      try Schema(document, uri: name, registry: registry, options: SchemaOptions(assertsFormats: true))
    }
  }

  func reading<T>(_ name: String, _ read: (Document) throws(SchemaRefusal) -> T) throws(SchemaFileRefusal) -> T {
    if let refusal = broken[name] { throw refusal }
    guard let document = documents[name] else {
      throw SchemaFileRefusal(file: name, line: 1, column: 1, why: "there is no such schema", next: "add the file, or correct the name")
    }
    do throws(SchemaRefusal) { return try read(document) } catch { throw refusal(error, in: name) }
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
