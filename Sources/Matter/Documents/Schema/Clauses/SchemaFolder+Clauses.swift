extension SchemaFolder {
  /// What the schema of a file demands of messages, in the order in which it says so; once where it says the same twice.
  package func clauses(of name: String) throws(SchemaFileRefusal) -> [SchemaClause] {
    try clauses(at: SchemaFilePlace(file: name, pointer: .root))
  }

  /// The same of the schema at a place within a file.
  func clauses(at site: SchemaFilePlace) throws(SchemaFileRefusal) -> [SchemaClause] {
    try reading(site.file) { document throws(SchemaRefusal) in
      var library = SchemaLibrary(registry: registry, dialect: ResourceDialect(.draft202012))
      let page = try library.add(document, uri: site.file)
      var reader = SchemaClauseReader(library)
      try reader.read(SchemaLocation(document: page, node: document[site.pointer]?.index ?? 0))
      return reader.clauses
    }
  }

  /// The schema at a place within a file.
  func schema(at site: SchemaFilePlace) throws(SchemaFileRefusal) -> Schema {
    try reading(site.file) { document throws(SchemaRefusal) in
      try Schema(document, at: site.pointer, uri: site.file, registry: registry, options: SchemaOptions(assertsFormats: true))
    }
  }
}
