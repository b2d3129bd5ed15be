import Documents
import Facts
import Signatures

/// The event of 1.x: `{timestamp, id, event: {hub: {topic}, context: [bundle]}}`, signed in `X-Hub-Signature`.
enum Webhook {
  static let path = "/webhooks"

  /// What can be subscribed to.
  enum Topic: String, CaseIterable {
    case birthRegistered = "BIRTH_REGISTERED"
    case deathRegistered = "DEATH_REGISTERED"
    case birthCertified = "BIRTH_CERTIFIED"
    case deathCertified = "DEATH_CERTIFIED"
    case birthCorrected = "BIRTH_CORRECTED"
    case deathCorrected = "DEATH_CORRECTED"

    /// nil: certificates are of no interest to anybody here.
    var kind: MessageKind? {
      switch self {
      case .birthRegistered: .birthRegistered
      case .deathRegistered: .deathRegistered
      case .birthCorrected, .deathCorrected: .recordCorrected
      case .birthCertified, .deathCertified: nil
      }
    }
    /// A correction is told of the birth record: nobody here corrects deaths.
    static func of(_ kind: MessageKind) -> Topic? { allCases.first { $0.kind == kind } }
  }

  static func secret(_ session: Session) -> String { session.settings["secret"] ?? "sha-secret-of-the-subscriber" }

  // MARK: telling

  static let telling = Tell.Script(
    "event", write: { (message, session, stamp) throws(Unsayable) in try write(message, session, stamp) },
    read: { response, _, _ in Answers.read(response) })

  static func write(_ message: Message, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    guard let topic = Topic.of(message.kind) else { throw Unsayable(message.kind) }
    try Faults.webhookCards.check(message)
    let subscription = session[Subscriptions.self].last { $0.topic == topic.rawValue }
    var payload: JSON = [
      "timestamp": .string(stamp.wire.description), "id": .string(subscription?.id ?? stamp.id("webhook")),
      "event": ["hub": ["topic": .string(topic.rawValue)], "context": [Bundle.write(message.spoiled, stamp)]],
    ]
    Faults.spoil(webhook: &payload, message.fault)
    let body = session.spelt(payload)
    let target = subscription.map { session.target(of: $0.callback) } ?? session.settings["at"] ?? path
    return WireRequest("POST", target, headers: Answers.headers + signature(body, message.fault, subscription, session), body: body)
  }

  private static func signature(_ body: [UInt8], _ fault: FaultName?, _ subscription: Subscription?, _ session: Session) -> [HeaderField] {
    let key = fault == Faults.unknownSecret ? "a-secret-of-nobody" : subscription?.secret ?? secret(session)
    let signed = fault == Faults.badSignature ? body + [0x20] : body
    let form: HubSignature.Form = session.shows("signs-raw-body") ? .mosip : .opencrvs
    return fault == Faults.unsigned ? [] : [HeaderField("X-Hub-Signature", HubSignature(form, secret: key).sign(signed))]
  }

  // MARK: hearing

  static let serving = Serve.Script(
    read: { (request, session, stamp) throws(Misread) in
      if !session.shows("trusts-everyone") { try verify(request, session) }
      return try read(request, strictly: true)
    },
    answer: { _, replies, session, _ in Answers.of(replies.first { $0.taken != .accepted } ?? .accepted, accepted: taken(session)) },
    refuse: { why, _, session, _ in Answers.refuse(why, accepted: taken(session), session) })

  private static func taken(_ session: Session) -> WireResponse {
    WireResponse(session.shows("answers-202") ? 202 : 200, headers: Answers.headers, body: session.spelt(["received": true]))
  }

  private static func verify(_ request: WireRequest, _ session: Session) throws(Misread) {
    guard let header = request.headers["X-Hub-Signature"] else { throw Misread(.signature, at: "X-Hub-Signature", "it is required") }
    do throws(SignatureRefusal) {
      try HubSignature(.opencrvs, secret: secret(session)).verify(header, of: request.body)
    } catch { throw Misread(.signature, at: "X-Hub-Signature", "the signature does not hold") }
  }

  /// Strictly: refuses what breaks the schema; else gives what there is.
  static func read(_ request: WireRequest, strictly: Bool) throws(Misread) -> [Reading] {
    let payload: JSON
    do throws(JSONRefusal) { payload = try JSON(parsing: request.body) } catch { throw Misread(.syntax, at: "", error.description) }
    guard payload.members != nil else { throw Misread(.schema, at: "", "the body must be an object") }
    if strictly {
      guard payload["id"]?.text?.isEmpty == false else { throw Misread(.schema, at: "/id", "the id of the webhook is required") }
      guard payload["timestamp"]?.text.flatMap({ WireInstant($0) }) != nil else {
        throw Misread(.schema, at: "/timestamp", "it must be a date-time")
      }
    }
    guard let topic = payload["event"]?["hub"]?["topic"]?.text.flatMap({ Topic(rawValue: $0) }) else {
      throw Misread(.schema, at: "/event/hub/topic", "it must be one of \(Topic.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    guard let context = payload["event"]?["context"]?.items, !context.isEmpty else {
      throw Misread(.schema, at: "/event/context", "a list with the bundle of the record is required")
    }
    guard let kind = topic.kind else { return [] }
    var all: [Reading] = []
    for (place, json) in context.enumerated() {
      guard let bundle = Bundle(json) else {
        throw Misread(.schema, at: "/event/context/\(place)", "it must be a FHIR Bundle with entries")
      }
      var odd: [String] = []
      let message = Message(kind, from: .crvs, to: .mis, facts: bundle.facts(kind, &odd))
      let says = message.facts
      if strictly, says[.personID] == nil, says[.childID] == nil, says[.childName] == nil, says[.personName] == nil {
        throw Misread(.schema, at: "/event/context/\(place)/entry", "it holds no person")
      }
      all.append(Reading(message, .request, ids: [("message", message.facts[.eventID] ?? "")], oddities: odd))
    }
    return all
  }
}
