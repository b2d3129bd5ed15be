import Documents
import Facts

/// `POST /registry/sync/enrollment/updates`: this person's enrolment is now so.
enum EnrolmentUpdates {
  static let path = "/registry/sync/enrollment/updates"
  static let scope = "registry/enrolled"
  static let list = "enrolled_response"

  static let telling = Tell.Script(
    "enrollment-updates",
    write: { (message, session, stamp) throws(Unsayable) in
      let facts = message.facts
      guard let ids = facts[.personID], !ids.isEmpty else { throw Unsayable(message.kind, facts: ["person.id"]) }
      let programme = facts[.programme].map { JSON.array([["identifier_type": "PROGRAMME", "identifier_value": .string($0)]]) }
      let beneficiary: JSON = .object(of: [
        ("@type", "Beneficiary"), ("assistance_unit", "Member"), ("member", ["member_identifier": .array(ids.map(Person.write))]),
        ("programme_identifier", programme), ("enrollment_status", .text(facts[.enrolmentState].map(EnrolmentStatus.write))),
        ("status_change_date", facts[.eventDate].map { .array([Person.day($0)]) }),
      ])
      let header = Header.write("notify", .answer(status: "succ", completed: nil), total: 1, session, stamp)
      let body: JSON = [
        "transaction_id": .string(stamp.id("transaction")), "enrolled_updates": ["beneficiaries": .array([beneficiary])],
      ]
      return Post.request(Envelope(header: header, message: body), to: Paths.target(path, session), session, stamp)
    },
    again: { request, message, session, stamp in Post.again(request, fault: message.fault, session, stamp) },
    read: { response, _, session in Standing.answered(response, list, session) { _ in .accepted } })

  static let taking = Serve.Script(
    read: { (request, session, stamp) throws(Misread) in
      let opened = try Post.open(request, scope: scope, "notify", .answer(status: "", completed: nil), &session, stamp)
      return try read(opened.envelope, opened.oddities)
    },
    answer: { readings, replies, session, stamp in Standing.answer("on-notify", list, readings, replies, session, stamp) { _ in nil } },
    refuse: { why, _, session, stamp in Refusal.atOnce("on-notify", why, session, stamp) })

  static func read(_ envelope: Envelope, _ oddities: [String]) throws(Misread) -> [Reading] {
    guard let beneficiaries = envelope.message["enrolled_updates"]?["beneficiaries"]?.items, !beneficiaries.isEmpty else {
      throw Misread(.schema, at: "/message/enrolled_updates/beneficiaries", "a list of at least one beneficiary is required")
    }
    return beneficiaries.map { item in
      var message = Message(.enrolment, from: .mis, to: .ibr)
      message.facts[.personID] = Person.identifier(item["member"]?["member_identifier"] ?? item["group"]?["group_identifier"])
      message.facts[.programme] = Person.identifier(item["programme_identifier"])?.first?.value ?? item["programme_identifier"]?[0]?.spoken
      message.facts[.enrolmentState] = item["enrollment_status"]?.text.map(EnrolmentStatus.read)
      message.facts[.eventDate] = Person.date(item, "status_change_date", "enrollment_date")
      return Reading(message, .request, ids: envelope.ids + Records.addresses(envelope), oddities: oddities)
    }
  }
}
