import Documents
import Facts

/// `POST /registry/subscribe` and its callback: tell me of these events from now on.
enum Subscribe {
  static let path = "/registry/subscribe"
  static let callbackPath = "/registry/on-subscribe"
  static let scope = "registry/subscribe"

  // MARK: asking

  static let asking = AskLater.Script(
    "subscribe", write: { (message, session, stamp) throws(Unsayable) in try write(message, session, stamp) },
    acknowledged: { request, response, _, _ in
      let ack = Acknowledgement.read(response)
      guard ack.reply.taken == .accepted else { return .finish(ack.reply) }
      return .expect(key: Records.key((try? Envelope(parsing: request.body))?.message["transaction_id"]?.text))
    },
    collect: { parts, ack, _, _ in
      guard parts.last?.id("correlation") == Acknowledgement.read(ack).correlation else {
        return Reply(.failed, reason: "wrong-correlation")
      }
      return parts.last?.reply
    })

  static func write(_ message: Message, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    let wanted = (message.facts[.wanted] ?? "").split(separator: " ").compactMap { EventType.of(MessageKind($0)) }
    guard !wanted.isEmpty else { throw Unsayable(message.kind, facts: ["wanted"]) }
    try Faults.check(message, session)
    let items = wanted.map { event -> JSON in
      let criteria: JSON = [
        "version": "1.0.0", "reg_type": .string(Person.registryType), "reg_event_type": .string(event.spelt(session)),
        "filter_type": "predicate", "filter": [], "notify_record_type": .string(Person.recordType),
      ]
      return [
        "reference_id": .string(stamp.id("reference")), "timestamp": .string(Stamps.text(stamp.wire, session)),
        "subscribe_criteria": criteria, "locale": "eng",
      ]
    }
    let header = Header.write(
      "subscribe", .request(callback: Paths.callback(callbackPath, session)), total: items.count, session, stamp)
    let body: JSON = ["transaction_id": .string(stamp.id("transaction")), "subscribe_request": .array(items)]
    return Post.request(Envelope(header: header, message: body), to: Paths.target(path, session), fault: message.fault, session, stamp)
  }

  static let catching = Catch.Script(
    read: { (request, session, stamp) throws(Misread) in
      let opened = try Post.open(request, scope: scope, "on-subscribe", .either, &session, stamp)
      guard let transaction = opened.envelope.message["transaction_id"]?.spoken else {
        throw Misread(.schema, at: "/message/transaction_id", "it is required")
      }
      return (Records.key(transaction), answer(opened.envelope, opened.oddities))
    },
    acknowledge: { _, session, stamp in Acknowledgement.accept(session, stamp) },
    refuse: { why, _, session, stamp in Acknowledgement.refuse(why, session, stamp) })

  static func answer(_ envelope: Envelope, _ oddities: [String]) -> Reading {
    let items = envelope.message["subscribe_response"]?.items ?? []
    var codes: [String] = []
    for subscription in items.flatMap({ $0["subscriptions"]?.items ?? [] }) {
      if let code = subscription["code"]?.spoken, !codes.contains(code) { codes.append(code) }
    }
    var reply = Reply.accepted
    reply.facts[.subscriptionCode] = codes.isEmpty ? nil : codes.joined(separator: " ")
    if codes.isEmpty {
      let refused = items.first { $0["status"]?.text == "rjct" }
      reply = Acknowledgement.refusal(refused?["status_reason_code"]?.text, refused?["status_reason_message"]?.text)
    }
    return Reading(
      Message(.subscription, from: .crvs, to: .mis, facts: reply.facts), .response, thread: envelope.message["transaction_id"]?.spoken,
      ids: envelope.ids, oddities: oddities, reply: reply)
  }

  // MARK: serving

  /// One message for the batch: `wanted` names what it asks for. Items that name no vital event are refused by themselves.
  static func read(_ envelope: Envelope, _ oddities: [String], _ session: Session) throws(Misread) -> [Reading] {
    guard let items = envelope.message["subscribe_request"]?.items, !items.isEmpty else {
      throw Misread(.schema, at: "/message/subscribe_request", "a list of at least one request is required")
    }
    guard envelope.message["transaction_id"]?.spoken != nil else { throw Misread(.schema, at: "/message/transaction_id", "it is required") }
    var ids = envelope.ids
    var wanted: [String] = []
    for (place, item) in items.enumerated() {
      guard let reference = item["reference_id"]?.spoken, let raw = item["subscribe_criteria"]?["reg_event_type"]?.text else {
        throw Misread(.schema, at: "/message/subscribe_request/\(place)", "reference_id and reg_event_type are required")
      }
      let event = EventType.reading(raw, session)?.type
      ids += [("reference", reference), ("wanted", event?.kind.text ?? "")]
      if let event, !wanted.contains(event.kind.text) { wanted.append(event.kind.text) }
    }
    var message = Message(.subscription, from: .mis, to: .crvs)
    message.facts[.wanted] = wanted.joined(separator: " ")
    return [Reading(message, .request, ids: ids, oddities: oddities, reply: wanted.isEmpty ? .refused("unknown-event") : nil)]
  }

  static let serving = ServeLater.Script(
    read: { (request, session, stamp) throws(Misread) in
      let opened = try Post.open(request, scope: scope, "subscribe", .request(callback: nil), &session, stamp)
      var readings = try read(opened.envelope, opened.oddities, session)
      readings[0].ids += [("correlation", stamp.id("correlation"))] + Records.addresses(opened.envelope)
      session[Subscriber.self] = opened.envelope.text("sender_uri")
      return readings
    },
    acknowledge: { readings, session, stamp in
      Acknowledgement.accept(session, stamp, correlation: readings.first?.id("correlation"))
    },
    callBack: { readings, replies, session, stamp in
      guard let reading = readings.first, let reply = replies.first, reply.taken != .failed, !session.shows("acks-without-callback") else {
        return []
      }
      return [callBack(reading, reply, session, stamp)]
    },
    again: { request, session, stamp in Post.again(request, session, stamp) },
    refuse: { why, _, session, stamp in Acknowledgement.refuse(why, session, stamp) })

  private static func callBack(_ reading: Reading, _ reply: Reply, _ session: Session, _ stamp: Stamp) -> Preparation.Errand {
    let asked = zip(reading.ids.filter { $0.kind == "reference" }, reading.ids.filter { $0.kind == "wanted" })
    let codes = (reply.facts[.subscriptionCode] ?? "").split(separator: " ").map(String.init)
    let now = JSON.string(Stamps.text(stamp.wire, session))
    let items = asked.enumerated().map { place, pair -> JSON in
      let start: [(String, JSON?)] = [("reference_id", .string(pair.0.value)), ("timestamp", now)]
      guard reply.taken == .accepted, let event = EventType.of(MessageKind(pair.1.value)) else {
        let code = reply.taken == .refusedAsDuplicate ? "rjct.event.already_subscribed" : "rjct.notify_types.invalid"
        return .object(
          of: start + [("status", "rjct"), ("status_reason_code", .string(code)), ("status_reason_message", .text(reply.reason))])
      }
      let code = codes.isEmpty ? stamp.id("subscription") : codes[min(place, codes.count - 1)]
      let subscription: JSON = [
        "code": .string(code), "status": "subscribe", "timestamp": now, "reg_event_type": .string(event.spelt(session)),
      ]
      return .object(of: start + [("status", "succ"), ("subscriptions", .array([subscription]))])
    }
    // The text gives this callback a request's header; a status beside it hurts nobody.
    let header = Header.write(
      "on-subscribe", .answer(status: "succ", completed: nil), total: items.count, receiver: reading.id("sender"), session, stamp)
    let correlation = session.shows("wrong-correlation") ? stamp.id("correlation") : reading.id("correlation") ?? ""
    let body: JSON = [
      "transaction_id": .string(reading.id("transaction") ?? ""), "correlation_id": .string(correlation),
      "subscribe_response": .array(items),
    ]
    let target = Paths.target(of: reading.id("callback"), or: callbackPath, session)
    return Preparation.Errand(Post.request(Envelope(header: header, message: body), to: target, session, stamp), as: "on-subscribe")
  }
}
