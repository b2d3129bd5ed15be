import Documents
import Facts

/// `POST /events/notify` of 2.x: a system that is no registry says that a birth has to be registered, and is given the event's document.
enum Reporting {
  static let path = "/events/notify"
  static let tokenPath = "/auth/token"
  private static let scope = "record.notify"

  // MARK: who reports

  static let preparation = Preparation(
    missing: { _, session, stamp in
      guard ClientToken.held(session, stamp) == nil else { return nil }
      return Preparation.Errand(ClientToken.request(session, at: tokenPath), as: "client-token")
    },
    keep: { _, response, session, stamp in ClientToken.keep(response, &session, stamp) },
    isStale: { response, _ in response.status == 401 }, forget: { $0[HeldToken.self] = nil })

  static func write(_ message: Message, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    let facts = message.facts
    guard let name = facts[.childName].map(Names.parts), let born = facts[.eventDate] else {
      throw Unsayable(message.kind, facts: ["child.name", "event.date"])
    }
    let phone = facts[.informantID]?[.phone]
    let declaration: JSON = .object(of: [
      ("child.name", ["firstname": .string(name.given), "surname": .string(name.family)]), ("child.dob", .string(born.description)),
      ("child.gender", .text(facts[.childSex])), ("mother.nid", .text(facts[.motherID]?[.uin])),
      ("mother.name", facts[.motherName].map(Names.parts).map { ["firstname": .string($0.given), "surname": .string($0.family)] }),
      ("informant.phoneNo", .text(phone)),
    ])
    let body: JSON = [
      "eventType": "birth", "transactionId": .string(facts[.caseID] ?? stamp.id("transaction")),
      "createdAtLocation": .string(session.settings["office"] ?? "office"), "declaration": declaration, "annotation": [:],
    ]
    let bearer = ClientToken.held(session, stamp).map { [HeaderField("Authorization", "Bearer \($0)")] } ?? []
    return WireRequest("POST", session.settings["notify-at"] ?? path, headers: Answers.headers + bearer, body: session.spelt(body))
  }

  /// The word on it: accepted with the document's id, under which the registration will be told. Without one nothing was taken.
  static func answer(_ response: WireResponse) -> Reply {
    var reply = Answers.read(response)
    guard reply.taken == .accepted else { return reply }
    guard let document = try? EventDocument(parsing: response.body), let id = document.id, !id.isEmpty else {
      return Reply(.failed, reason: "no-answer")
    }
    reply.facts[.eventID] = id
    reply.facts[.trackingNumber] = document.ids.first { $0.kind == "reference" }?.value
    return reply
  }

  // MARK: the registry

  static let serving = Serve.Script(
    read: { (request, session, stamp) throws(Misread) in
      try ClientToken.check(request, session, stamp, scope: scope)
      return try read(request, from: session.peer, strictly: true)
    },
    answer: { readings, replies, session, stamp in
      let reply = replies.first ?? .accepted
      guard reply.taken == .accepted else { return Answers.of(reply, accepted: WireResponse(200)) }
      return WireResponse(200, headers: Answers.headers, body: session.spelt(document(readings, reply, stamp)))
    },
    refuse: { why, _, session, _ in Answers.refuse(why, accepted: WireResponse(200), session) })

  private static func document(_ readings: [Reading], _ reply: Reply, _ stamp: Stamp) -> JSON {
    var message = Message(.birthNotified, from: .crvs, to: .mis, facts: readings.first?.message.facts ?? Facts())
    message.facts[.eventID] = reply.facts[.eventID]
    guard let action = Trigger.Action.of(.birthNotified) else { return .object([:]) }
    return EventDocument.write(message, action, stamp)
  }

  /// Strictly: refuses what breaks the contract; else gives what there is.
  static func read(_ request: WireRequest, from: Role, strictly: Bool) throws(Misread) -> [Reading] {
    let body: JSON
    do throws(JSONRefusal) { body = try JSON(parsing: request.body) } catch { throw Misread(.syntax, at: "", error.description) }
    if strictly {
      guard body["eventType"]?.text == "birth" else { throw Misread(.unknown, at: "/eventType", "it must be birth") }
      for name in ["transactionId", "createdAtLocation"] where body[name]?.text?.isEmpty != false {
        throw Misread(.schema, at: "/\(name)", "it is required")
      }
      guard body["declaration"]?.members != nil else { throw Misread(.schema, at: "/declaration", "it must be an object") }
    }
    let declaration = body["declaration"]
    let name = declaration?["child.name"]
    var facts = Facts()
    facts[.caseID] = body["transactionId"]?.text
    facts[.childName] = Names.full([name?["firstname"]?.text, name?["middlename"]?.text, name?["surname"]?.text])
    facts[.childSex] = declaration?["child.gender"]?.text
    facts[.eventDate] = Days.read(declaration?["child.dob"])
    facts[.motherID] = (declaration?["mother.nid"]?.text).map { [Identifier(.uin, $0)] }
    let mother = declaration?["mother.name"]
    facts[.motherName] = Names.full([mother?["firstname"]?.text, mother?["middlename"]?.text, mother?["surname"]?.text])
    facts[.informantID] = (declaration?["informant.phoneNo"]?.text).map { [Identifier(.phone, $0)] }
    let ids = [(kind: "transaction", value: facts[.caseID] ?? "")]
    return [Reading(Message(.birthReported, from: from, to: .crvs, facts: facts), .request, ids: ids)]
  }
}
