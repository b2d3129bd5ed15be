/// The documents that schemas are compiled from, and what is known of them: resources by URI, anchors, dialects.
struct SchemaLibrary: Sendable {
  struct Page: Sendable {
    let tape: Tape
    let uri: String
    /// Where the first schema resource of the page is.
    let resource: Int
  }

  /// So that a schema of schemas of schemas ends.
  private static let deepestMetaSchema = 8

  let registry: SchemaRegistry
  let dialect: ResourceDialect
  private(set) var pages: [Page] = []
  private(set) var resources: [SchemaResource] = []
  /// By URI without fragment.
  private var byURI: [String: Int] = [:]
  /// Nodes that were walked as schemas, by page.
  private var walked: Set<SchemaLocation> = []

  init(registry: SchemaRegistry, dialect: ResourceDialect) { (self.registry, self.dialect) = (registry, dialect) }

  /// Takes in a document. `walks` is off for a document that only holds schemas somewhere, as an OpenAPI description does.
  mutating func add(_ document: Document, uri: String, walks: Bool = true) throws(SchemaRefusal) -> Int {
    let page = pages.count
    let base = URIReference(uri).withoutFragment
    let root = SchemaLocation(document: page, node: 0)
    pages.append(Page(tape: document.tape, uri: base.text, resource: resources.count))
    let own = walks ? try dialectNamed(in: document.root, at: root, else: dialect) : dialect
    let written = walks ? identifier(of: document.root, own) : nil
    let identity = written.map { $0.resolved(against: base).withoutFragment } ?? base
    resources.append(SchemaResource(uri: identity, root: root, end: document.tape.nodes.count, dialect: own))
    for name in [base.text, identity.text] where byURI[name] == nil { byURI[name] = resources.count - 1 }
    if walks { try walk(from: 0, of: page) }
    return page
  }

  func cursor(_ location: SchemaLocation) -> Cursor { Cursor(tape: pages[location.document].tape, index: location.node) }

  /// The innermost resource around a place.
  func resource(of location: SchemaLocation) -> Int {
    var best = pages[location.document].resource
    for (index, resource) in resources.enumerated()
    where resource.root.document == location.document && resource.root.node <= location.node && location.node < resource.end
      && resource.root.node >= resources[best].root.node
    { best = index }
    return best
  }

  func refusal(_ location: SchemaLocation, _ keyword: String? = nil, _ why: String, _ next: String) -> SchemaRefusal {
    let pointer = cursor(location).pointer
    return SchemaRefusal(
      document: pages[location.document].uri, pointer: keyword.map { pointer.appending($0) } ?? pointer, why: why, next: next)
  }

  /// Walks schemas below a node that no walk has met, as when a reference leads into an unknown keyword.
  mutating func walkIfNew(_ location: SchemaLocation) throws(SchemaRefusal) {
    if !walked.contains(location) { try walk(from: location.node, of: location.document) }
  }

  // MARK: references

  /// The place that a reference in `location` leads to.
  mutating func target(of reference: String, from location: SchemaLocation, keyword: String) throws(SchemaRefusal) -> SchemaLocation {
    let wish = URIReference(reference).resolved(against: resources[resource(of: location)].uri)
    let uri = wish.withoutFragment.text
    guard let index = try resourceIndex(uri) else {
      throw refusal(
        location, keyword, "\"\(reference)\" leads to \(uri), which is not at hand",
        "add that document to the registry, or correct the reference")
    }
    let resource = resources[index]
    let fragment = wish.readFragment
    if fragment.isEmpty { return resource.root }
    guard fragment.hasPrefix("/") else {
      if let node = resource.anchors[fragment] ?? resource.dynamicAnchors[fragment] {
        return SchemaLocation(document: resource.root.document, node: node)
      }
      throw refusal(location, keyword, "\"\(reference)\": no anchor \"\(fragment)\" there", "add the anchor, or correct the reference")
    }
    guard let pointer = JSONPointer(fragment), let place = cursor(resource.root)[pointer] else {
      throw refusal(location, keyword, "\"\(reference)\" leads nowhere", "add what it points at, or correct the reference")
    }
    return SchemaLocation(document: resource.root.document, node: place.index)
  }

  /// The resource of a URI without fragment; fetched from the registry, or made if it is a standard's meta-schema.
  private mutating func resourceIndex(_ uri: String) throws(SchemaRefusal) -> Int? {
    if let index = byURI[uri] { return index }
    guard let document = registry.find(uri) ?? MetaSchemas.document(uri) else { return nil }
    _ = try add(document, uri: uri)
    return byURI[uri]
  }

  // MARK: walking

  private mutating func walk(from start: Int, of page: Int) throws(SchemaRefusal) {
    var open = [(node: start, resource: resource(of: SchemaLocation(document: page, node: start)))]
    while let (node, outer) = open.popLast() {
      let place = SchemaLocation(document: page, node: node)
      guard walked.insert(place).inserted else { continue }
      let cursor = cursor(place)
      guard cursor.kind == .object else { continue }
      let inside = try enter(cursor, place, outer)
      let dialect = resources[inside].dialect
      for (name, value) in cursor.members {
        guard let keyword = Keyword.find(name, in: dialect) else { continue }
        switch name {
        case "$anchor": if let anchor = value.text { resources[inside].anchors[anchor] = node }
        case "$dynamicAnchor": if let anchor = value.text { resources[inside].dynamicAnchors[anchor] = node }
        default: open += keyword.shape.subschemas(of: value).map { ($0.index, inside) }
        }
      }
    }
  }

  /// Notes a resource where a schema has an `$id`, or an anchor where older drafts write `#name` there.
  private mutating func enter(_ cursor: Cursor, _ place: SchemaLocation, _ outer: Int) throws(SchemaRefusal) -> Int {
    let inherited = resources[outer].dialect
    if resources[outer].root == place {
      if let anchor = identifier(of: cursor, inherited)?.fragment, !anchor.isEmpty { resources[outer].anchors[anchor] = place.node }
      return outer
    }
    let own = try dialectNamed(in: cursor, at: place, else: inherited)
    guard let written = identifier(of: cursor, own) else { return outer }
    let uri = written.resolved(against: resources[outer].uri)
    let anchor = uri.fragment.flatMap { $0.isEmpty ? nil : $0 }
    if let anchor, uri.withoutFragment == resources[outer].uri {
      resources[outer].anchors[anchor] = place.node
      return outer
    }
    let end = Int(cursor.tape.nodes[place.node].next)
    var resource = SchemaResource(uri: uri.withoutFragment, root: place, end: end, dialect: own)
    if let anchor { resource.anchors[anchor] = place.node }
    resources.append(resource)
    if byURI[resource.uri.text] == nil { byURI[resource.uri.text] = resources.count - 1 }
    return resources.count - 1
  }

  private func identifier(of cursor: Cursor, _ dialect: ResourceDialect) -> URIReference? {
    guard dialect.draft != .openAPI30, let text = cursor[dialect.idKeyword]?.text else { return nil }
    return dialect.refStandsAlone && cursor["$ref"] != nil ? nil : URIReference(text)
  }

  // MARK: dialects

  private mutating func dialectNamed(
    in cursor: Cursor, at place: SchemaLocation, else inherited: ResourceDialect
  ) throws(SchemaRefusal) -> ResourceDialect {
    guard inherited.draft != .openAPI30, let text = cursor["$schema"]?.text else { return inherited }
    let uri = URIReference(text).withoutFragment.text
    if let known = ResourceDialect(uri: uri) { return known }
    return try dialect(ofMetaSchema: uri, named: place, depth: 0)
  }

  private func dialect(ofMetaSchema uri: String, named place: SchemaLocation, depth: Int) throws(SchemaRefusal) -> ResourceDialect {
    if let known = ResourceDialect(uri: uri) { return known }
    guard depth < Self.deepestMetaSchema, let meta = registry.find(uri)?.root else {
      throw refusal(
        place, "$schema", "the dialect \(uri) is not known here", "name draft 4, 7 or 2020-12, or add its meta-schema to the registry")
    }
    let parent = URIReference(meta["$schema"]?.text ?? "").withoutFragment.text
    var result = parent == uri ? ResourceDialect(draft: .draft202012) : try dialect(ofMetaSchema: parent, named: place, depth: depth + 1)
    guard let wishes = meta["$vocabulary"], wishes.kind == .object else { return result }
    result.vocabularies = []
    for (name, required) in wishes.members {
      if let vocabulary = ResourceDialect.Vocabularies(uri: name) {
        result.vocabularies.formUnion(vocabulary)
      } else if required.bool == true {
        throw refusal(place, "$schema", "\(uri) requires the vocabulary \(name)", "use a dialect of the standard vocabularies")
      }
    }
    return result
  }
}

extension Keyword.Shape {
  /// The schemas in a value of this shape; values of another shape have none.
  func subschemas(of value: Cursor) -> [Cursor] {
    switch self {
    case .schema, .schemaOrFlag: [value]
    case .schemas: Array(value.elements)
    case .schemaOrSchemas: value.kind == .array ? Array(value.elements) : [value]
    case .schemaMap, .patternMap: value.members.map(\.value)
    case .dependencies: value.members.map(\.value).filter { $0.kind != .array }
    default: []
    }
  }
}
