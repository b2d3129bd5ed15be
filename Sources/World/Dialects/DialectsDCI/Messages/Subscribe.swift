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
    acknowledged: { request, response, _, session in
      let ack = Acknowledgement.read(response)
      guard ack.reply.taken == .accepted else { return .finish(ack.reply) }
      let sent = (try? Envelope(parsing: request.body)).map { Cipher.opened($0, session) }
      return .expect(key: Records.key(sent?.message["transaction_id"]?.text))
    },
    collect: { parts, ack, _, _ in
      guard parts.last?.id("correlation") == Acknowledgement.read(ack).correlation else {
        return Reply(.failed, reason: "wrong-correlation")
      }
      return parts.last?.reply
    })

  static func write(_ message: Message, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    let registry = Registry.of(session)
    let wanted = (message.facts[.wanted] ?? "").split(separator: " ").compactMap { registry.event(of: MessageKind($0))?.spelt(session) }
    guard !wanted.isEmpty else { throw Unsayable(message.kind, facts: ["wanted"]) }
    try Faults.check(message, session)
    let person = message.facts[.personID]?.first
    let filter: JSON = person.map { ["type": .string($0.scheme.text), "value": .string($0.value)] } ?? []
    let items = wanted.map { word -> JSON in
      let criteria: JSON = .object(of: [
        ("version", "1.0.0"), ("reg_type", .string(registry.registryType)), ("reg_event_type", .string(word)),
        ("frequency", message.facts[.subscriptionDays].map { frequency(days: $0, session, stamp) }),
        ("filter_type", person == nil ? "predicate" : "idtype-value"), ("filter", filter),
        ("notify_record_type", .string(registry.recordType)),
      ])
      return [
        "reference_id": .string(stamp.id("reference")), "timestamp": .string(Stamps.text(stamp.wire, session)),
        "subscribe_criteria": criteria, "locale": "eng",
      ]
    }
    let callback =
      message.fault == Faults.privateAddress ? Addresses.privateOne + callbackPath : Paths.callback(callbackPath, session)
    let header = Header.write("subscribe", .request(callback: callback), total: items.count, session, stamp)
    let body: JSON = ["transaction_id": .string(stamp.id("transaction")), "subscribe_request": .array(items)]
    return Post.request(Envelope(header: header, message: body), to: Paths.target(path, session), fault: message.fault, session, stamp)
  }

  /// From now to the end of so many days, whenever something happens.
  private static func frequency(days: Int, _ session: Session, _ stamp: Stamp) -> JSON {
    let end = stamp.wire.adding(seconds: Int64(days) * 86_400)
    return [
      "start_time": .string(Stamps.text(stamp.wire, session)), "end_time": .string(Stamps.text(end, session)), "frequency": "* * * * *",
    ]
  }
  /// For how many days, begun ones among them; nil: without an end.
  private static func days(_ criteria: JSON?, said: String?) -> Int? {
    guard let frequency = criteria?["frequency"], let end = frequency["end_time"]?.text.flatMap({ WireInstant($0) }),
      let start = (frequency["start_time"]?.text ?? said).flatMap({ WireInstant($0) })
    else { return nil }
    return Int((end.seconds - start.seconds + 86_399) / 86_400)
  }

  static let catching = Records.catching("on-subscribe", scope: scope, .either) { envelope, oddities, session in
    answer(envelope, oddities, session)
  }

  static func answer(_ envelope: Envelope, _ oddities: [String], _ session: Session) -> Reading {
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
      Message(.subscription, from: Registry.of(session).role, to: .mis, facts: reply.facts), .response,
      thread: envelope.message["transaction_id"]?.spoken, ids: envelope.ids, oddities: oddities, reply: reply)
  }

  // MARK: serving

  /// One message for each item; those that name no event of the register, or filter by what it cannot, are refused by themselves.
  static func read(_ envelope: Envelope, _ oddities: [String], _ session: Session) throws(Misread) -> [Reading] {
    guard let items = envelope.message["subscribe_request"]?.items, !items.isEmpty else {
      throw Misread(.schema, at: "/message/subscribe_request", "a list of at least one request is required")
    }
    guard envelope.message["transaction_id"]?.spoken != nil else { throw Misread(.schema, at: "/message/transaction_id", "it is required") }
    let registry = Registry.of(session)
    var all: [Reading] = []
    for (place, item) in items.enumerated() {
      let criteria = item["subscribe_criteria"]
      guard let reference = item["reference_id"]?.spoken, let raw = criteria?["reg_event_type"]?.text else {
        throw Misread(.schema, at: "/message/subscribe_request/\(place)", "reference_id and reg_event_type are required")
      }
      let event = registry.event(reading: raw, session)?.type
      var message = Message(.subscription, from: .mis, to: registry.role)
      message.facts[.wanted] = event?.kind.text
      message.facts[.subscriptionDays] = days(criteria, said: envelope.text("message_ts"))
      let ids = envelope.ids + [("reference", reference), ("wanted", event?.kind.text ?? "")]
      var reading = Reading(message, .request, ids: ids, oddities: oddities)
      if event == nil { reading.reply = .refused("unknown-event") }
      switch filter(criteria?["filter"]) {
      case .nobody: break
      case .person(let id): reading.message.facts[.personID] = [id]
      case .unknown: reading.reply = reading.reply ?? .refused("unknown-filter")
      }
      all.append(reading)
    }
    return all
  }

  private enum Filter { case nobody, person(Identifier), unknown }
  private static func filter(_ json: JSON?) -> Filter {
    guard let json, json.items?.isEmpty != true, json.members?.isEmpty != true else { return .nobody }
    guard let type = json["type"]?.text, let value = json["value"]?.spoken else { return .unknown }
    return .person(Identifier(Person.scheme(type), value))
  }

  static let serving = ServeLater.Script(
    read: { (request, session, stamp) throws(Misread) in
      let opened = try Post.open(request, scope: scope, "subscribe", .request(callback: nil), &session, stamp)
      try Addresses.check(opened.envelope, session)
      var readings = try read(opened.envelope, opened.oddities, session)
      let correlation = stamp.id("correlation")
      for at in readings.indices { readings[at].ids += [("correlation", correlation)] + Records.addresses(opened.envelope) }
      session[Subscriber.self] = opened.envelope.text("sender_uri")
      session[Transactions.self].begin("subscribe", readings)
      return readings
    },
    acknowledge: { readings, session, stamp in
      Acknowledgement.accept(session, stamp, correlation: readings.first?.id("correlation"))
    },
    callBack: { readings, replies, session, stamp in
      guard !replies.contains(where: { $0.taken == .failed }), !session.shows("acks-without-callback") else { return [] }
      return [callBack(readings, replies, &session, stamp)]
    },
    again: { request, session, stamp in Post.again(request, session, stamp) },
    refuse: { why, _, session, stamp in Acknowledgement.refuse(why, session, stamp) })

  private static func callBack(_ readings: [Reading], _ replies: [Reply], _ session: inout Session, _ stamp: Stamp) -> Preparation.Errand {
    let first = readings.first
    let now = JSON.string(Stamps.text(stamp.wire, session))
    let registry = Registry.of(session)
    let items = zip(readings, replies).map { reading, reply -> JSON in
      let start: [(String, JSON?)] = [("reference_id", .text(reading.id("reference"))), ("timestamp", now)]
      guard reply.taken == .accepted, let word = registry.event(of: MessageKind(reading.id("wanted") ?? ""))?.spelt(session) else {
        return .object(
          of: start + [("status", "rjct"), ("status_reason_code", .string(code(reply))), ("status_reason_message", .text(reply.reason))])
      }
      let subscription: JSON = [
        "code": .string(reply.facts[.subscriptionCode] ?? stamp.id("subscription")), "status": "subscribe", "timestamp": now,
        "reg_event_type": .string(word),
      ]
      return .object(of: start + [("status", "succ"), ("subscriptions", .array([subscription]))])
    }
    // The text gives this callback a request's header; a status beside it hurts nobody.
    let header = Header.write(
      "on-subscribe", .answer(status: "succ", completed: nil), total: items.count, receiver: first?.id("sender"), session, stamp)
    let correlation = session.shows("wrong-correlation") ? stamp.id("correlation") : first?.id("correlation") ?? ""
    let body: JSON = [
      "transaction_id": .string(first?.id("transaction") ?? ""), "correlation_id": .string(correlation),
      "subscribe_response": .array(items),
    ]
    let envelope = Envelope(header: header, message: body)
    session[Transactions.self].end(envelope.message["transaction_id"]?.text, envelope.message)
    let target = Paths.target(of: first?.id("callback"), or: callbackPath, session)
    return Preparation.Errand(Post.request(envelope, to: target, session, stamp), as: "on-subscribe")
  }

  private static func code(_ reply: Reply) -> String {
    if reply.taken == .refusedAsDuplicate { return "rjct.event.already_subscribed" }
    return reply.reason == "unknown-filter" ? "rjct.notify_details.invalid" : "rjct.notify_types.invalid"
  }
}
