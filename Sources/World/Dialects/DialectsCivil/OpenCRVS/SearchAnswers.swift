import Documents
import Facts

/// How a registry answers a search, 1.x and 2.x alike: with the events that were found, and how many there are.
enum SearchAnswers {
  /// `write`: a row as events of these actions. `body`: events and their number, as the generation has them.
  static func serving(
    scope: String, read: @escaping @Sendable (WireRequest) throws(Misread) -> Reading,
    write: @escaping @Sendable (Facts, [String], Stamp) -> [JSON], body: @escaping @Sendable ([JSON], Int) -> JSON
  ) -> Serve.Script {
    Serve.Script(
      read: { (request, session, stamp) throws(Misread) in
        try ClientToken.check(request, session, stamp, scope: scope)
        return [try read(request)]
      },
      answer: { readings, replies, session, stamp in
        let reply = replies.first ?? .accepted
        let isAbsence = reply.taken == .refused && ["not-found", "unknown-person"].contains(reply.reason)
        guard reply.taken == .accepted || isAbsence else { return Answers.of(reply, accepted: WireResponse(200)) }
        let wanted = readings.first?.id("wanted")?.split(separator: " ").map(String.init) ?? Trigger.Action.events
        let events = isAbsence ? [] : Array(reply.rows).flatMap { write($0, wanted, stamp) }
        // Of births there are as many as people; of what else was asked for all is at hand.
        let total = wanted == ["birth"] && !isAbsence ? reply.facts[.found] ?? events.count : events.count
        return WireResponse(200, headers: Answers.headers, body: session.spelt(body(events, total)))
      },
      refuse: { why, _, session, _ in Answers.refuse(why, accepted: WireResponse(200), session) })
  }
}
