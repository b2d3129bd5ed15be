/// The plainest value that the clauses of a schema allow at a place: for what a message could say and does not.
struct MessageSample {
  private let clauses: [MessagePlace: [SchemaClause]]

  init(_ clauses: [SchemaClause]) { self.clauses = Dictionary(grouping: clauses, by: \.place) }

  /// Under these conditions; nil where none is known.
  func value(at place: MessagePlace, under conditions: [SchemaClause.Condition]) -> JSON? {
    let own = (clauses[place] ?? []).filter { $0.conditions.allSatisfy(conditions.contains) }
    func said(_ keyword: String) -> [JSON] { own.filter { $0.keyword == keyword }.map(\.value) }
    if let one = said("const").first { return one }
    if let one = said("enum").last?.items?.first { return one }
    let types = said("type").map { ($0.items ?? [$0]).compactMap(\.text) }
    let allowed = types.reduce(types.first ?? []) { left, more in left.filter(more.contains) }
    switch allowed.first ?? (said("required").isEmpty ? "string" : "object") {
    case "object": return object(at: place, said("required").compactMap(\.text), conditions)
    case "array":
      guard let element = value(at: place.appending(.element), under: conditions) else { return nil }
      return .array(Array(repeating: element, count: max(1, said("minItems").compactMap(\.int).max() ?? 1)))
    case "integer", "number": return said("minimum").first ?? 1
    case "boolean": return false
    case "null": return .null
    default:
      let (least, most) = (said("minLength").compactMap(\.int).max() ?? 1, said("maxLength").compactMap(\.int).min() ?? .max)
      return text(said("format").last?.text, said("pattern").compactMap(\.text), least, most)
    }
  }

  private func object(at place: MessagePlace, _ names: [String], _ conditions: [SchemaClause.Condition]) -> JSON? {
    var members = Members()
    for name in names where members[name] == nil {
      guard let value = value(at: place.appending(.member(name)), under: conditions) else { return nil }
      members[name] = value
    }
    return .object(members)
  }

  private func text(_ format: String?, _ patterns: [String], _ least: Int, _ most: Int) -> JSON? {
    switch format {
    case "date-time": return "2026-01-01T00:00:00Z"
    case "date": return "2026-01-01"
    case "uri", "iri", "uri-reference": return "https://example.org/"
    case nil: break
    default: return nil
    }
    let read = patterns.compactMap { try? Pattern($0, dialect: .ecmaScript) }
    let plain = ["word", "eng", "en", "a", "A", "1", "2026-01-01", "2026-01-01T00:00:00", "0 0 0 * * ?"].map {
      String(($0 + String(repeating: "x", count: max(0, least - $0.count))).prefix(most))
    }
    return plain.first { text in read.allSatisfy { $0.finds(text) } }.map { .string($0) }
  }
}
