/// A keyword of JSON Schema: where it is known, and what value it takes. The table is the one source for scanning, for judging schemas
/// and for the meta-schemas.
struct Keyword: Sendable {
  typealias Draft = ResourceDialect.Draft
  typealias Vocabularies = ResourceDialect.Vocabularies

  let name: String
  let shape: Shape
  let drafts: Draft
  let vocabulary: Vocabularies

  enum Shape: Sendable {
    case any, text, flag, flags, object, array, list
    /// A whole number from 0.
    case count
    case number, positiveNumber
    case schema, schemaOrFlag, schemas, schemaOrSchemas, schemaMap
    case patternMap
    /// Names to a schema or to names.
    case dependencies
    case names, namesMap
    case typeNames, pattern, anchor
  }

  static func find(_ name: String, in dialect: ResourceDialect) -> Keyword? {
    table[name]?.first {
      $0.drafts.contains(dialect.draft)
        && (dialect.draft.isDisjoint(with: [.draft201909, .draft202012]) && $0.vocabulary != .openAPI
          || !dialect.vocabularies.isDisjoint(with: $0.vocabulary))
    }
  }

  /// In the order of `rows`.
  static let all: [Keyword] = rows.flatMap { vocabulary, rows in
    rows.map { Keyword(name: $0.0, shape: $0.1, drafts: $0.2, vocabulary: vocabulary) }
  }

  private static let table = Dictionary(grouping: all, by: \.name)

  // The generations that know a keyword.
  private static let from2019: Draft = [.draft201909, .draft202012]
  private static let from7: Draft = [.draft7, from2019]
  private static let from6: Draft = [.draft6, from7]
  private static let from4: Draft = [.draft4, from6]
  private static let all30: Draft = [from4, .openAPI30]
  private static let old: Draft = [.draft4, .draft6, .draft7]

  private static let rows: [(Vocabularies, [(String, Shape, Draft)])] = [
    (
      .core,
      [
        ("$schema", .text, from4), ("$id", .text, from6), ("id", .text, .draft4), ("$ref", .text, all30), ("$anchor", .anchor, from2019),
        ("$dynamicRef", .text, .draft202012), ("$dynamicAnchor", .anchor, .draft202012), ("$recursiveRef", .text, .draft201909),
        ("$vocabulary", .flags, from2019), ("$comment", .text, from7), ("$defs", .schemaMap, from2019),
        ("definitions", .schemaMap, from4),
      ]
    ),
    (
      .applicator,
      [
        ("prefixItems", .schemas, .draft202012), ("items", .schemaOrSchemas, [old, .draft201909]),
        ("items", .schema, [.draft202012, .openAPI30]), ("additionalItems", .schemaOrFlag, [old, .draft201909]),
        ("contains", .schema, from6),
        ("properties", .schemaMap, all30), ("patternProperties", .patternMap, from4), ("additionalProperties", .schemaOrFlag, all30),
        ("propertyNames", .schema, from6), ("dependencies", .dependencies, from4), ("dependentSchemas", .schemaMap, from2019),
        ("if", .schema, from7), ("then", .schema, from7), ("else", .schema, from7), ("allOf", .schemas, all30), ("anyOf", .schemas, all30),
        ("oneOf", .schemas, all30), ("not", .schema, all30),
      ]
    ),
    (.unevaluated, [("unevaluatedItems", .schema, from2019), ("unevaluatedProperties", .schema, from2019)]),
    (
      .validation,
      [
        ("type", .typeNames, all30), ("enum", .list, all30), ("const", .any, from6), ("multipleOf", .positiveNumber, all30),
        ("maximum", .number, all30), ("exclusiveMaximum", .flag, [.draft4, .openAPI30]), ("exclusiveMaximum", .number, from6),
        ("minimum", .number, all30), ("exclusiveMinimum", .flag, [.draft4, .openAPI30]), ("exclusiveMinimum", .number, from6),
        ("maxLength", .count, all30), ("minLength", .count, all30), ("pattern", .pattern, all30), ("maxItems", .count, all30),
        ("minItems", .count, all30), ("uniqueItems", .flag, all30), ("maxContains", .count, from2019), ("minContains", .count, from2019),
        ("maxProperties", .count, all30), ("minProperties", .count, all30), ("required", .names, all30),
        ("dependentRequired", .namesMap, from2019),
      ]
    ),
    (
      .metaData,
      [
        ("title", .text, all30), ("description", .text, all30), ("default", .any, all30), ("deprecated", .flag, [from2019, .openAPI30]),
        ("readOnly", .flag, [from7, .openAPI30]), ("writeOnly", .flag, [from7, .openAPI30]), ("examples", .array, from6),
      ]
    ),
    ([.formatAnnotation, .formatAssertion], [("format", .text, all30)]),
    (
      .content,
      [("contentEncoding", .text, from7), ("contentMediaType", .text, from7), ("contentSchema", .schema, from2019)]
    ),
    (.openAPI, [("discriminator", .object, [.openAPI30, .draft202012]), ("nullable", .flag, .openAPI30)]),
  ]
}
