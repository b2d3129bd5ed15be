/// A place in one of the documents that a schema is made of.
struct SchemaLocation: Hashable, Sendable {
  let document: Int
  let node: Int
}

/// A schema with a URI of its own: a document's root, or what carries an `$id`.
struct SchemaResource: Sendable {
  let uri: URIReference
  let root: SchemaLocation
  /// The node after it.
  let end: Int
  let dialect: ResourceDialect
  var anchors: [String: Int] = [:]
  var dynamicAnchors: [String: Int] = [:]
}
