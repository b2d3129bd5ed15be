package import Conformance
import Documents

extension SuiteSchemas {
  /// What a schema asks of messages, in its order, with what errata change: none for an XML Schema, or a name without a schema.
  package func clauses(of name: String) -> [FormClause] {
    let file = name + ".json"
    let strict = (try? published.clauses(of: file)) ?? []
    let mended = (try? self.mended.clauses(of: file)) ?? []
    let (inStrict, inMended) = (Dictionary(grouping: strict, by: Key.init), Dictionary(grouping: mended, by: Key.init))
    var known: Set<Key> = []
    return (strict + mended).compactMap { clause in
      let key = Key(clause)
      guard known.insert(key).inserted else { return nil }
      return FormClause(
        place: clause.place, keyword: clause.keyword, shown: clause.shown, published: inStrict[key] ?? [], mended: inMended[key] ?? [])
    }
  }

  /// The title of a schema's file; its name where it has none.
  package func title(of name: String) -> String { published.document(name + ".json")?.root["title"]?.text ?? name }

  /// Breaks messages that the schema judged at each of its clauses, one at a time, and sees which it refuses then.
  package func trial(of name: String, of suite: String, on bodies: [[UInt8]]) -> FormTrial {
    let file = name + ".json"
    let messages = bodies.sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count }
      .compactMap { ReadMessage(parsing: $0) }
    let mending = MendedSchemas(published, errata)
    let judges = try? FormJudges(strict: .init(file, in: published), mended: .init(file, in: mended)) { body, isTaken in
      mending.decisive(for: file, body, accepted: isTaken)
    }
    let trials = clauses(of: name).map { row in judges?.trial(of: row, on: messages) ?? row.trial(.untried, unsent: .noMessage) }
    return FormTrial(suite: suite, schema: name, messages: messages.count, clauses: trials)
  }

  private struct Key: Hashable {
    let place: MessagePlace
    let keyword: String
    let shown: String
    init(_ clause: SchemaClause) { (place, keyword, shown) = (clause.place, clause.keyword, clause.shown) }
  }
}

extension FormClause {
  func trial(_ outcome: ClauseTrial.Outcome, unsent: ClauseTrial.Unsent?, errata: [String] = []) -> ClauseTrial {
    ClauseTrial(place: place.description, keyword: keyword, value: shown, outcome: outcome, unsent: unsent, errata: errata)
  }
}
