import Documents
import SourceText

// What lies in `errata/`.
extension SuiteLoader {
  /// Those that can be read and fit their schemas, in the order of their files.
  mutating func errata(of schemas: SchemaFolder) -> [SuiteErratum] {
    var errata: [SuiteErratum] = []
    for path in folder.paths where path.hasPrefix(SuiteErratum.folder) {
      guard let one = erratum(path, schemas) else { continue }
      do throws(PatchFailure) {
        _ = try MendedSchemas.folder(schemas, errata + [one])
        errata.append(one)
      } catch {
        let place: JSONPointer = ["patch", String(error.operation)]
        report("it does not fit `\(SuiteSchemas.folder)\(one.file)`: \(error.why)", in: path, place, next: error.next)
      }
    }
    return errata
  }

  /// The compiled schemas with their errata. One that makes a schema unusable is told, and mends nothing.
  mutating func mended(_ strict: [String: BodySchema], _ documents: SchemaFolder, _ errata: [SuiteErratum]) -> [String: BodySchema] {
    guard !errata.isEmpty, let folder = try? MendedSchemas.folder(documents, errata) else { return strict }
    let mended = MendedSchemas(documents, errata)
    var told: Set<String> = []
    return Dictionary(
      uniqueKeysWithValues: strict.sorted { $0.key < $1.key }.map { name, schema in
        let file = name + ".json"
        let concerned = mended.errata(of: file)
        guard !concerned.isEmpty, case .json(let published) = schema.form else { return (name, schema) }
        do throws(SchemaFileRefusal) {
          return (
            name, BodySchema(form: .json(try folder.schema(file)), published: .init(file: file, schema: published, mended: mended))
          )
        } catch {
          let culprit = concerned.first { (try? MendedSchemas.folder(documents, [$0]).schema(file)) == nil } ?? concerned[0]
          if told.insert(culprit.id).inserted {
            report(
              "with it `\(SuiteSchemas.folder)\(error.file)` is no schema: \(error.why)", in: culprit.path, ["patch"], next: error.next)
          }
          return (name, schema)
        }
      })
  }

  private mutating func erratum(_ path: String, _ schemas: SchemaFolder) -> SuiteErratum? {
    let json: JSON
    do throws(JSONRefusal) { json = try JSON(parsing: folder.bytes(path) ?? []) } catch {
      report(error.why, in: path, at: SourcePoint(line: error.line, column: error.column), next: error.next)
      return nil
    }
    let erratum: Erratum
    do throws(DescriptionRefusal) { erratum = try Erratum(json) } catch {
      report(error.why, in: path, error.pointer, next: error.next)
      return nil
    }
    let name = String(path.dropFirst(SuiteErratum.folder.count).dropLast(".json".count))
    guard erratum.id == name else {
      report("its id is `\(erratum.id)`, and its file is called `\(name)`", in: path, ["id"], next: "give both the same name")
      return nil
    }
    guard erratum.upstream.hasPrefix("https://") else {
      report(
        "`upstream` is no link", in: path, ["upstream"],
        next: "link to where it was told, or to the text itself where it was told nowhere yet: https://...")
      return nil
    }
    let known = schemas.names.map { String($0.dropLast(".json".count)) }
    guard let schema = json["schema"]?.text, known.contains(schema) else {
      let word = json["schema"]?.text
      let near = word.flatMap { Spelling.nearest($0, in: known) }.map { "is `\($0)` meant?" }
      report(
        word.map { "the suite has no schema `\($0)`" } ?? "it does not say which schema it mends", in: path, ["schema"],
        next: near ?? "say `schema:` with the name of a file in `\(SuiteSchemas.folder)`, without its ending")
      return nil
    }
    return SuiteErratum(erratum: erratum, schema: schema)
  }

  private mutating func report(_ why: String, in path: String, _ pointer: JSONPointer, next: String) {
    let document = try? Document(parsing: folder.bytes(path) ?? [])
    var found = document?[pointer]
    var above = pointer
    while found == nil, let parent = above.parent {
      above = parent
      found = document?[above]
    }
    let place = found?.place ?? (line: 1, column: 1)
    report(why, in: path, at: SourcePoint(line: place.line, column: place.column), next: next)
  }

  private mutating func report(_ why: String, in path: String, at point: SourcePoint, next: String) {
    let file = SourceFile(name: "\(folder.name)/\(path)", text: String(decoding: folder.bytes(path) ?? [], as: UTF8.self))
    context.report(.brokenErratum, why, at: SourceSpan(file: file, start: point), next: next)
  }
}
