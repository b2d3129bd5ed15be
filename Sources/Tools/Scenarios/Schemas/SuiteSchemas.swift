import Documents

/// The compiled schemas of a suite, by the names that its checks give them: `schemas/ack.json` is `schema: ack`, `schemas/pain.xsd` is `xsd: pain`.
package struct SuiteSchemas: Sendable {
  package static let folder = "schemas/"

  private let json: [String: BodySchema]
  private let xml: [String: BodySchema]
  /// With which bodies are judged, in the order of their files.
  package let errata: [SuiteErratum]
  /// Of files that are there and cannot be used; these were told when the suite was loaded.
  private let broken: Set<String>
  /// The files of JSON Schemas as published.
  let published: SchemaFolder
  /// The same with the errata.
  let mended: SchemaFolder
  /// Told of each body that a JSON Schema judges.
  private var listener: (@Sendable (_ schema: String, _ body: [UInt8]) -> Void)?

  package init() { self.init(json: [:], xml: [:], errata: [], broken: [], published: SchemaFolder([])) }
  init(
    json: [String: BodySchema], xml: [String: BodySchema], errata: [SuiteErratum], broken: Set<String>, published: SchemaFolder
  ) {
    (self.json, self.xml, self.errata, self.broken) = (json, xml, errata, broken)
    (self.published, mended) = (published, (try? MendedSchemas.folder(published, errata)) ?? published)
  }

  /// The same, and whoever listens is told of each body that one of them judges.
  package func heard(by listener: @escaping @Sendable (_ schema: String, _ body: [UInt8]) -> Void) -> SuiteSchemas {
    var other = self
    other.listener = listener
    return other
  }

  /// nil for other matchers than `schema` and `xsd`, and for names without a schema.
  package func schema(of matcher: Matcher) -> BodySchema? {
    switch matcher {
    case .schema(let name):
      json[name.text].map { schema in
        guard let listener else { return schema }
        var heard = schema
        heard.listener = { listener(name.text, $0) }
        return heard
      }
    case .xsd(let name): xml[name.text]
    default: nil
    }
  }

  /// The file that a matcher names, within the suite.
  static func file(of matcher: Matcher) -> (path: String, name: Word)? {
    switch matcher {
    case .schema(let name): (folder + name.text + ".json", name)
    case .xsd(let name): (folder + name.text + ".xsd", name)
    default: nil
    }
  }

  func knows(_ path: String) -> Bool { files.contains(path) || broken.contains(path) }

  /// Those that can be used.
  var files: [String] {
    json.keys.map { Self.folder + $0 + ".json" }.sorted() + xml.keys.map { Self.folder + $0 + ".xsd" }.sorted()
  }
}
