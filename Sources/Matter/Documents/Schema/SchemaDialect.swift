/// Which JSON Schema a schema is written in, where it does not say so itself.
package enum SchemaDialect: String, Hashable, Sendable, CaseIterable {
  case draft4, draft7, draft202012
  /// Schema objects of OpenAPI 3.0: `nullable`, boolean `exclusiveMinimum`, `discriminator`.
  case openAPI30
  /// Schema objects of OpenAPI 3.1: draft 2020-12 and `discriminator`.
  case openAPI31

  /// The URI of its meta-schema, without an empty fragment; OpenAPI 3.0 has none.
  package var uri: String? {
    switch self {
    case .draft4: "http://json-schema.org/draft-04/schema"
    case .draft7: "http://json-schema.org/draft-07/schema"
    case .draft202012: "https://json-schema.org/draft/2020-12/schema"
    case .openAPI30: nil
    case .openAPI31: "https://spec.openapis.org/oas/3.1/dialect/base"
    }
  }
}

/// The dialect of one schema resource, in the terms that compiling needs.
struct ResourceDialect: Hashable, Sendable {
  var draft: Draft
  var vocabularies: Vocabularies

  /// Generations of keywords. A bit each, so that a keyword can say in which it is known.
  struct Draft: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    static let draft4 = Draft(rawValue: 1)
    static let draft6 = Draft(rawValue: 2)
    static let draft7 = Draft(rawValue: 4)
    static let draft201909 = Draft(rawValue: 8)
    static let draft202012 = Draft(rawValue: 16)
    static let openAPI30 = Draft(rawValue: 32)
  }

  struct Vocabularies: OptionSet, Hashable, Sendable {
    let rawValue: UInt16
    static let core = Vocabularies(rawValue: 1)
    static let applicator = Vocabularies(rawValue: 2)
    static let unevaluated = Vocabularies(rawValue: 4)
    static let validation = Vocabularies(rawValue: 8)
    static let metaData = Vocabularies(rawValue: 16)
    static let formatAnnotation = Vocabularies(rawValue: 32)
    static let formatAssertion = Vocabularies(rawValue: 64)
    static let content = Vocabularies(rawValue: 128)
    static let openAPI = Vocabularies(rawValue: 256)
    static let standard: Vocabularies = [.core, .applicator, .unevaluated, .validation, .metaData, .formatAnnotation, .content]

    /// By the last part of the vocabulary's URI; nil for one that is not known here.
    init?(uri: String) {
      let known: [String: Vocabularies] = [
        "core": .core, "applicator": .applicator, "unevaluated": .unevaluated, "validation": .validation, "meta-data": .metaData,
        "format": .formatAnnotation, "format-annotation": .formatAnnotation, "format-assertion": .formatAssertion, "content": .content,
      ]
      if uri == "https://spec.openapis.org/oas/3.1/vocab/base" {
        self = .openAPI
        return
      }
      for home in ["https://json-schema.org/draft/2020-12/vocab/", "https://json-schema.org/draft/2019-09/vocab/"]
      where uri.hasPrefix(home) {
        guard let found = known[String(uri.dropFirst(home.count))] else { return nil }
        self = found
        return
      }
      return nil
    }

    init(rawValue: UInt16) { self.rawValue = rawValue }
  }

  init(draft: Draft, _ vocabularies: Vocabularies = .standard) { (self.draft, self.vocabularies) = (draft, vocabularies) }

  init(_ dialect: SchemaDialect) {
    switch dialect {
    case .draft4: self.init(draft: .draft4)
    case .draft7: self.init(draft: .draft7)
    case .draft202012: self.init(draft: .draft202012)
    case .openAPI30: self.init(draft: .openAPI30, [.standard, .openAPI])
    case .openAPI31: self.init(draft: .draft202012, [.standard, .openAPI])
    }
  }

  /// The dialects whose meta-schema URI needs no look-up. Drafts 6 and 2019-09 are read only where other schemas refer to them.
  init?(uri: String) {
    switch uri {
    case "http://json-schema.org/draft-04/schema": self.init(draft: .draft4)
    case "http://json-schema.org/draft-06/schema": self.init(draft: .draft6)
    case "http://json-schema.org/draft-07/schema": self.init(draft: .draft7)
    case "https://json-schema.org/draft/2019-09/schema": self.init(draft: .draft201909)
    case "https://json-schema.org/draft/2020-12/schema": self.init(draft: .draft202012)
    case "https://spec.openapis.org/oas/3.1/dialect/base": self.init(SchemaDialect.openAPI31)
    default: return nil
    }
  }

  /// Up to draft 7, and in OpenAPI 3.0, what stands beside `$ref` does not count.
  var refStandsAlone: Bool { !draft.isDisjoint(with: [.draft4, .draft6, .draft7, .openAPI30]) }
  var idKeyword: String { draft == .draft4 ? "id" : "$id" }
  var hasBooleanSchemas: Bool { draft.isDisjoint(with: [.draft4, .openAPI30]) }
}
