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
    let asked = Query.write(message, session)
    let isOfAll = message.facts[.personID]?.first == nil && message.lines.isEmpty
    let filter: (type: JSON?, query: JSON?) = isOfAll ? ("predicate", []) : (asked[0].1, asked[1].1)
    let items = wanted.map { word -> JSON in
      let criteria: JSON = .object(of: [
        ("version", "1.0.0"), ("reg_type", .string(registry.registryType)), ("reg_event_type", .string(word)),
        ("frequency", frequency(message.facts, session, stamp)),
        ("filter_type", filter.type), ("filter", filter.query),
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

  /// A crontab line for every minute: whenever something happens.
  private static let always = "* * * * *"

  private static func frequency(_ facts: Facts, _ session: Session, _ stamp: Stamp) -> JSON? {
    guard let days = facts[.subscriptionDays] else { return nil }
    let start = facts[.subscriptionFrom].map { WireInstant(milliseconds: Int64($0.number) * 86_400_000) } ?? stamp.wire
    let end = start.adding(seconds: Int64(days) * 86_400)
    return [
      "start_time": .string(Stamps.text(start, session)), "end_time": .string(Stamps.text(end, session)),
      "frequency": .string(facts[.subscriptionTimes] ?? always),
    ]
  }
  /// From when, for how many days (begun ones among them), and at which moments. Gives whether it can be read.
  private static func schedule(_ frequency: JSON, said: String?, _ facts: inout Facts) -> Bool {
    guard let start = frequency["start_time"]?.text.flatMap({ WireInstant($0) }), let times = frequency["frequency"]?.text,
      let end = frequency["end_time"]?.text.flatMap({ WireInstant($0) }), start < end
    else { return false }
    facts[.subscriptionDays] = Int((end.seconds - start.seconds + 86_399) / 86_400)
    facts[.subscriptionTimes] = times == always ? nil : times
    // What has begun before it was said begins now.
    if let said = said.flatMap({ WireInstant($0) }), start.day > said.day { facts[.subscriptionFrom] = start.day }
    return true
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
    try envelope.checkTransaction()
    let registry = Registry.of(session)
    var all: [Reading] = []
    var references: [String] = []
    for (place, item) in items.enumerated() {
      let criteria = item["subscribe_criteria"]
      guard let reference = item["reference_id"]?.spoken, let raw = criteria?["reg_event_type"]?.text else {
        throw Misread(.schema, at: "/message/subscribe_request/\(place)", "reference_id and reg_event_type are required")
      }
      let event = registry.event(reading: raw, session)?.type
      var message = Message(.subscription, from: .mis, to: registry.role)
      message.facts[.wanted] = event?.kind.text
      let ids = envelope.ids + [("reference", reference), ("wanted", event?.kind.text ?? "")]
      var flaw = SearchFlaw.hasMoment(item["timestamp"]) ? nil : "wrong-timestamp"
      if event == nil { flaw = flaw ?? "unknown-event" }
      if criteria?["notify_record_type"]?.text == nil { flaw = flaw ?? "no-record-type" }
      if let filter = filter(criteria, registry) {
        message.facts[.personID] = filter.id.isEmpty ? nil : filter.id
        message.lines = filter.conditions
      } else {
        flaw = flaw ?? "unknown-filter"
      }
      if let frequency = criteria?["frequency"], !schedule(frequency, said: envelope.text("message_ts"), &message.facts) {
        flaw = flaw ?? "unknown-frequency"
      }
      if references.contains(reference) { flaw = "reference-twice" }
      references.append(reference)
      var reading = Reading(message, .request, ids: ids, oddities: oddities)
      reading.reply = flaw.map { .refused($0) }
      all.append(reading)
    }
    return all
  }

  /// Of whom: in one of the shapes of a search, or an empty list for everybody. nil: it says nothing that can be understood.
  private static func filter(_ criteria: JSON?, _ registry: Registry) -> (id: [Identifier], conditions: Rows)? {
    guard let filter = criteria?["filter"] else { return nil }
    if filter.items?.isEmpty == true { return ([], Rows()) }
    var ignored: [String] = []
    return Query.read(["query": filter], registry, &ignored)
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
          of: start + [
            ("status", "rjct"), ("status_reason_code", .string(code(reply))), ("status_reason_message", .text(Reasons.said(reply.reason))),
          ])
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
    switch reply.reason {
    case "reference-twice": return "rjct.reference_id.duplicate"
    case "wrong-timestamp": return "rjct.timestamp.invalid"
    case "unknown-id-type": return "rjct.person_id.invalid"
    case "unknown-event": return "rjct.notify_types.invalid"
    default: return "rjct.notify_details.invalid"
    }
  }
}
