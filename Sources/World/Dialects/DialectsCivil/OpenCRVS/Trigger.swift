import Documents
import Facts

/// The action trigger of 2.x: `POST /trigger/events/{event}/actions/{action}` with the event document and a token for that record.
enum Trigger {
  /// What is done to a record, and what it means.
  struct Action: Hashable, Sendable {
    let kind: MessageKind
    /// The fact `event.kind`.
    let word: String
    let event: String
    let name: String

    static let all: [Action] = [
      Action(kind: .birthRegistered, word: "live-birth", event: "birth", name: "REGISTER"),
      Action(kind: .birthNotified, word: "notified-birth", event: "birth", name: "NOTIFY"),
      Action(kind: .birthCancelled, word: "cancelled-birth", event: "birth", name: "ARCHIVE"),
      Action(kind: .deathRegistered, word: "death", event: "death", name: "REGISTER"),
      Action(kind: .deathCancelled, word: "cancelled-death", event: "death", name: "ARCHIVE"),
      Action(kind: .recordCorrected, word: "correction", event: "birth", name: "APPROVE_CORRECTION"),
      Action(kind: .recordCorrected, word: "correction", event: "death", name: "APPROVE_CORRECTION"),
    ]
    static func of(_ kind: MessageKind) -> Action? { all.first { $0.kind == kind } }
    static func of(_ event: String, _ name: String) -> Action? { all.first { $0.event == event && $0.name == name } }
    static let events = ["birth", "death"]
    static let names = [
      "CREATE", "NOTIFY", "DECLARE", "EDIT", "REGISTER", "REJECT", "ARCHIVE", "DUPLICATE_DETECTED", "MARK_AS_DUPLICATE",
      "MARK_AS_NOT_DUPLICATE", "PRINT_CERTIFICATE", "REQUEST_CORRECTION", "APPROVE_CORRECTION", "REJECT_CORRECTION", "READ", "ASSIGN",
      "UNASSIGN", "CUSTOM", "DELETE",
    ]
  }

  // MARK: telling

  static let telling = Tell.Script(
    "trigger", write: { (message, session, stamp) throws(Unsayable) in try write(message, session, stamp) },
    again: { request, message, session, stamp in
      // The same document; the token is new, because its time may be over.
      var next = request
      next.headers = Answers.headers + RecordToken.headers(for: record(message), message.fault, session, stamp)
      return next
    },
    read: { response, _, _ in Answers.read(response) })

  /// The document's id: the event's own, so that all that happens to one event has one id.
  private static func record(_ message: Message) -> String { message.facts[.eventID] ?? "" }

  static func write(_ message: Message, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    guard let action = Action.of(message.kind) else { throw Unsayable(message.kind) }
    try Faults.triggerCards.check(message)
    var message = message.spoiled
    message.facts[.eventID] = message.facts[.eventID] ?? stamp.id("record")
    var document = EventDocument.write(message, action, stamp)
    Faults.spoil(document: &document, message.fault)
    let body = session.shows("wraps-the-document") ? session.spelt(["event": document]) : session.spelt(document)
    let base = session.settings["at"] ?? "/trigger"
    return WireRequest(
      "POST", "\(base)/events/\(action.event)/actions/\(action.name)",
      headers: Answers.headers + RecordToken.headers(for: record(message), message.fault, session, stamp), body: body)
  }

  // MARK: hearing

  static let serving = Serve.Script(
    read: { (request, session, stamp) throws(Misread) in
      if !session.shows("trusts-everyone") {
        try RecordToken.check(request, record: try? EventDocument(parsing: request.body).id, session, stamp)
      }
      return try read(request, strictly: true)
    },
    answer: { readings, replies, session, _ in
      Answers.of(replies.first { $0.taken != .accepted } ?? .accepted, accepted: taken(readings, session))
    },
    refuse: { why, _, session, _ in Answers.refuse(why, accepted: taken([], session), session) })

  /// A registration is confirmed with its number; who has to ask a person first says 202.
  private static func taken(_ readings: [Reading], _ session: Session) -> WireResponse {
    if session.shows("answers-202") { return WireResponse(202) }
    let number = readings.first.flatMap { $0.message.facts[.childBRN] ?? $0.message.facts[.deathDRN] }
    return WireResponse(200, headers: Answers.headers, body: session.spelt(.object(of: [("registrationNumber", .text(number))])))
  }

  /// The event and the action that the path names.
  static func place(_ request: WireRequest) -> (event: String, action: String)? {
    let parts = request.path.split(separator: "/").map(String.init)
    guard parts.count >= 4, parts[parts.count - 4] == "events", parts[parts.count - 2] == "actions" else { return nil }
    return (parts[parts.count - 3], parts[parts.count - 1])
  }

  /// Strictly: refuses what breaks the schema; else gives what there is. An action that means nothing to a listener has no message.
  static func read(_ request: WireRequest, strictly: Bool) throws(Misread) -> [Reading] {
    guard let place = place(request), Action.names.contains(place.action) else { throw Misread(.unknown, at: "path", "it names no action") }
    guard Action.events.contains(place.event) else { throw Misread(.unknown, at: "path", "it names no vital event") }
    let document = try EventDocument(parsing: request.body)
    if strictly { try document.check(event: place.event) }
    guard let action = Action.of(place.event, place.action) else { return [] }
    // Taking back needs something to take back: an archived declaration was never a registration.
    if action.name == "ARCHIVE", document.registrationNumber == nil { return [] }
    let message = Message(action.kind, from: .crvs, to: .mis, facts: document.facts(action))
    return [Reading(message, .request, ids: document.ids, oddities: document.oddities(place.action))]
  }
}
