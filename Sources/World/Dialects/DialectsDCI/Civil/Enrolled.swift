import Documents
import Facts

/// The two calls of the integrated beneficiary registry: is this person enrolled, and this person's enrolment is now so.
enum Enrolled {
  static let path = "/registry/sync/enrolled"
  static let updatesPath = "/registry/sync/enrollment/updates"
  static let scope = "registry/enrolled"

  // MARK: the question

  static let asking = Ask(
    "enrolled", preparing: Post.preparation,
    write: { (message, session, stamp) throws(Unsayable) in
      guard let id = message.facts[.personID]?.first else { throw Unsayable(message.kind, facts: ["person.id"]) }
      // One identifier says no programme: with one, it takes a predicate.
      let byID: JSON = ["type": .string(id.scheme.text), "value": .string(id.value)]
      let query = message.facts[.programme].map { programme -> JSON in
        let person: JSON = ["attribute_name": "member_identifier", "operator": "eq", "attribute_value": byID]
        let within: JSON = ["attribute_name": "programme_identifier", "operator": "eq", "attribute_value": .string(programme)]
        return .array([["seq_num": 1, "expression1": person, "condition": "and", "expression2": within]])
      }
      let criteria: JSON = [
        "query_type": query == nil ? "idtype-value" : "predicate", "response_entity": "Member", "query": query ?? byID,
      ]
      let header = Header.write("search", .request(callback: nil), total: 1, session, stamp)
      let body: JSON = ["transaction_id": .string(stamp.id("transaction")), "enrolled_criteria": criteria]
      return Post.request(Envelope(header: header, message: body), to: Paths.target(path, session), session, stamp)
    },
    read: { response, _, session in
      answered(response) { item in
        guard let word = item["enrolled_status"]?.text?.lowercased() else { return Reply(.failed, reason: "no-answer") }
        var facts = Facts()
        facts[.isEnrolled] = ["yes", "active"].contains(word)
        return Reply(.accepted, facts: facts)
      }
    })

  static let answering = Serve.Script(
    read: { (request, session, stamp) throws(Misread) in
      let opened = try Post.open(request, scope: scope, "search", .request(callback: nil), &session, stamp)
      return try question(opened.envelope, opened.oddities)
    },
    answer: { readings, replies, session, stamp in
      answer("on-search", readings, replies, session, stamp) { reply in
        ("enrolled_status", reply.facts[.isEnrolled] == true ? "yes" : "no")
      }
    },
    refuse: { why, _, session, stamp in Acknowledgement.refuse(why, session, stamp) })

  static func question(_ envelope: Envelope, _ oddities: [String]) throws(Misread) -> [Reading] {
    guard let criteria = envelope.message["enrolled_criteria"], let query = criteria["query"] else {
      throw Misread(.schema, at: "/message/enrolled_criteria", "it is required, with a query")
    }
    var message = Message(.enrolled, from: .mis, to: .ibr)
    for term in (query.items ?? []).flatMap({ [$0["expression1"], $0["expression2"]] }) {
      guard let name = term?["attribute_name"]?.text, let value = term?["attribute_value"] else { continue }
      if name.contains("programme") { message.facts[.programme] = value.spoken } else { message.facts[.personID] = identifier(value) }
    }
    for member in query.members ?? Members() where member.value["eq"] != nil {
      let value = member.value["eq"]
      if member.name.contains("programme") {
        message.facts[.programme] = value?.spoken
      } else {
        message.facts[.personID] = value.flatMap(identifier)
      }
    }
    if message.facts[.personID] == nil { message.facts[.personID] = identifier(query) }
    guard message.facts[.personID] != nil else { throw Misread(.schema, at: "/message/enrolled_criteria/query", "it names nobody") }
    return [Reading(message, .request, ids: envelope.ids + Records.addresses(envelope), oddities: oddities)]
  }
  private static func identifier(_ json: JSON) -> [Identifier]? {
    if let bare = json.spoken { return [Identifier(.uin, bare)] }
    guard let type = json["type"]?.text, let value = json["value"]?.spoken else { return nil }
    return [Identifier(Person.scheme(type), value)]
  }

  // MARK: the update

  static let telling = Tell.Script(
    "enrollment-updates",
    write: { (message, session, stamp) throws(Unsayable) in
      let facts = message.facts
      guard let ids = facts[.personID], !ids.isEmpty else { throw Unsayable(message.kind, facts: ["person.id"]) }
      let programme = facts[.programme].map { JSON.array([["identifier_type": "PROGRAMME", "identifier_value": .string($0)]]) }
      let beneficiary: JSON = .object(of: [
        ("@type", "Beneficiary"), ("assistance_unit", "Member"), ("member", ["member_identifier": .array(ids.map(Person.write))]),
        ("programme_identifier", programme), ("enrollment_status", .text(facts[.enrolmentState])),
        ("status_change_date", facts[.eventDate].map { .array([.string(Stamps.text($0))]) }),
      ])
      let header = Header.write("notify", .answer(status: "succ", completed: nil), total: 1, session, stamp)
      let body: JSON = [
        "transaction_id": .string(stamp.id("transaction")), "enrolled_updates": ["beneficiaries": .array([beneficiary])],
      ]
      return Post.request(Envelope(header: header, message: body), to: Paths.target(updatesPath, session), session, stamp)
    },
    again: { request, message, session, stamp in Post.again(request, fault: message.fault, session, stamp) },
    read: { response, _, _ in answered(response) { _ in .accepted } })

  static let taking = Serve.Script(
    read: { (request, session, stamp) throws(Misread) in
      let opened = try Post.open(request, scope: scope, "notify", .answer(status: "", completed: nil), &session, stamp)
      return try updates(opened.envelope, opened.oddities)
    },
    answer: { readings, replies, session, stamp in answer("on-notify", readings, replies, session, stamp) { _ in nil } },
    refuse: { why, _, session, stamp in Acknowledgement.refuse(why, session, stamp) })

  static func updates(_ envelope: Envelope, _ oddities: [String]) throws(Misread) -> [Reading] {
    guard let list = envelope.message["enrolled_updates"]?["beneficiaries"]?.items, !list.isEmpty else {
      throw Misread(.schema, at: "/message/enrolled_updates/beneficiaries", "a list of at least one beneficiary is required")
    }
    return list.map { item in
      var message = Message(.enrolment, from: .mis, to: .ibr)
      message.facts[.personID] = Person.identifier(item["member"]?["member_identifier"] ?? item["group"]?["group_identifier"])
      message.facts[.programme] = Person.identifier(item["programme_identifier"])?.first?.value ?? item["programme_identifier"]?[0]?.spoken
      message.facts[.enrolmentState] = item["enrollment_status"]?.text
      message.facts[.eventDate] = Person.date(item, "status_change_date", "enrollment_date")
      return Reading(message, .request, ids: envelope.ids + Records.addresses(envelope), oddities: oddities)
    }
  }

  // MARK: both

  private static func answer(
    _ action: String, _ readings: [Reading], _ replies: [Reply], _ session: Session, _ stamp: Stamp, _ more: (Reply) -> (String, JSON?)?
  ) -> WireResponse {
    if replies.contains(where: { $0.taken == .failed }) { return Acknowledgement.of(Reply(.failed), session, stamp) }
    let items = replies.map { reply -> JSON in
      let isTaken = reply.taken == .accepted
      var pairs: [(String, JSON?)] = [
        ("reference_id", .string(stamp.id("reference"))), ("timestamp", .string(Stamps.text(stamp.wire, session))),
        ("status", isTaken ? "succ" : "rjct"), ("status_reason_message", isTaken ? nil : .text(reply.reason)),
        (
          "status_reason_code",
          isTaken ? nil : reply.taken == .refusedAsDuplicate ? "rjct.reference_id.duplicate" : "rjct.reference_id.invalid"
        ),
      ]
      if isTaken, let pair = more(reply) { pairs.append(pair) }
      return .object(of: pairs)
    }
    let header = Header.write(
      action, .answer(status: "succ", completed: items.count), total: items.count, receiver: readings.first?.id("sender"), session, stamp)
    let body: JSON = [
      "transaction_id": .string(readings.first?.id("transaction") ?? ""), "correlation_id": .string(stamp.id("correlation")),
      "enrolled_response": .array(items),
    ]
    return Post.answer(Envelope(header: header, message: body), session, stamp)
  }

  /// The first item of the answer.
  static func answered(_ response: WireResponse, _ read: (JSON) -> Reply) -> Reply {
    guard response.status < 300, let envelope = try? Envelope(parsing: response.body), let item = envelope.message["enrolled_response"]?[0]
    else {
      let said = Acknowledgement.read(response).reply
      return said.taken == .accepted ? Reply(.failed, reason: "no-answer") : said
    }
    if item["status"]?.text == "rjct" {
      return Acknowledgement.refusal(item["status_reason_code"]?.text, item["status_reason_message"]?.text)
    }
    return read(item)
  }
}
