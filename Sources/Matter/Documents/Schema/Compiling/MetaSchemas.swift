/// The meta-schemas of drafts 4, 7 and 2020-12, made from the table of keywords, so that schemas can refer to them without any file.
enum MetaSchemas {
  static func document(_ uri: String) -> Document? {
    json(uri).flatMap { try? Document(parsing: $0.encoded(), bounds: .large) }
  }

  private static let home = "https://json-schema.org/draft/2020-12/"

  private static func json(_ uri: String) -> JSON? {
    switch uri {
    case SchemaDialect.draft4.uri: return whole("id", uri, .draft4)
    case SchemaDialect.draft7.uri: return whole("$id", uri, .draft7)
    case SchemaDialect.draft202012.uri: return root
    default:
      guard uri.hasPrefix(home + "meta/") else { return nil }
      return vocabularies.first { uri == home + "meta/" + $0.name }.map { part($0.name, $0.bits) }
    }
  }

  private static let vocabularies: [(name: String, bits: ResourceDialect.Vocabularies)] = [
    ("core", .core), ("applicator", .applicator), ("unevaluated", .unevaluated), ("validation", .validation), ("meta-data", .metaData),
    ("format-annotation", .formatAnnotation), ("content", .content),
  ]

  /// Drafts 4 and 7: one schema that refers to itself.
  private static func whole(_ idKeyword: String, _ uri: String, _ draft: ResourceDialect.Draft) -> JSON {
    var schema: JSON = ["$schema": .string(uri + "#")]
    schema[idKeyword] = .string(uri + "#")
    schema["type"] = draft == .draft4 ? "object" : ["object", "boolean"]
    schema["properties"] = properties(draft, nil, itself: ["$ref": "#"])
    if draft == .draft4 { schema["dependencies"] = ["exclusiveMaximum": ["maximum"], "exclusiveMinimum": ["minimum"]] }
    return schema
  }

  private static var root: JSON {
    [
      "$schema": .string(home + "schema"), "$id": .string(home + "schema"), "$dynamicAnchor": "meta",
      "$vocabulary": .object(Members(vocabularies.map { Member(home + "vocab/" + $0.name, true) })),
      "type": ["object", "boolean"], "allOf": .array(vocabularies.map { ["$ref": .string("meta/" + $0.name)] }),
    ]
  }

  private static func part(_ name: String, _ bits: ResourceDialect.Vocabularies) -> JSON {
    [
      "$schema": .string(home + "schema"), "$id": .string(home + "meta/" + name), "$dynamicAnchor": "meta",
      "$vocabulary": .object([home + "vocab/" + name: true]), "type": ["object", "boolean"],
      "properties": properties(.draft202012, bits, itself: ["$dynamicRef": "#meta"]),
    ]
  }

  private static func properties(_ draft: ResourceDialect.Draft, _ bits: ResourceDialect.Vocabularies?, itself: JSON) -> JSON {
    let known = Keyword.all.filter { keyword in
      keyword.drafts.contains(draft) && keyword.vocabulary != .openAPI && bits.map { !keyword.vocabulary.isDisjoint(with: $0) } ?? true
    }
    return .object(Members(known.map { Member($0.name, $0.shape.schema(itself, allowsEmpty: draft != .draft4)) }))
  }
}

extension Keyword.Shape {
  private static let nameList: JSON = ["type": "array", "items": ["type": "string"], "uniqueItems": true]

  /// What a value of this shape is, as a schema.
  fileprivate func schema(_ itself: JSON, allowsEmpty: Bool) -> JSON {
    switch self {
    case .any: [:]
    case .text: ["type": "string"]
    case .pattern: ["type": "string", "format": "regex"]
    case .anchor: ["type": "string", "pattern": "^[A-Za-z_][-A-Za-z0-9._]*$"]
    case .flag: ["type": "boolean"]
    case .flags: ["type": "object", "additionalProperties": ["type": "boolean"]]
    case .object: ["type": "object"]
    case .array: ["type": "array"]
    case .list: allowsEmpty ? ["type": "array"] : ["type": "array", "minItems": 1]
    case .count: ["type": "integer", "minimum": 0]
    case .number: ["type": "number"]
    case .positiveNumber:
      // `exclusiveMinimum` changed its kind between the drafts; this says the same in all of them.
      ["type": "number", "minimum": 0, "not": ["enum": [0]]]
    case .schema: itself
    case .schemaOrFlag: ["anyOf": [["type": "boolean"], itself]]
    case .schemas: ["type": "array", "minItems": 1, "items": itself]
    case .schemaOrSchemas: ["anyOf": [itself, ["type": "array", "items": itself]]]
    case .schemaMap: ["type": "object", "additionalProperties": itself]
    case .patternMap: ["type": "object", "additionalProperties": itself]
    case .dependencies: ["type": "object", "additionalProperties": ["anyOf": [itself, Self.nameList]]]
    case .names: Self.nameList
    case .namesMap: ["type": "object", "additionalProperties": Self.nameList]
    case .typeNames:
      [
        "anyOf": [
          ["enum": Self.types], ["type": "array", "minItems": 1, "uniqueItems": true, "items": ["enum": Self.types]],
        ]
      ]
    }
  }

  private static let types: JSON = ["null", "boolean", "integer", "number", "string", "array", "object"]
}
