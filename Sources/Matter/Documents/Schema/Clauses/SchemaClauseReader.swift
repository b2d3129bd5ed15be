/// Reads what a schema demands, keyword by keyword, through all that it refers to. What judges nothing (titles, defaults) is no clause, and
/// what a shape is told by (`if`) is a condition of others.
struct SchemaClauseReader {
  typealias Condition = SchemaClause.Condition

  /// Keywords whose value is demanded as it stands. What they hold is not looked into.
  static let plain: Set<String> = [
    "type", "enum", "const", "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    "multipleOf", "minItems", "maxItems", "uniqueItems", "contains", "minProperties", "maxProperties", "propertyNames",
    "additionalProperties", "unevaluatedProperties", "unevaluatedItems", "dependentRequired", "not",
  ]

  private struct Known: Hashable {
    let place: MessagePlace
    let keyword: String
    let value: JSON
    let conditions: [Condition]
  }

  private var library: SchemaLibrary
  private var known: Set<Known> = []
  /// The schemas that are being read: one that comes back to itself, further in, has said what it demands.
  private var open: [SchemaLocation] = []
  private(set) var clauses: [SchemaClause] = []

  init(_ library: SchemaLibrary) { self.library = library }

  mutating func read(_ location: SchemaLocation, at place: MessagePlace = .root, under conditions: [Condition] = []) throws(SchemaRefusal) {
    guard !open.contains(location) else { return }
    open.append(location)
    defer { open.removeLast() }
    try library.walkIfNew(location)
    let schema = library.cursor(location)
    func inside(_ value: Cursor) -> SchemaLocation { SchemaLocation(document: location.document, node: value.index) }
    for (keyword, value) in schema.members {
      switch keyword {
      case "$ref", "$dynamicRef":
        let target = try library.target(of: value.text ?? "", from: location, keyword: keyword)
        try read(target, at: place, under: conditions)
      case "allOf": for one in value.elements { try read(inside(one), at: place, under: conditions) }
      case "anyOf", "oneOf":
        let branches = Array(value.elements)
        for branch in branches {
          let condition = try branches.count == 1 ? [] : [self.condition(inside(branch), place, isWanted: true, isIf: false)]
          try read(inside(branch), at: place, under: conditions + condition)
        }
      case "then", "else":
        guard let test = schema["if"] else { continue }
        let condition = try condition(inside(test), place, isWanted: keyword == "then", isIf: true)
        try read(inside(value), at: place, under: conditions + [condition])
      case "properties":
        for (name, one) in value.members { try read(inside(one), at: place.appending(.member(name)), under: conditions) }
      case "items" where value.kind == .object: try read(inside(value), at: place.appending(.element), under: conditions)
      case "required": for name in value.elements { add(location, place, keyword, name.json, conditions) }
      case "uniqueItems", "additionalProperties": if value.bool != true { add(location, place, keyword, value.json, conditions) }
      default: if Self.plain.contains(keyword) { add(location, place, keyword, value.json, conditions) }
      }
    }
  }

  private mutating func add(
    _ location: SchemaLocation, _ place: MessagePlace, _ keyword: String, _ value: JSON, _ conditions: [Condition]
  ) {
    guard !isTold(keyword, value, at: place, by: conditions) else { return }
    guard known.insert(Known(place: place, keyword: keyword, value: value, conditions: conditions)).inserted else { return }
    let site = site(location)
    clauses.append(
      SchemaClause(
        place: place, keyword: keyword, value: value, conditions: conditions,
        site: SchemaFilePlace(file: site.file, pointer: site.pointer.appending(keyword))))
  }

  /// Whether the member is what a shape is told by: without it the message is of another shape, and breaks nothing.
  private func isTold(_ keyword: String, _ value: JSON, at place: MessagePlace, by conditions: [Condition]) -> Bool {
    guard keyword == "required", let name = value.text else { return false }
    return conditions.contains { $0.isIf && $0.isWanted && $0.depth == place.steps.count && $0.telling.contains(name) }
  }

  private func site(_ location: SchemaLocation) -> SchemaFilePlace {
    SchemaFilePlace(file: library.pages[location.document].uri, pointer: library.cursor(location).pointer)
  }

  private mutating func condition(
    _ location: SchemaLocation, _ place: MessagePlace, isWanted: Bool, isIf: Bool
  ) throws(SchemaRefusal) -> Condition {
    let schema = library.cursor(try named(location))
    let telling = schema["required"].map { $0.elements.compactMap(\.text) } ?? []
    let words =
      schema["title"]?.text ?? schema["type"]?.text.map { "of type \($0)" } ?? schema["const"]?.written ?? "as \(site(location)) says"
    return Condition(
      depth: place.steps.count, shape: site(location), isWanted: isWanted, title: words, isIf: isIf, telling: telling)
  }

  /// A schema that has a title, or what it refers to in its place.
  private mutating func named(_ location: SchemaLocation) throws(SchemaRefusal) -> SchemaLocation {
    let schema = library.cursor(location)
    guard schema["title"] == nil, let reference = schema["$ref"]?.text else { return location }
    let target = try library.target(of: reference, from: location, keyword: "$ref")
    return target == location ? location : try named(target)
  }
}
