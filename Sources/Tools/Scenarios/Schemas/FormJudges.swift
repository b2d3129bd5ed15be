import Conformance
import Documents

/// Both readings of one schema, over messages that are broken on purpose.
struct FormJudges {
  /// A reading: the schema, and what breaks messages at its clauses.
  struct Reading {
    let schema: Schema
    let breaker: MessageBreaker

    init(_ file: String, in folder: SchemaFolder) throws(SchemaFileRefusal) {
      schema = try folder.schema(file)
      breaker = try MessageBreaker(folder.clauses(of: file), in: folder)
    }
  }
  let strict: Reading
  let mended: Reading
  /// The errata by which a message is taken, or refused, that the published form judges otherwise.
  let deciding: (Document, _ isTaken: Bool) -> [String]

  /// Messages into which something is put, at most.
  private static let mostGrown = 4

  /// Messages as they came are tried first; where none of them says what the clause speaks of, it is put in.
  func trial(of row: FormClause, on messages: [ReadMessage]) -> ClauseTrial {
    let ways = row.mended.map { (breaker: mended.breaker, clause: $0) } + row.published.map { (breaker: strict.breaker, clause: $0) }
    if let sent = best(of: row, messages, ways, nil, { way, message in way.breaker.asked(message, by: way.clause) }) { return sent }
    let isFit = messages.contains { message in ways.contains { $0.breaker.fits(message, $0.clause) } }
    let reason: ClauseTrial.Unsent = messages.isEmpty ? .noMessage : isFit ? .leftOut : .otherShape
    let some = messages.prefix(Self.mostGrown)
    return best(of: row, some, ways, reason) { way, message in way.breaker.grown(message, to: way.clause).map { [$0] } ?? [] }
      ?? row.trial(.untried, unsent: reason)
  }

  private typealias Way = (breaker: MessageBreaker, clause: SchemaClause)

  /// What came nearest to what is hoped for; nil where nothing could be tried.
  private func best(
    of row: FormClause, _ messages: some Collection<ReadMessage>, _ ways: [Way], _ unsent: ClauseTrial.Unsent?,
    _ ask: (Way, ReadMessage) -> [MessageBreaker.Asked]
  ) -> ClauseTrial? {
    var best: ClauseTrial?
    for message in messages {
      for way in ways {
        for asked in ask(way, message).prefix(2) {
          guard let one = trial(of: row, unsent, way.breaker.broken(asked, by: way.clause), from: asked.message.document) else { continue }
          if one.outcome == row.hoped { return one }
          if best.map({ $0.outcome == .stands }) ?? true { best = one }
        }
      }
    }
    return best
  }

  /// nil where the message was not right before, or there is no way to break it.
  private func trial(
    of row: FormClause, _ unsent: ClauseTrial.Unsent?, _ broken: [JSON], from message: Document
  ) -> ClauseTrial? {
    let documents = broken.compactMap { try? Document(parsing: $0.encoded()) }
    guard !documents.isEmpty else { return nil }
    let (isStrictlyRight, isRight) = (strict.schema.accepts(message), mended.schema.accepts(message))
    if row.standing == .published {
      guard isStrictlyRight, documents.contains(where: { !strict.schema.accepts($0) }) else { return nil }
      guard isRight else { return row.trial(.relaxed, unsent: unsent, errata: deciding(message, false)) }
      let taken = documents.first { mended.schema.accepts($0) && !strict.schema.accepts($0) }
      return taken.map { row.trial(.relaxed, unsent: unsent, errata: deciding($0, true)) } ?? row.trial(.falls, unsent: unsent)
    }
    guard isRight else { return nil }
    let taken = documents.filter(mended.schema.accepts)
    guard taken.count == documents.count else { return row.trial(.falls, unsent: unsent) }
    guard isStrictlyRight, let relaxed = taken.first(where: { !strict.schema.accepts($0) }) else {
      return row.trial(.stands, unsent: unsent)
    }
    return row.trial(.relaxed, unsent: unsent, errata: deciding(relaxed, true))
  }
}

extension FormClause {
  /// What ends the search: nothing better can come.
  fileprivate var hoped: ClauseTrial.Outcome { standing == .published ? .relaxed : .falls }
}
