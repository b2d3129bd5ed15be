import Documents
import Facts

/// `POST /registry/unsubscribe` and its callback: tell me no more under these codes.
enum Unsubscribe {
  static let path = "/registry/unsubscribe"
  static let callbackPath = "/registry/on-unsubscribe"

  static let asking = AskLater.Script(
    "unsubscribe",
    write: { (message, session, stamp) throws(Unsayable) in
      let codes = (message.facts[.subscriptionCode] ?? "").split(separator: " ").map { JSON.string(String($0)) }
      guard !codes.isEmpty else { throw Unsayable(message.kind, facts: ["subscription.code"]) }
      let header = Header.write(
        "unsubscribe", .request(callback: Paths.callback(callbackPath, session)), total: codes.count, session, stamp)
      let body: JSON = [
        "transaction_id": .string(stamp.id("transaction")), "timestamp": .string(Stamps.text(stamp.wire, session)),
        "subscription_codes": .array(codes),
      ]
      return Post.request(Envelope(header: header, message: body), to: Paths.target(path, session), fault: message.fault, session, stamp)
    }, acknowledged: Subscribe.asking.acknowledged, collect: Subscribe.asking.collect)

  static let catching = Records.catching("on-unsubscribe", scope: Subscribe.scope, .either) { envelope, oddities, session in
    answer(envelope, oddities, session)
  }

  static func answer(_ envelope: Envelope, _ oddities: [String], _ session: Session) -> Reading {
    let message = envelope.message
    var reply = Reply.accepted
    reply.facts[.subscriptionCode] = message["subscription_status"]?.items?.compactMap { $0["code"]?.spoken }.joined(separator: " ")
    if message["status"]?.text == "rjct" { reply = Acknowledgement.refusal(message["status_reason_code"]?.text, nil) }
    return Reading(
      Message(.subscriptionEnded, from: Registry.of(session).role, to: .mis, facts: reply.facts), .response,
      thread: message["transaction_id"]?.spoken, ids: envelope.ids, oddities: oddities, reply: reply)
  }

  static func read(_ envelope: Envelope, _ oddities: [String], _ session: Session) throws(Misread) -> [Reading] {
    guard let codes = envelope.message["subscription_codes"]?.items?.compactMap(\.spoken), !codes.isEmpty else {
      throw Misread(.schema, at: "/message/subscription_codes", "a list of at least one code is required")
    }
    try envelope.checkTransaction()
    var message = Message(.subscriptionEnded, from: .mis, to: Registry.of(session).role)
    message.facts[.subscriptionCode] = codes.joined(separator: " ")
    var reading = Reading(message, .request, ids: envelope.ids, oddities: oddities)
    if !SearchFlaw.hasMoment(envelope.message["timestamp"]) { reading.reply = .refused("wrong-timestamp") }
    return [reading]
  }

  static let serving = ServeLater.Script(
    read: { (request, session, stamp) throws(Misread) in
      let opened = try Post.open(request, scope: Subscribe.scope, "unsubscribe", .request(callback: nil), &session, stamp)
      var readings = try read(opened.envelope, opened.oddities, session)
      readings[0].ids += [("correlation", stamp.id("correlation"))] + Records.addresses(opened.envelope)
      session[Transactions.self].begin("unsubscribe", readings)
      return readings
    },
    acknowledge: { readings, session, stamp in
      Acknowledgement.accept(session, stamp, correlation: readings.first?.id("correlation"))
    },
    callBack: { readings, replies, session, stamp in
      guard let asked = readings.first, let reply = replies.first, reply.taken != .failed, !session.shows("acks-without-callback") else {
        return []
      }
      let isEnded = reply.taken == .accepted
      let code =
        switch reply.reason {
        case "already-ended": "rjct.event.already_unsubscribed"
        case "wrong-timestamp": "rjct.timestamp.invalid"
        default: "rjct.subscription_code.invalid"
        }
      let ended = (reply.facts[.subscriptionCode] ?? "").split(separator: " ")
      let header = Header.write(
        "on-unsubscribe", .answer(status: isEnded ? "succ" : "rjct", completed: nil), total: 1, receiver: asked.id("sender"), session, stamp
      )
      let body: JSON = .object(of: [
        ("transaction_id", .text(asked.id("transaction"))), ("correlation_id", .text(asked.id("correlation"))),
        ("timestamp", .string(Stamps.text(stamp.wire, session))), ("status", isEnded ? "succ" : "rjct"),
        ("status_reason_code", isEnded ? nil : .string(code)),
        ("subscription_status", .array(ended.map { ["code": .string(String($0)), "status": "unsubscribe"] })),
      ])
      let envelope = Envelope(header: header, message: body)
      session[Transactions.self].end(envelope.message["transaction_id"]?.text, envelope.message)
      let target = Paths.target(of: asked.id("callback"), or: callbackPath, session)
      return [Preparation.Errand(Post.request(envelope, to: target, session, stamp), as: "on-unsubscribe")]
    },
    again: { request, session, stamp in Post.again(request, session, stamp) },
    refuse: { why, _, session, stamp in Acknowledgement.refuse(why, session, stamp) })
}
