import Documents
import MarkupDocuments
import SourceText

extension SuiteLoader {
  /// Compiles what lies in `schemas/`, each file once as published and once with the errata. Schemas refer to each other within that folder
  /// and to nothing else.
  mutating func schemas() -> SuiteSchemas {
    let paths = folder.paths.filter { $0.hasPrefix(SuiteSchemas.folder) }
    let files = paths.map { path in (name: String(path.dropFirst(SuiteSchemas.folder.count)), bytes: folder.bytes(path) ?? []) }
    var broken: Set<String> = []
    func compiled(_ suffix: String, _ compile: (String) -> Result<BodySchema, SchemaFileRefusal>) -> [String: BodySchema] {
      var all: [String: BodySchema] = [:]
      for file in files where file.name.hasSuffix(suffix) {
        switch compile(file.name) {
        case .success(let schema): all[String(file.name.dropLast(suffix.count))] = schema
        case .failure(let refusal):
          broken.insert(SuiteSchemas.folder + file.name)
          report(refusal)
        }
      }
      return all
    }
    let documents = SchemaFolder(files.filter { $0.name.hasSuffix(".json") })
    let json = compiled(".json") { name in
      do throws(SchemaFileRefusal) { return .success(BodySchema(form: .json(try documents.schema(name)))) } catch { return .failure(error) }
    }
    let table = Dictionary(files.filter { $0.name.hasSuffix(".xsd") }.map { ($0.name, $0.bytes) }) { first, _ in first }
    let xml = compiled(".xsd") { name in
      do throws(MarkupRefusal) { return .success(BodySchema(form: .xml(try XMLSchema(name, from: SchemaSources(table: table))))) } catch {
        return .failure(
          SchemaFileRefusal(
            file: name, line: max(1, error.place.line), column: max(1, error.place.column), why: error.why, next: error.next))
      }
    }
    let errata = errata(of: documents)
    return SuiteSchemas(json: mended(json, documents, errata), xml: xml, errata: errata, broken: broken, published: documents)
  }

  private mutating func report(_ refusal: SchemaFileRefusal) {
    let path = SuiteSchemas.folder + refusal.file
    let file = SourceFile(name: "\(folder.name)/\(path)", text: String(decoding: folder.bytes(path) ?? [], as: UTF8.self))
    let place = SourceSpan(file: file, start: SourcePoint(line: refusal.line, column: refusal.column))
    context.report(.brokenSchema, refusal.why, at: place, next: refusal.next)
  }
}
