import Documents
import Facts

/// `POST /registry/notify`: the registry tells of an event.
enum Notify {
  static let action = "notify"
  static let path = "/registry/notify"
  static let scope = "registry/notify"

  static let telling = Tell.Script(
    "notify", write: { (message, session, stamp) throws(Unsayable) in try write(message, session, stamp) },
    again: { request, message, session, stamp in Post.again(request, fault: message.fault, session, stamp) },
    read: { response, _, _ in Acknowledgement.read(response).reply })

  static let serving = Serve.Script(
    read: { (request, session, stamp) throws(Misread) in
      let opened = try Post.open(request, scope: scope, action, .answer(status: "", completed: nil), &session, stamp)
      return try read(opened.envelope, strictly: true, opened.oddities, session)
    },
    answer: { _, replies, session, stamp in
      Acknowledgement.of(replies.first { $0.taken != .accepted } ?? .accepted, session, stamp)
    },
    refuse: { why, request, session, stamp in Acknowledgement.refuse(why, of: request, session, stamp) })

  static func write(_ message: Message, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    let registry = Registry.of(session)
    guard let event = registry.event(of: message.kind), let word = event.spelt(session) else { throw Unsayable(message.kind) }
    try Faults.check(message, session)
    let facts = message.spoiled.facts
    let data: JSON = .object(of: [
      ("version", "1.0.0"), ("reg_type", .string(registry.registryType)), ("reg_event_type", .string(word)),
      ("reg_record_type", .string(registry.recordType)),
      ("reg_records", registry.form.writeEvent?(facts, event) ?? registry.form.write(facts)),
    ])
    let item: JSON = [
      "reference_id": .string(facts[.eventStep] ?? facts[.eventID] ?? stamp.id("reference")),
      "timestamp": .string(Stamps.text(stamp.wire, session)),
      "data": data,
      "locale": "eng",
    ]
    let header = Header.write(action, .answer(status: "succ", completed: nil), total: 1, session, stamp)
    let body: JSON = ["transaction_id": .string(stamp.id("transaction")), "notify_event": .array([item])]
    // No rule says where events go: beside the address at which the subscription was answered, where that is known.
    let isAsked = session.peerAddress.isEmpty || !registry.beneath.isEmpty
    let target = isAsked ? session[Subscriber.self].map { Paths.target(of: sibling($0, "notify"), or: path, session) } : nil
    return Post.request(
      Envelope(header: header, message: body), to: target ?? Paths.target(Paths.heard(path, session), session), fault: message.fault,
      session, stamp)
  }
  /// The address beside another: `.../on-subscribe` and `.../notify`.
  private static func sibling(_ address: String, _ name: String) -> String {
    address.lastIndex(of: "/").map { address[...$0] + name } ?? address
  }

  // MARK: reading

  /// The events of a message. Strictly: refuses what breaks the schema; else gives what there is.
  static func read(_ envelope: Envelope, strictly: Bool, _ oddities: [String], _ session: Session) throws(Misread) -> [Reading] {
    let (items, shape) = shapes(envelope.message)
    guard let items, !items.isEmpty else { throw Misread(.schema, at: "/message/notify_event", "a list of at least one event is required") }
    var all: [Reading] = []
    for (place, item) in items.enumerated() {
      let spot = "/message/notify_event/\(place)"
      var odd = oddities + (shape.map { [$0] } ?? Oddities.words(item["data"], item["locale"], at: spot))
      let reading = try read(item, at: spot, strictly: strictly, isForeign: shape != nil, &odd, session)
      all += reading.map { Reading($0, .request, ids: envelope.ids + ids(item), oddities: odd) }
    }
    if let total = envelope.header["total_count"]?.decimal?.int, total != items.count {
      for place in all.indices { all[place].oddities.append("header.total-count-differs") }
    }
    return all
  }
  private static func ids(_ item: JSON) -> [(kind: String, value: String)] {
    item["reference_id"]?.spoken.map { [("reference", $0)] } ?? []
  }

  /// The standard's list, or one of the two shapes that are met in its place, written as the standard would.
  private static func shapes(_ message: JSON) -> (items: [JSON]?, oddity: String?) {
    if let list = message["notify_event"] { return (list.items, nil) }
    if let list = message["notify_request"]?.items {
      let items = list.map { item -> JSON in
        let (data, record) = (item["data"], item["data"]?["reg_record"])
        return .object(of: [
          ("reference_id", item["reference_id"]),
          (
            "data",
            .object(of: [
              ("reg_event_type", data?["event_type"] ?? data?["reg_event_type"]), ("reg_record_type", data?["reg_record_type"]),
              ("reg_records", record),
            ])
          ),
        ])
      }
      return (items, "notify.shape-openimis")
    }
    if let type = message["event_type"] {
      let (person, date) = (message["person"], message["event_date"])
      let isDeath = type.text?.uppercased() == "DEATH"
      let record: JSON = .object(of: [
        ("identifier", message["identifiers"]), ("name", person?["name"]), ("sex", person?["sex"]),
        ("birth_date", person?["birth_date"] ?? (isDeath ? nil : date)), ("death_date", isDeath ? date : nil),
      ])
      let data: JSON = ["reg_event_type": type, "reg_record_type": "Person", "reg_records": record]
      return ([["data": data]], "notify.shape-openspp")
    }
    return (nil, nil)
  }

  /// The shape of others that a message has, with its place.
  static func shape(of message: JSON?) -> String? {
    message.flatMap { shapes($0).oddity }.map { "\($0) \($0.hasSuffix("openimis") ? "/message/notify_request" : "/message/event_type")" }
  }

  private static func read(
    _ item: JSON, at place: String, strictly: Bool, isForeign: Bool, _ odd: inout [String], _ session: Session
  ) throws(Misread) -> [Message] {
    let data = item["data"] ?? .null
    guard let records = data["reg_records"], records.members != nil || records.items != nil || !strictly else {
      throw Misread(.schema, at: "\(place)/data/reg_records", "the record of the person is required")
    }
    if strictly, data["reg_record_type"]?.text == nil { throw Misread(.schema, at: "\(place)/data/reg_record_type", "it is required") }
    if records.items != nil { odd.append("notify.records-as-list \(place)/data/reg_records") }
    let registry = Registry.of(session)
    let list = records.items ?? [records]
    var messages: [Message] = []
    for (at, record) in list.enumerated() {
      if !strictly, !isForeign { odd += Spellings.odd(in: record, at: "\(place)/data/reg_records\(records.items == nil ? "" : "/\(at)")") }
      let (event, isNamed) = try eventType(data["reg_event_type"], record, at: place, isForeign && !strictly, &odd, session)
      var facts = registry.form.readEvent?(record, event, &odd) ?? registry.form.read(record, &odd)
      facts[.eventID] = item["reference_id"]?.spoken
      // Which event it is was guessed, so that somebody can take it; the message itself has not said so.
      if !isNamed { facts[.eventKind] = nil }
      messages.append(Message(event.kind, from: registry.role, to: .mis, facts: facts))
    }
    return messages
  }

  private static func eventType(
    _ raw: JSON?, _ record: JSON, at place: String, _ isGuessed: Bool, _ odd: inout [String], _ session: Session
  ) throws(Misread) -> (type: EventType, isNamed: Bool) {
    // The standard does not ask for the type; a day of death says it all the same.
    let guess = Registry.of(session).events.last { $0.isKnownByDay && Person.date(record, $0.dateMember) != nil }
    guard let raw else {
      odd.append("notify.no-event-type \(place)/data/reg_event_type")
      guard let guess else { throw Misread(.schema, at: "\(place)/data/reg_event_type", "nothing says which event it is") }
      return (guess, false)
    }
    guard let text = raw.text, let found = Registry.of(session).event(reading: text, session) else {
      // Who has a shape of its own has words of its own (`UPDATE`).
      if isGuessed, let guess { return (guess, false) }
      throw Misread(.schema, at: "\(place)/data/reg_event_type", "it names no event of this register")
    }
    if !found.isUsual { odd.append("notify.event-type-spelling \(place)/data/reg_event_type `\(text.prefix(60))`") }
    return (found.type, true)
  }
}

/// Where a subscriber said that it listens.
enum Subscriber: SessionKey { static var initial: String? { nil } }
