/// An OpenAPI 3.0 or 3.1 description, for checks: which operation an exchange belongs to, and which schema each part of it has.
///
/// Only what makes it unreadable is refused at once; `problems` tells all that is wrong with it. Parts are found through references within
/// the document; schemas may also refer to documents of the registry.
package struct OpenAPIDescription: Sendable {
  package enum Version: Hashable, Sendable { case v30, v31 }

  package let document: Document
  /// As published, before any erratum.
  package let original: Document
  /// The errata that were applied.
  package let errata: [Erratum]
  package let version: Version
  private let library: SchemaLibrary
  private let dialect: SchemaDialect

  /// `uri` is where the document is, for references. Errata are applied in order; one that does not fit refuses the whole.
  package init(
    _ document: Document, uri: String = "", registry: SchemaRegistry = SchemaRegistry(), errata: [Erratum] = []
  ) throws(DescriptionRefusal) {
    original = document
    self.errata = errata
    self.document = try Erratum.apply(errata, to: document)
    let root = self.document.root
    version = try Self.version(of: root)
    var dialect = version == .v30 ? SchemaDialect.openAPI30 : .openAPI31
    if version == .v31, let named = root["jsonSchemaDialect"]?.text {
      let plain = URIReference(named).withoutFragment.text
      guard let known = SchemaDialect.allCases.first(where: { $0.uri == plain }) else {
        throw DescriptionRefusal(
          pointer: ["jsonSchemaDialect"], why: "the dialect \(named) is not known here",
          next: "leave it out, or name OpenAPI 3.1's or a JSON Schema draft's")
      }
      dialect = known
    }
    self.dialect = dialect
    var library = SchemaLibrary(registry: registry, dialect: ResourceDialect(dialect))
    do throws(SchemaRefusal) {
      let page = try library.add(self.document, uri: uri, walks: false)
      // Named schemas may have identifiers and anchors that others refer to.
      for (_, schema) in root[["components", "schemas"]].map({ Array($0.members) }) ?? [] {
        try library.walkIfNew(SchemaLocation(document: page, node: schema.index))
      }
    } catch {
      throw DescriptionRefusal(pointer: error.pointer, why: error.why, next: error.next)
    }
    self.library = library
  }

  private static func version(of root: Cursor) throws(DescriptionRefusal) -> Version {
    guard root.kind == .object else {
      throw DescriptionRefusal(pointer: .root, why: "\(root.kind), not an object", next: "give an OpenAPI document")
    }
    if let text = root["openapi"]?.text {
      if text.hasPrefix("3.0.") { return .v30 }
      if text.hasPrefix("3.1.") { return .v31 }
      throw DescriptionRefusal(
        pointer: ["openapi"], why: "version \(text) is not read here", next: "give a description of OpenAPI 3.0 or 3.1")
    }
    if let text = root["swagger"]?.text {
      throw DescriptionRefusal(
        pointer: ["swagger"], why: "version \(text) is not read here", next: "convert the description to OpenAPI 3.0 or 3.1")
    }
    throw DescriptionRefusal(
      pointer: .root, why: "no \"openapi\" member", next: "give an OpenAPI document of version 3.0 or 3.1; quote the version")
  }

  /// The same description as published.
  package func withoutErrata() throws(DescriptionRefusal) -> OpenAPIDescription {
    try OpenAPIDescription(original, uri: library.pages[0].uri, registry: library.registry)
  }

  /// Compiles a schema. Keep it: compiling costs far more than asking.
  package func schema(_ site: SchemaSite, assertsFormats: Bool = false) throws(SchemaRefusal) -> Schema {
    let options = SchemaOptions(dialect: dialect, assertsFormats: assertsFormats, direction: site.direction)
    guard let place = document[site.pointer] else {
      throw SchemaRefusal(document: library.pages[0].uri, pointer: site.pointer, why: "nothing is there", next: "point at a schema")
    }
    return try Schema(library, SchemaLocation(document: 0, node: place.index), options)
  }
}

/// Where the schema of a part of a message is in its description.
package struct SchemaSite: Hashable, Sendable {
  package let pointer: JSONPointer
  package let direction: SchemaOptions.Direction?

  package init(pointer: JSONPointer, direction: SchemaOptions.Direction? = nil) { (self.pointer, self.direction) = (pointer, direction) }
}
