import Documents
import Synchronization

/// The JSON Schemas of a suite as its errata mend them: all of them, or all but one, to tell which of them made the difference.
final class MendedSchemas: Sendable {
  private struct Key: Hashable {
    let schema: String
    let without: String
  }
  let published: SchemaFolder
  /// Those that fit, in the order of their files.
  let errata: [SuiteErratum]
  private let made = Mutex<[Key: Schema?]>([:])

  init(_ published: SchemaFolder, _ errata: [SuiteErratum]) {
    (self.published, self.errata) = (published, errata)
  }

  /// Those that change a file of which the schema is made.
  func errata(of file: String) -> [SuiteErratum] {
    let reach = published.reach(of: file)
    return errata.filter { reach.contains($0.file) }
  }

  /// The files with these errata.
  static func folder(_ published: SchemaFolder, _ errata: [SuiteErratum]) throws(PatchFailure) -> SchemaFolder {
    var changed: [String: JSON] = [:]
    for one in errata {
      guard let before = changed[one.file] ?? published.document(one.file)?.root.json else { continue }
      changed[one.file] = try before.patched(one.erratum.patch)
    }
    return published.replacing(changed.compactMapValues { try? Document(parsing: $0.encoded()) })
  }

  /// The errata without each of which a body would be judged otherwise; all that concern the schema where each could stand for another.
  func decisive(for file: String, _ body: Document, accepted: Bool) -> [String] {
    let concerned = errata(of: file)
    let decisive = concerned.filter { one in schema(file, without: one.id).map { $0.accepts(body) != accepted } ?? false }
    return (decisive.isEmpty ? concerned : decisive).map(\.id)
  }

  private func schema(_ file: String, without id: String) -> Schema? {
    let key = Key(schema: file, without: id)
    if let known = made.withLock({ $0[key] }) { return known }
    let schema = try? Self.folder(published, errata.filter { $0.id != id }).schema(file)
    made.withLock { $0[key] = .some(schema) }
    return schema
  }
}
