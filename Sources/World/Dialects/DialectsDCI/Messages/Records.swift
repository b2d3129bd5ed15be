import Documents
import Facts

/// The transaction of our last search: what has become of it can be asked for.
enum LastSearch: SessionKey { static var initial: String? { nil } }

/// Searches: asked and answered at once, or asked, acknowledged and answered by callback.
enum Records {
  static let asking = Choice { message, session in
    if let info = message.facts[.recordPart].flatMap({ DisabilityInfo(part: $0) }) { return info.asking }
    if isLater(message, session) { return AskLater(askingLater, preparing: Post.preparation) }
    return Ask(preparing: Post.preparation) { (message, course, session, stamp) throws(Unsayable) in
      if let answer = course.answers.last { return .finish(SearchAnswer.read(answer.response, to: course.sent, session)) }
      return .send(try search(message, sync: true, &session, stamp), as: "sync-search")
    }
  }

  /// As the question or the edge wants it. Its answer by callback could not come where the peer cannot reach us: the twin is answered at
  /// once.
  static func isLater(_ message: Message, _ session: Session) -> Bool {
    guard session.settings["callbacks"] != "none" else { return false }
    return message.facts[.isCallbackWanted] ?? (session.settings["mode"] == "async")
  }

  private static func search(_ message: Message, sync: Bool, _ session: inout Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    let request = try Search.write(message, sync: sync, session, stamp)
    session[LastSearch.self] = (try? Envelope(parsing: request.body)).flatMap { Cipher.opened($0, session).message["transaction_id"]?.text }
    return request
  }

  static let answering = Serve.Script(
    read: { (request, session, stamp) throws(Misread) in try open(request, &session, stamp) },
    answer: { readings, replies, session, stamp in
      if replies.contains(where: { $0.taken == .failed }) { return Acknowledgement.of(Reply(.failed), session, stamp) }
      let envelope = SearchAnswer.write(
        readings, replies, transaction: readings.first?.id("transaction") ?? "", correlation: stamp.id("correlation"),
        to: readings.first?.id("sender"), session, stamp)
      return Post.answer(envelope, inKind: readings.first?.id("sealed") != nil, session, stamp)
    },
    refuse: { why, _, session, stamp in Refusal.atOnce(SearchAnswer.action, why, session, stamp) })

  static func open(_ request: WireRequest, _ session: inout Session, _ stamp: Stamp) throws(Misread) -> [Reading] {
    let opened = try Post.open(request, scope: Search.scope, Search.action, .request(callback: nil), &session, stamp)
    var readings = try Search.read(opened.envelope, opened.oddities, session)
    for at in readings.indices { readings[at].ids += addresses(opened.envelope) }
    return readings
  }
  /// Who asked, and where they want their answer: needed to answer, no ids of the message.
  static func addresses(_ envelope: Envelope) -> [(kind: String, value: String)] {
    let sealed = envelope.header["is_msg_encrypted"]?.bool == true ? "jwe" : nil
    return [("sender", envelope.text("sender_id")), ("callback", envelope.text("sender_uri")), ("sealed", sealed)].compactMap { pair in
      pair.1.map { (pair.0, $0) }
    }
  }

  // MARK: later

  static let askingLater = AskLater.Script(
    "search", write: { (message, session, stamp) throws(Unsayable) in try search(message, sync: false, &session, stamp) },
    acknowledged: { request, response, _, session in
      let ack = Acknowledgement.read(response)
      guard ack.reply.taken == .accepted else { return .finish(ack.reply) }
      let transaction = (try? Envelope(parsing: request.body)).map { Cipher.opened($0, session) }?.message["transaction_id"]?.text
      return .expect(key: key(transaction))
    },
    collect: { parts, ack, message, session in
      let promised = Acknowledgement.read(ack).correlation
      if !session.shows("believes-any-answer"), parts.contains(where: { $0.id("correlation") != promised }) {
        return Reply(.failed, reason: "wrong-correlation")
      }
      let replies = parts.compactMap(\.reply)
      guard let last = replies.last else { return nil }
      if last.taken != .accepted { return last }
      let rows = replies.flatMap { Array($0.rows) }
      // A page that was asked for is whole by itself; else all records are to come.
      guard message.facts[.pageSize] != nil || rows.count >= last.facts[.found] ?? 0 else { return nil }
      return Reply(.accepted, facts: last.facts, rows: Rows(rows))
    })
  static func key(_ transaction: String?) -> String { "dci \(transaction ?? "")" }

  static let answeringLater = ServeLater.Script(
    read: { (request, session, stamp) throws(Misread) in
      let correlation = stamp.id("correlation")
      var readings = try open(request, &session, stamp)
      for at in readings.indices { readings[at].ids.append(("correlation", correlation)) }
      session[Transactions.self].begin("search", readings)
      return readings
    },
    acknowledge: { readings, session, stamp in
      Acknowledgement.accept(session, stamp, correlation: readings.first?.id("correlation"))
    },
    callBack: { readings, replies, session, stamp in
      // What cannot answer says nothing: the asker's patience ends.
      if session.shows("acks-without-callback") || replies.contains(where: { $0.taken == .failed }) { return [] }
      let first = readings.first
      let correlation = session.shows("wrong-correlation") ? stamp.id("correlation") : first?.id("correlation") ?? ""
      let named = session.shows("calls-configured-address") ? nil : first?.id("callback")
      let target = Paths.target(of: named, or: SearchAnswer.path, session)
      return pages(readings, replies, session).map { readings, replies in
        let envelope = SearchAnswer.write(
          readings, replies, transaction: first?.id("transaction") ?? "", correlation: correlation, to: first?.id("sender"), session, stamp)
        session[Transactions.self].end(envelope.message["transaction_id"]?.text, envelope.message)
        return Preparation.Errand(Post.request(envelope, to: target, session, stamp), as: "on-search")
      }
    },
    again: { request, session, stamp in Post.again(request, session, stamp) },
    refuse: { why, _, session, stamp in Acknowledgement.refuse(why, session, stamp) })

  /// All in one message, or one record in each: both are right where no page was asked for.
  private static func pages(_ readings: [Reading], _ replies: [Reply], _ session: Session) -> [([Reading], [Reply])] {
    guard session.shows("one-page-a-message"), readings.count == 1, replies[0].rows.count > 1,
      readings[0].message.facts[.pageSize] == nil
    else { return [(readings, replies)] }
    return replies[0].rows.enumerated().map { place, row in
      var facts = replies[0].facts
      facts[.page] = place + 1
      facts[.pageSize] = 1
      facts[.found] = replies[0].rows.count
      return (readings, [Reply(.accepted, facts: facts, rows: Rows([row]))])
    }
  }

  static let catching = catching(SearchAnswer.action, scope: Search.scope, .answer(status: "", completed: nil)) {
    envelope, oddities, session in
    answer(envelope, oddities, session)
  }

  static let unasked = "/message/transaction_id/unasked"

  /// Takes a callback that is awaited by its transaction.
  static func catching(
    _ action: String, scope: String, _ form: HeaderForm, _ read: @escaping @Sendable (Envelope, [String], Session) -> Reading
  ) -> Catch.Script {
    Catch.Script(
      read: { (request, session, stamp) throws(Misread) in
        let opened = try Post.open(request, scope: scope, action, form, &session, stamp)
        guard let transaction = opened.envelope.message["transaction_id"]?.spoken else {
          throw Misread(.schema, at: "/message/transaction_id", "it is required")
        }
        if session.shows("fails-on-unasked"), session[LastSearch.self] != transaction {
          throw Misread(.unknown, at: unasked, "nobody asked for it")
        }
        let asked = session.shows("believes-any-answer") ? session[LastSearch.self] ?? transaction : transaction
        return (key(asked), read(opened.envelope, opened.oddities, session))
      },
      acknowledge: { _, session, stamp in Acknowledgement.accept(session, stamp) },
      refuse: { why, _, session, stamp in Acknowledgement.refuse(why, session, stamp) })
  }

  /// What a callback says: the other half of the question.
  static func answer(_ envelope: Envelope, _ oddities: [String], _ session: Session) -> Reading {
    let said = SearchAnswer.read(envelope, session)
    return Reading(
      Message(.personRecord, from: Registry.of(session).role, to: .mis, facts: said.reply.facts, lines: said.reply.rows), .response,
      thread: envelope.message["transaction_id"]?.spoken, ids: envelope.ids, oddities: oddities + said.oddities, reply: said.reply)
  }
}
