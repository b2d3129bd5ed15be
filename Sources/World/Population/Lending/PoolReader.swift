import Documents
import Facts
package import SourceText

/// Reads the people whom a vendor lends: CSV, or a list of maps in YAML or JSON. Every finding has its line.
package struct PoolReader {
  /// A cell, by the name of its column.
  struct Row {
    let fields: [(name: String, value: String, span: SourceSpan)]
    let span: SourceSpan
    func text(_ name: String) -> String? { fields.first { $0.name == name }?.value.nonEmpty }
    func place(_ name: String) -> SourceSpan { fields.first { $0.name == name }?.span ?? span }
  }
  package static let columns =
    ["id", "archetype", "kind", "given", "family", "sex", "born", "died", "alive", "born-at-id", "provider"]
    + Archetype.Relation.allCases.map(\.rawValue)
  /// A shorter number would be found everywhere, and could be kept out of no report.
  static let shortest = 4

  private var diagnostics: [Diagnostic] = []
  private let archetype: ArchetypeKey?

  /// `archetype`: for whom everybody in the file is lent, where the target says so.
  package static func load(_ bytes: [UInt8], name: String, for archetype: ArchetypeKey? = nil) -> Diagnosed<[PoolPerson]> {
    var reader = PoolReader(archetype: archetype)
    let rows = name.lowercased().hasSuffix(".csv") ? reader.table(bytes, name) : reader.list(bytes, name)
    let people = rows.compactMap { reader.person($0) }
    reader.refuseRepeated(people, rows)
    return Diagnosed(people, reader.diagnostics)
  }

  private init(archetype: ArchetypeKey?) { self.archetype = archetype }

  private mutating func wrong(_ code: DiagnosticCode, _ message: String, _ span: SourceSpan, next: String? = nil) {
    diagnostics.append(Diagnostic(code, message, at: span, next: next))
  }

  private mutating func table(_ bytes: [UInt8], _ name: String) -> [Row] {
    let file = SourceFile(name: name, text: String(decoding: bytes, as: UTF8.self))
    func span(_ field: CSVRow.Field) -> SourceSpan { SourceSpan(file: file, start: SourcePoint(line: field.line, column: field.column)) }
    do throws(CSVRefusal) {
      var reader = try CSVReader(bytes)
      return try reader.rows().map { row in
        Row(
          fields: zip(row.names, row.fields).map { (name: $0.nonEmpty ?? "", value: $1.text, span: span($1)) },
          span: row.fields.first.map(span) ?? file.start)
      }
    } catch {
      wrong(
        .unreadableValue, error.why, SourceSpan(file: file, start: SourcePoint(line: error.line, column: error.column)), next: error.next)
      return []
    }
  }

  private mutating func list(_ bytes: [UInt8], _ name: String) -> [Row] {
    let read = YAMLReader().read(bytes, name: name)
    diagnostics += read.diagnostics
    guard let page = read.value else { return [] }
    guard let items = page.items else {
      wrong(.wrongShape, "the people must be a list, and this is \(page.shape)", page.span, next: "write one `- ` or `{ }` a person")
      return []
    }
    return items.map { item in
      Row(
        fields: (item.entries ?? []).flatMap { e -> [(name: String, value: String, span: SourceSpan)] in
          guard e.name == "identifiers", let inner = e.value.entries else { return [(e.name, e.value.text ?? "", e.value.span)] }
          return inner.map { ($0.name, $0.value.text ?? "", $0.value.span) }
        }, span: item.span)
    }
  }

  private mutating func person(_ row: Row) -> PoolPerson? {
    var identifiers: [Identifier] = []
    for f in row.fields where !Self.columns.contains(f.name) {
      guard Self.isScheme(f.name) else {
        wrong(
          .unknownKey, "there is no column \"\(f.name)\"", f.span,
          next: "it has \(Self.columns.joined(separator: ", ")), and identifiers by their scheme in capitals, as UIN")
        return nil
      }
      guard let value = f.value.nonEmpty else { continue }
      if value.utf8.count < Self.shortest {
        wrong(
          .unreadableValue, "the \(f.name) is shorter than \(Self.shortest) characters", f.span, next: "lend people with whole identifiers")
      }
      identifiers.append(Identifier(IdentifierScheme(f.name), value))
    }
    let isOrganisation = row.text("kind") == "organisation"
    let lacking = (isOrganisation ? ["given"] : ["given", "family", "sex", "born"]).filter { row.text($0) == nil }
    guard lacking.isEmpty else {
      wrong(.missingKey, "the person has no \(lacking.joined(separator: ", "))", row.span)
      return nil
    }
    guard !identifiers.isEmpty else {
      wrong(.missingKey, "the person has no identifier", row.span, next: "add a column named by its scheme, as UIN")
      return nil
    }
    guard let sex = isOrganisation ? .unknown : sex(row), let born = isOrganisation ? Day(number: 0) : day(row, "born") else { return nil }
    return PoolPerson(
      id: row.text("id") ?? identifiers[0].value, archetype: row.text("archetype").map { ArchetypeKey($0) } ?? archetype,
      name: PersonName(given: row.text("given") ?? "", family: row.text("family") ?? ""), sex: sex, born: born,
      died: row.text("died").flatMap { _ in day(row, "died") } ?? (row.text("alive") == "no" ? born : nil),
      bornAtID: row.text("born-at-id").flatMap { _ in day(row, "born-at-id") }, isOrganisation: isOrganisation, identifiers: identifiers,
      provider: row.text("provider"),
      relatives: Archetype.Relation.allCases.compactMap { r in row.text(r.rawValue).map { .init(r, $0) } },
      place: .init(file: row.span.file.name, line: row.span.start.line))
  }

  private mutating func sex(_ row: Row) -> Sex? {
    if let sex = row.text("sex").flatMap({ Sex(rawValue: $0) }) { return sex }
    wrong(.unreadableValue, "this is no sex", row.place("sex"), next: "write \(Sex.allCases.map(\.rawValue).joined(separator: ", "))")
    return nil
  }

  private mutating func day(_ row: Row, _ name: String) -> Day? {
    if let day = row.text(name).flatMap({ Day($0) }) { return day }
    wrong(.unreadableValue, "`\(name)` is no day", row.place(name), next: "write it as 1962-05-01")
    return nil
  }

  /// Two rows that name one person would be lent to two stories.
  private mutating func refuseRepeated(_ people: [PoolPerson], _ rows: [Row]) {
    var ids: Set<String> = []
    var numbers: Set<Identifier> = []
    for person in people {
      guard let row = rows.first(where: { $0.span.start.line == person.place.line }) else { continue }
      if !ids.insert(person.id).inserted {
        wrong(.duplicateName, "two people have one id", row.place("id"), next: "lend each person once")
      }
      for id in person.identifiers where !numbers.insert(id).inserted && id.scheme != .phone && id.scheme != .account {
        wrong(.duplicateName, "two people have one \(id.scheme)", row.place(id.scheme.text), next: "lend each person once")
      }
    }
  }

  private static func isScheme(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 95 }
  }
}

extension String {
  /// Without the space around it; nil where nothing is left.
  fileprivate var nonEmpty: String? {
    let cut = drop { $0 == " " }
    let text = String(cut.reversed().drop { $0 == " " }.reversed())
    return text.isEmpty ? nil : text
  }
}
