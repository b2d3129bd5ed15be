import Documents
import Facts

/// A question of yes or no about one person, answered at once: is somebody enrolled, is somebody disabled.
struct Standing: Sendable {
  let operation: OperationName
  let kind: MessageKind
  let path: String
  let scope: String
  let criteria: String
  let response: String
  let status: String
  let fact: FactName<Bool>
  /// Whether it can be asked within a programme.
  let hasProgramme: Bool

  static let enrolled = Standing(
    operation: "enrolled", kind: .enrolled, path: "/registry/sync/enrolled", scope: "registry/enrolled", criteria: "enrolled_criteria",
    response: "enrolled_response", status: "enrolled_status", fact: .isEnrolled, hasProgramme: true)
  static let disabled = Standing(
    operation: "disabled", kind: .disabled, path: "/registry/sync/disabled", scope: "registry/search", criteria: "disabled_criteria",
    response: "disabled_response", status: "disabled_status", fact: .isDisabled, hasProgramme: false)

  var asking: Ask {
    Ask(
      operation, preparing: Post.preparation,
      write: { (message, session, stamp) throws(Unsayable) in try write(message, to: path, session, stamp) },
      read: { response, _, session in
        Self.answered(response, self.response, session) { item in
          guard let word = item[status]?.text?.lowercased() else { return Reply(.failed, reason: "no-answer") }
          var facts = Facts()
          facts[fact] = ["yes", "active"].contains(word)
          return Reply(.accepted, facts: facts)
        }
      })
  }

  func write(_ message: Message, to path: String, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    guard let id = message.facts[.personID]?.first else { throw Unsayable(message.kind, facts: ["person.id"]) }
    // One identifier says no programme: with one, it takes a predicate.
    let byID: JSON = ["type": .string(id.scheme.text), "value": .string(id.value)]
    let query = message.facts[.programme].map { programme -> JSON in
      let person: JSON = ["attribute_name": "member_identifier", "operator": "eq", "attribute_value": byID]
      let within: JSON = ["attribute_name": "programme_identifier", "operator": "eq", "attribute_value": .string(programme)]
      return .array([["seq_num": 1, "expression1": person, "condition": "and", "expression2": within]])
    }
    let asked: JSON = .object(of: [
      ("query_type", query == nil ? "idtype-value" : "predicate"), ("response_entity", hasProgramme ? "Member" : nil),
      ("query", query ?? byID),
    ])
    let header = Header.write("search", .request(callback: nil), total: 1, session, stamp)
    let body: JSON = .object(of: [("transaction_id", .string(stamp.id("transaction"))), (criteria, asked)])
    return Post.request(Envelope(header: header, message: body), to: Paths.target(path, session), session, stamp)
  }

  var answering: Serve.Script {
    Serve.Script(
      read: { (request, session, stamp) throws(Misread) in
        let opened = try Post.open(request, scope: scope, "search", .request(callback: nil), &session, stamp)
        return try question(opened.envelope, opened.oddities, session)
      },
      answer: { readings, replies, session, stamp in
        Self.answer("on-search", response, readings, replies, session, stamp) { reply in (status, reply.facts[fact] == true ? "yes" : "no")
        }
      },
      refuse: { why, _, session, stamp in Refusal.atOnce("on-search", why, session, stamp) })
  }

  func question(_ envelope: Envelope, _ oddities: [String], _ session: Session) throws(Misread) -> [Reading] {
    var message = Message(kind, from: .mis, to: Registry.of(session).role)
    let asked = try Self.about(envelope, criteria)
    message.facts[.personID] = asked.person
    message.facts[.programme] = hasProgramme ? asked.programme : nil
    return [Reading(message, .request, ids: envelope.ids + Records.addresses(envelope), oddities: oddities)]
  }

  /// Whom a question is about, in any of the shapes that a query has.
  static func about(_ envelope: Envelope, _ criteria: String) throws(Misread) -> (person: [Identifier], programme: String?) {
    guard let query = envelope.message[criteria]?["query"] else {
      throw Misread(.schema, at: "/message/\(criteria)", "it is required, with a query")
    }
    var person: [Identifier]?
    var programme: String?
    func take(_ name: String, _ value: JSON) {
      if name.contains("programme") { programme = value.spoken } else { person = identifier(value) }
    }
    for term in (query.items ?? []).flatMap({ [$0["expression1"], $0["expression2"]] }) {
      if let name = term?["attribute_name"]?.text, let value = term?["attribute_value"] { take(name, value) }
    }
    for member in query.members ?? Members() { if let value = member.value["eq"] { take(member.name, value) } }
    guard let named = person ?? identifier(query) else { throw Misread(.schema, at: "/message/\(criteria)/query", "it names nobody") }
    return (named, programme)
  }
  private static func identifier(_ json: JSON) -> [Identifier]? {
    if let bare = json.spoken { return bare.isEmpty ? nil : [Identifier(.uin, bare)] }
    guard let type = json["type"]?.text, let value = json["value"]?.spoken else { return nil }
    return [Identifier(Person.scheme(type), value)]
  }

  // MARK: answers of one item each

  static func answer(
    _ action: String, _ list: String, _ readings: [Reading], _ replies: [Reply], _ session: Session, _ stamp: Stamp,
    _ more: (Reply) -> (String, JSON?)?
  ) -> WireResponse {
    if replies.contains(where: { $0.taken == .failed }) { return Acknowledgement.of(Reply(.failed), session, stamp) }
    let items = replies.map { reply -> JSON in
      let isTaken = reply.taken == .accepted
      var pairs: [(String, JSON?)] = [
        ("reference_id", .string(stamp.id("reference"))), ("timestamp", .string(Stamps.text(stamp.wire, session))),
        ("status", isTaken ? "succ" : "rjct"), ("status_reason_message", isTaken ? nil : .text(Reasons.said(reply.reason))),
        (
          "status_reason_code",
          isTaken
            ? nil : reply.taken == .refusedAsDuplicate ? "rjct.reference_id.duplicate" : .string(Reasons.ofUpdate(reply.reason))
        ),
      ]
      if isTaken, let pair = more(reply) { pairs.append(pair) }
      return .object(of: pairs)
    }
    let header = Header.write(
      action, .answer(status: "succ", completed: items.count), total: items.count, receiver: readings.first?.id("sender"), session, stamp)
    let body: JSON = .object(of: [
      ("transaction_id", .string(readings.first?.id("transaction") ?? "")), ("correlation_id", .string(stamp.id("correlation"))),
      (list, .array(items)),
    ])
    return Post.answer(Envelope(header: header, message: body), inKind: readings.first?.id("sealed") != nil, session, stamp)
  }

  /// The first item of the answer. What names another `transaction` than that of the question answers another one.
  static func answered(
    _ response: WireResponse, _ list: String, to transaction: String? = nil, _ session: Session, _ read: (JSON) -> Reply
  ) -> Reply {
    let message = response.status < 300 ? (try? Envelope(parsing: response.body)).map { Cipher.opened($0, session).message } : nil
    if let transaction, let named = message?["transaction_id"]?.spoken, named != transaction {
      return Reply(.failed, reason: "other-transaction")
    }
    guard let item = message?[list]?[0] else {
      let said = Acknowledgement.read(response).reply
      return said.taken == .accepted ? Reply(.failed, reason: "no-answer") : said
    }
    if item["status"]?.text == "rjct" {
      return Acknowledgement.refusal(item["status_reason_code"]?.text, item["status_reason_message"]?.text)
    }
    return read(item)
  }
}
