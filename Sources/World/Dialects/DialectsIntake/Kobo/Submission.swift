import Documents
import Facts
import Signatures

/// One submission on the wire: metadata with a leading underscore, answers as `group/question`.
enum Submission {
  static let path = "/kobo"
  private static let headers = [HeaderField("Content-Type", "application/json")]

  // MARK: the form server

  static let telling = Tell.Script(
    "submission", write: { (message, session, stamp) throws(Unsayable) in try write(message, session, stamp) },
    read: { response, _, _ in answer(response) })

  static func write(_ message: Message, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    try KoboFaults.cards.check(message)
    let form = KoboForm(session)
    guard var body = json(message, form, at: stamp.wire) else {
      throw Unsayable(message.kind, facts: ["submission.id", "programme"])
    }
    KoboFaults.spoil(&body, message.fault, form)
    return WireRequest(
      "POST", session.settings["at"] ?? path, headers: headers + credentials(message.fault, session), body: body.encoded())
  }

  private static let photo = "applicant.jpg"

  /// One submission; nil where it has no name or asks for nothing.
  static func json(_ message: Message, _ form: KoboForm, at wire: WireInstant) -> JSON? {
    let facts = message.facts
    guard let id = facts[.submissionID], let programme = facts[.programme] else { return nil }
    var body: JSON = [
      "_uuid": .string(id), "meta/instanceID": .string("uuid:\(id)"), "_xform_id_string": .string(form.name),
      "__version__": .string(form.version), "_submission_time": .string(facts[.eventDate].map { "\($0)T09:00:00" } ?? "\(wire)"),
      "_status": "submitted_via_web",
    ]
    body["_attachments"] = .array(facts[.attachmentsMissing] == 0 ? [["filename": .string("forms/attachments/\(photo)")]] : [])
    body["_geolocation"] = .array(facts[.place].map { $0.split(separator: " ").map { .number(String($0)) } } ?? [.null, .null])
    body["end"] = facts[.filledDate].map { .string("\($0)T08:55:00.000+00:00") }
    body[form[.attachmentsMissing]] = facts[.attachmentsMissing].map { _ in .string(photo) }
    if !message.lines.isEmpty {
      body[form.roster] = .array(
        message.lines.map { line in
          var member: JSON = [:]
          member[form[ofRoster: .personName]] = line[.personName].map { .string($0) }
          member[form[ofRoster: .personSex]] = line[.personSex].map { .string($0) }
          member[form[ofRoster: .personBirthDate]] = line[.personBirthDate].map { .string($0.description) }
          return member
        })
    }
    body["meta/deprecatedID"] = facts[.submissionReplaces].map { .string("uuid:\($0)") }
    body[form[.programme]] = .string(programme)
    body[form[.personID]] = facts[.personID]?.first.map { .string($0.value) }
    body[form[.personName]] = facts[.personName].map { .string($0) }
    body[form[.personSex]] = facts[.personSex].map { .string($0) }
    body[form[.personBirthDate]] = facts[.personBirthDate].map { .string($0.description) }
    body[form[.groupSize]] = facts[.groupSize].map { .string("\($0)") }
    body[form[.consent]] = facts[.consent].map { .string($0 ? "yes" : "no") }
    return body
  }

  private static func credentials(_ fault: FaultName?, _ session: Session) -> [HeaderField] {
    guard fault != KoboFaults.noCredentials else { return [] }
    let password = fault == KoboFaults.wrongPassword ? "of-nobody" : session.settings["password"] ?? "secret-of-\(session.role)"
    let pair = Array("\(session.settings["user"] ?? "forms"):\(password)".utf8)
    return [HeaderField("Authorization", "Basic \(Base64.standard.encode(pair))")]
  }

  /// Any 2xx is a yes; the body is nobody's.
  static func answer(_ response: WireResponse) -> Reply {
    switch response.status {
    case 200..<300: .accepted
    case 409: Reply(.refusedAsDuplicate)
    case 401, 403: .refused("untrusted")
    case 500...: .failed(response)
    default: .refused((try? JSON(parsing: response.body))?["error"]?.text ?? "unsaid")
    }
  }

  // MARK: the programme

  static let serving = Serve.Script(
    read: { (request, session, _) throws(Misread) in
      try check(request, session)
      return [try read(request, strictly: true, session)]
    },
    answer: { _, replies, session, _ in
      let reply = replies.first ?? .accepted
      switch reply.taken {
      case .accepted: return said(session.shows("answers-200") ? 200 : 201, "status", "taken")
      case .refusedAsDuplicate: return said(409, "error", "duplicate")
      case .failed: return said(503, "error", "unavailable")
      default: return said(400, "error", reply.reason ?? "refused")
      }
    },
    refuse: { why, request, session, _ in
      switch why.kind {
      case _ where session.shows("echoes-what-it-refuses"):
        return said(why.kind == .token ? 401 : 400, "error", String(decoding: request.body.prefix(1 << 12), as: UTF8.self))
      case .token: return said(401, "error", "untrusted")
      case _ where session.shows("fails-on-bad-input"): return said(500, "error", "fault")
      case _ where session.shows("takes-broken-messages"): return said(201, "status", "taken")
      default: return said(400, "error", "\(why.place): \(why.why)")
      }
    })

  private static func said(_ status: Int, _ name: String, _ word: String) -> WireResponse {
    WireResponse(status, headers: headers, body: JSON.object(Members([Member(name, .string(word))])).encoded())
  }

  private static func check(_ request: WireRequest, _ session: Session) throws(Misread) {
    let user = session.settings["accepts-user"] ?? "forms"
    let password = session.settings["accepts-password"] ?? "secret-of-\(session.peer)"
    let wanted = "Basic \(Base64.standard.encode(Array("\(user):\(password)".utf8)))"
    let shown = request.headers["Authorization"] ?? ""
    guard ConstantTime.equal(shown, wanted) || session.shows("trusts-everyone") else {
      throw Misread(.token, at: "Authorization", "credentials are required")
    }
  }

  /// Strictly: refuses what breaks the form; else gives what there is.
  static func read(_ request: WireRequest, strictly: Bool, _ session: Session) throws(Misread) -> Reading {
    let body: JSON
    do throws(JSONRefusal) { body = try JSON(parsing: request.body) } catch { throw Misread(.syntax, at: "", error.description) }
    return try read(body, strictly: strictly, session)
  }

  private static func bare(_ uuid: JSON?) -> String? { (uuid?.text).map { $0.hasPrefix("uuid:") ? String($0.dropFirst(5)) : $0 } }

  static func read(_ body: JSON, strictly: Bool, _ session: Session) throws(Misread) -> Reading {
    guard body.members != nil else { throw Misread(.schema, at: "", "it must be an object") }
    let form = KoboForm(session)
    let id = bare(body["meta/instanceID"] ?? body["_uuid"])
    let born = body[form[.personBirthDate]]?.text
    let consent = body[form[.consent]]?.text
    if strictly {
      guard let id, !id.isEmpty else { throw Misread(.schema, at: "/meta~1instanceID", "it is required") }
      guard body["_xform_id_string"]?.text == form.name || session.shows("takes-test-forms") else {
        throw Misread(.schema, at: "/_xform_id_string", "it is another form")
      }
      guard body["__version__"]?.text == form.version else { throw Misread(.schema, at: "/__version__", "it is no version of this form") }
      if let born, Day(born) == nil { throw Misread(.schema, at: "/\(form[.personBirthDate])", "it must be a day") }
      if let consent, !["yes", "no"].contains(consent) { throw Misread(.schema, at: "/\(form[.consent])", "it must be yes or no") }
    }
    var facts = Facts()
    facts[.submissionID] = id
    facts[.submissionReplaces] = bare(body["meta/deprecatedID"])
    facts[.formVersion] = body["__version__"]?.text
    facts[.eventDate] = body["_submission_time"]?.text.flatMap { Day($0.prefix(10)) }
    facts[.programme] = body[form[.programme]]?.text
    facts[.personID] = body[form[.personID]]?.text.map { [Identifier(.uin, $0)] }
    facts[.personName] = body[form[.personName]]?.text
    facts[.personSex] = body[form[.personSex]]?.text
    facts[.personBirthDate] = born.flatMap { Day($0) }
    facts[.groupSize] = (body[form[.groupSize]]?.text).flatMap { Int($0) } ?? body[form[.groupSize]]?.decimal?.int
    facts[.consent] = consent.map { $0 == "yes" }
    facts[.attachmentsMissing] = missing(body, form)
    if let items = body["_geolocation"]?.items, let latitude = items.first?.decimal, let longitude = items.last?.decimal {
      facts[.place] = "\(latitude.text) \(longitude.text)"
    }
    facts[.filledDate] = body["end"]?.text.flatMap { Day($0.prefix(10)) }
    let message = Message(.application, from: .intake, to: .mis, facts: facts, lines: roster(body, form))
    return Reading(message, .request, ids: [("message", id ?? "")])
  }

  /// How many of the files that the answers name have not come with them; nil where they name none.
  private static func missing(_ body: JSON, _ form: KoboForm) -> Int? {
    guard let named = body[form[.attachmentsMissing]]?.text, !named.isEmpty else { return nil }
    let there = (body["_attachments"]?.items ?? []).compactMap { ($0["media_file_basename"] ?? $0["filename"])?.text }
    return there.contains { $0.split(separator: "/").last.map(String.init) == named } ? 0 : 1
  }

  private static func roster(_ body: JSON, _ form: KoboForm) -> Rows {
    Rows(
      (body[form.roster]?.items ?? []).map { item in
        var line = Facts()
        line[.personName] = item[form[ofRoster: .personName]]?.text
        line[.personSex] = item[form[ofRoster: .personSex]]?.text
        line[.personBirthDate] = item[form[ofRoster: .personBirthDate]]?.text.flatMap { Day($0) }
        return line
      })
  }
}
