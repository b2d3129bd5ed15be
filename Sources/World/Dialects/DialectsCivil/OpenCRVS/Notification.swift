import Documents
import Facts

/// `POST /notification` of 1.x: a health facility says that a child was born, as a FHIR document that is not yet complete.
enum Notification {
  static let path = "/notification"
  private static let scope = "record.notify"
  private static let specs = "http://opencrvs.org/specs"

  // MARK: the facility

  static let preparation = Preparation(
    missing: { _, session, stamp in
      guard ClientToken.held(session, stamp) == nil else { return nil }
      return Preparation.Errand(ClientToken.request(session), as: "facility-token")
    },
    keep: { _, response, session, stamp in ClientToken.keep(response, &session, stamp) },
    isStale: { response, _ in response.status == 401 }, forget: { $0[HeldToken.self] = nil })

  static func write(_ message: Message, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    let facts = message.facts
    guard facts[.childName] != nil, facts[.eventDate] != nil else { throw Unsayable(message.kind, facts: ["child.name", "event.date"]) }
    let (child, mother, encounter) = (stamp.id("patient"), stamp.id("patient"), stamp.id("encounter"))
    let record = facts[.caseID] ?? stamp.id("composition")
    let hasMother = facts[.motherName] != nil || facts[.motherID] != nil
    let sections =
      [section("child-details", child)] + (hasMother ? [section("mother-details", mother)] : [])
      + [section("birth-encounter", encounter)]
    let composition: JSON = [
      "identifier": ["system": "urn:ietf:rfc:3986", "value": .string(record)], "status": "final",
      "type": coding("http://opencrvs.org/doc-types", "birth-notification"), "class": coding("\(specs)/classes", "crvs-document"),
      "subject": ["reference": .string("urn:uuid:\(child)")], "date": .string(stamp.wire.description), "title": "Birth Notification",
      "section": .array(sections),
    ]
    var entries = [entry("Composition", record, composition), entry("Task", stamp.id("task"), task(facts, record, session))]
    entries.append(entry("Patient", child, patient(facts, "child", born: facts[.eventDate])))
    if hasMother { entries.append(entry("Patient", mother, patient(facts, "mother", born: facts[.motherBirthDate]))) }
    entries.append(entry("Encounter", encounter, ["status": "finished"]))
    let body: JSON = ["resourceType": "Bundle", "type": "document", "entry": .array(entries)]
    let bearer = ClientToken.held(session, stamp).map { [HeaderField("Authorization", "Bearer \($0)")] } ?? []
    return WireRequest("POST", session.settings["notify-at"] ?? path, headers: Answers.headers + bearer, body: session.spelt(body))
  }

  private static func entry(_ type: String, _ id: String, _ resource: JSON) -> JSON {
    var resource = resource
    resource["resourceType"] = .string(type)
    return ["fullUrl": .string("urn:uuid:\(id)"), "resource": resource]
  }
  private static func coding(_ system: String, _ code: String) -> JSON {
    ["coding": [["system": .string(system), "code": .string(code)]]]
  }
  private static func section(_ name: String, _ id: String) -> JSON {
    ["code": coding("\(specs)/sections", name), "entry": [["reference": .string("urn:uuid:\(id)")]]]
  }
  private static func task(_ facts: Facts, _ record: String, _ session: Session) -> JSON {
    func more(_ name: String, _ value: JSON, as member: String) -> JSON {
      .object(Members([Member("url", .string("\(specs)/extension/\(name)")), Member(member, value)]))
    }
    var all = [
      more("regLastOffice", ["reference": .string("Location/\(session.settings["office"] ?? "office")")], as: "valueReference")
    ]
    if let phone = facts[.informantID]?[.phone] { all.append(more("contact-person-phone-number", .string(phone), as: "valueString")) }
    return [
      "status": "draft", "intent": "unknown", "code": coding("\(specs)/types", "BIRTH"),
      "focus": ["reference": .string("urn:uuid:\(record)")], "extension": .array(all),
    ]
  }
  private static func patient(_ facts: Facts, _ who: String, born: Day?) -> JSON {
    let identifiers = facts["\(who).id"].flatMap { [Identifier]($0) } ?? []
    let name = facts["\(who).name"].flatMap { String($0) }.map(Names.parts)
    return .object(of: [
      (
        "identifier",
        identifiers.isEmpty
          ? nil : .array(identifiers.map { ["use": "official", "type": .string(Schemes.code($0.scheme)), "value": .string($0.value)] })
      ),
      // Both parts are lists, as in the release of FHIR that it is written after.
      ("name", name.map { [["use": "en", "given": [.string($0.given)], "family": [.string($0.family)]]] }),
      ("gender", .text(facts["\(who).sex"].flatMap { String($0) })), ("birthDate", .text(born?.description)),
    ])
  }

  /// Taken under the Composition that was made of it: the place of the first entry (1.6), or the Composition itself (1.9).
  static func answer(_ response: WireResponse) -> Reply {
    var reply = Answers.read(response)
    guard reply.taken == .accepted else { return reply }
    let body = try? JSON(parsing: response.body)
    let places = (body?["entry"]?.items ?? []).compactMap { $0["response"]?["location"]?.text }.map { $0.split(separator: "/") }
    let made = places.firstNonNil { parts in parts.firstIndex(of: "Composition").flatMap { parts.dropFirst($0 + 1).first } }
    let itself = body?["resourceType"]?.text == "Composition" ? body?["id"]?.text : nil
    guard let id = made.map(String.init) ?? itself, !id.isEmpty else { return Reply(.failed, reason: "no-answer") }
    reply.facts[.eventID] = id
    return reply
  }

  // MARK: the registry

  static let serving = Serve.Script(
    read: { (request, session, stamp) throws(Misread) in
      try ClientToken.check(request, session, stamp, scope: scope)
      return [try read(request, strictly: true)]
    },
    answer: { _, replies, session, stamp in
      let reply = replies.first ?? .accepted
      guard reply.taken == .accepted else { return Answers.of(reply, accepted: WireResponse(200)) }
      let place = "/fhir/Composition/\(reply.facts[.eventID] ?? "")/_history/\(stamp.id("version"))"
      let body: JSON = [
        "resourceType": "Bundle", "type": "transaction-response",
        "entry": [["response": ["status": "201", "location": .string(place)]]],
      ]
      return WireResponse(200, headers: Answers.headers, body: session.spelt(body))
    },
    refuse: { why, _, session, _ in Answers.refuse(why, accepted: WireResponse(200), session) })

  /// Strictly: refuses what breaks the contract; else gives what there is.
  static func read(_ request: WireRequest, strictly: Bool) throws(Misread) -> Reading {
    let json: JSON
    do throws(JSONRefusal) { json = try JSON(parsing: request.body) } catch { throw Misread(.syntax, at: "", error.description) }
    guard let bundle = Bundle(json) else { throw Misread(.schema, at: "", "it must be a Bundle with entries") }
    if strictly {
      guard json["entry"]?[0]?["resource"]?["resourceType"]?.text == "Composition" else {
        throw Misread(.schema, at: "/entry/0/resource", "the first entry must be the Composition")
      }
      guard bundle.isOfBirth else { throw Misread(.unknown, at: "/entry/0/resource/type", "it must be birth-notification") }
      guard bundle.hasTask else { throw Misread(.schema, at: "/entry", "a Task is required") }
    }
    var odd: [String] = []
    let facts = bundle.reported(&odd)
    return Reading(
      Message(.birthReported, from: .facility, to: .crvs, facts: facts), .request, ids: [("transaction", facts[.caseID] ?? "")],
      oddities: odd)
  }
}

extension Bundle {
  var isOfBirth: Bool {
    first("Composition")?["type"]?["coding"]?.items?.contains { $0["code"]?.text == "birth-notification" } ?? false
  }
  var hasTask: Bool { first("Task") != nil }

  /// What a notification says of the child and its mother.
  func reported(_ odd: inout [String]) -> Facts {
    var facts = Facts()
    facts[.caseID] = first("Composition")?["identifier"]?["value"]?.text
    let child = person("child-details", &odd)
    (facts[.childName], facts[.childSex], facts[.eventDate]) = (name(child), child?["gender"]?.text, Days.read(child?["birthDate"]))
    let mother = person("mother-details", &odd)
    let numbers = mother.map { ids($0, &odd) } ?? []
    (facts[.motherName], facts[.motherID]) = (name(mother), numbers.isEmpty ? nil : numbers)
    let phone = first("Task")?["extension"]?.items?.first { $0["url"]?.text?.hasSuffix("contact-person-phone-number") ?? false }
    facts[.informantID] = (phone?["valueString"]?.text).map { [Identifier(.phone, $0)] }
    // In a notification a type is written as a text: that is its usual form, and no deviation.
    odd.removeAll { $0 == "opencrvs.identifier-type-as-text" }
    return facts
  }
}
