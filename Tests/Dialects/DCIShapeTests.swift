import DialectsDCI
import Documents
import Facts
import Testing

@Suite("DCI: shapes that are met in the field")
struct DCIShapeTests {
  static let header: JSON = [
    "message_id": "m-1", "message_ts": "2026-05-02T09:00:00+03:00", "action": "notify", "status": "succ", "sender_id": "crvs.example",
    "total_count": 1,
  ]
  static let record: JSON = [
    "identifier": [["identifier_type": "UIN", "identifier_value": "2987654326"], ["identifier_type": "DRN", "identifier_value": "D-1"]],
    "name": ["given_name": "Paulo", "surname": "Example"], "sex": "male", "birth_date": "1955-02-03", "death_date": "2026-05-01",
  ]
  static func event(_ type: JSON?, _ record: JSON = record) -> JSON {
    var data: JSON = ["reg_record_type": "Person", "reg_records": record]
    data["reg_event_type"] = type
    return ["transaction_id": "t-1", "notify_event": [["reference_id": "r-1", "timestamp": "2026-05-02T09:00:00Z", "data": data]]]
  }
  /// Serves a body as a MIS without signature or token, and gives what it delivered and answered.
  static func serve(_ body: [UInt8]) -> (delivered: [Message], status: Int, notes: [String]) {
    var session = Session(role: .mis, peer: .crvs, settings: Settings([("signature", "none"), ("auth", "none")]))
    let stamp = Stamp(wire: WireInstant(milliseconds: 0), today: Day(number: 0)) { $0 }
    guard var conversation = DCIRegistry(.civil).serve("notify") else { return ([], 0, []) }
    var effects = conversation.on(.received(WireRequest("POST", "/registry/notify", body: body)), &session, stamp)
    var (delivered, status, notes): ([Message], Int, [String]) = ([], 0, [])
    while !effects.isEmpty {
      switch effects.removeFirst() {
      case .deliver(let message):
        delivered.append(message)
        effects += conversation.on(.decided(.accepted), &session, stamp)
      case .respond(let response): status = response.status
      case .note(let name, _): notes.append(name)
      default: break
      }
    }
    return (delivered, status, notes)
  }
  static func serve(_ message: JSON, _ header: JSON = header) -> (delivered: [Message], status: Int, notes: [String]) {
    serve(JSON.object(["header": header, "message": message]).encoded())
  }

  @Test("The standard's shape, and nothing odd about it")
  func standard() {
    let served = Self.serve(Self.event("spdci-common:RegistryEventType:Death"))
    #expect(served.status == 202 && served.notes == [])
    let facts = served.delivered.first?.facts
    #expect(facts?[.eventKind] == "death" && facts?[.eventDate] == Day("2026-05-01") && facts?[.deathDRN] == "D-1")
    #expect(facts?[.personName] == "Paulo Example" && facts?[.personID]?[.uin] == "2987654326")
  }
  @Test(
    "Spellings of an event are read by their tail, and noted",
    arguments: [
      ("ns:org:RegistryType:death", "death"), ("DEATH", "death"), ("live_birth", "live-birth"), ("BIRTH", "live-birth"),
      ("http://example.org/events#Live-Birth", "live-birth"), ("ocrvs:event:marriage", "marriage"), ("Divorce", "divorce"),
    ])
  func spellings(_ type: String, _ word: String) {
    let served = Self.serve(Self.event(.string(type)))
    #expect(served.delivered.first?.facts[.eventKind] == word)
    #expect(served.notes == ["notify.event-type-spelling"])
  }
  @Test("Known deviations are taken, each with its name")
  func oddities() {
    let type: JSON = "spdci-common:RegistryEventType:Death"
    #expect(Self.serve(Self.event(type, .array([Self.record]))).notes == ["notify.records-as-list"])
    var single = Self.record
    single["identifier"] = ["identifier_type": "NationalID", "identifier_value": "2987654326"]
    let one = Self.serve(Self.event(type, single))
    #expect(one.notes == ["person.identifier-not-a-list"] && one.delivered.first?.facts[.personID]?[.uin] == "2987654326")
    let untyped = Self.serve(Self.event(nil))
    #expect(untyped.notes == ["notify.no-event-type"] && untyped.delivered.first?.kind == .deathRegistered)
    #expect(untyped.delivered.first?.facts[.eventKind] == nil, "what was guessed, the message has not said")
    var header = Self.header
    header["action"] = "search"
    header["total_count"] = "1"
    #expect(Self.serve(Self.event(type), header).notes == ["header.total-count-as-text", "header.wrong-action"])
  }
  @Test("The flat shape of one implementation, and the list of another")
  func otherShapes() {
    let flat: JSON = [
      "event_type": "DEATH", "event_date": "2026-05-01",
      "identifiers": [["type": "UIN", "value": "2987654326"], ["type": "DRN", "value": "D-1"]],
      "person": ["name": "Paulo Example", "birth_date": "1955-02-03"],
    ]
    let served = Self.serve(flat)
    #expect(served.notes.contains("notify.shape-openspp"))
    #expect(served.delivered.first?.facts[.eventDate] == Day("2026-05-01") && served.delivered.first?.facts[.deathDRN] == "D-1")
    let listed: JSON = [
      "transaction_id": "t",
      "notify_request": [["reference_id": "r", "data": ["event_type": "DEATH", "reg_record_type": "P", "reg_record": Self.record]]],
    ]
    #expect(Self.serve(listed).notes.contains("notify.shape-openimis"))
  }
  @Test(
    "What breaks the schema is refused with 400, whatever it is",
    arguments: [
      "", "{", "[]", "null", "{\"header\":1,\"message\":{}}", "{\"header\":{},\"message\":{}}", "{\"message\":{}}", "\u{0}",
      "{\"header\":{},\"message\":[]}",
    ])
  func broken(_ body: String) {
    let served = Self.serve(Array(body.utf8))
    #expect(served.status == 400 && served.delivered.isEmpty)
    let readings = DCIRegistry(.civil).view(
      "notify", WireRequest("POST", "/registry/notify", body: Array(body.utf8)), WireResponse(400), Session(role: .mis, peer: .crvs))
    #expect(readings.first?.oddities.first?.hasPrefix("unreadable.") == true && readings.first?.reply?.taken == .refused)
  }
  @Test("Header members of the standard are required", arguments: ["message_id", "message_ts", "action", "status"])
  func headerMembers(_ name: String) {
    var header = Self.header
    header[name] = nil
    #expect(Self.serve(Self.event("Death"), header).status == 400)
    header[name] = 7
    #expect(Self.serve(Self.event("Death"), header).status == 400)
  }
  @Test("A batch of events is delivered one by one")
  func batch() {
    var message = Self.event("spdci-common:RegistryEventType:Death")
    let item = message["notify_event"]?[0] ?? .null
    message["notify_event"] = .array([item, item])
    var header = Self.header
    header["total_count"] = 2
    let served = Self.serve(message, header)
    #expect(served.delivered.count == 2 && served.status == 202 && served.notes == [])
  }
  @Test(
    "Only an acknowledgement acknowledges",
    arguments: [
      (200, "{\"message\":{\"ack_status\":\"ACK\"}}", Reply.Taken.accepted), (202, "{\"message\":{\"ack_status\":\"ACK\"}}", .accepted),
      (200, "{\"message\":{\"ack_status\":\"NACK\",\"error\":{\"code\":\"rjct.message_id.duplicate\"}}}", .refusedAsDuplicate),
      (200, "{\"message\":{\"ack_status\":\"ERR\",\"error\":{\"code\":\"err.request.bad\"}}}", .refused),
      (200, "", .failed), (200, "{}", .failed), (302, "", .failed), (404, "", .refused),
      (401, "{\"errors\":[{\"code\":\"err.unauthorized\"}]}", .refused),
      (500, "{\"message\":{\"ack_status\":\"ACK\"}}", .failed),
    ])
  func acknowledgements(_ status: Int, _ body: String, _ taken: Reply.Taken) {
    let request = WireRequest(
      "POST", "/registry/notify", body: JSON.object(["header": Self.header, "message": Self.event("Death")]).encoded())
    let readings = DCIRegistry(.civil).view(
      "notify", request, WireResponse(status, body: Array(body.utf8)), Session(role: .crvs, peer: .mis))
    #expect(readings.first?.reply?.taken == taken)
  }
  @Test("DCI has no word for a birth that is only notified, or cancelled", arguments: [MessageKind.birthNotified, .birthCancelled])
  func unspoken(_ kind: MessageKind) {
    #expect(DCIRegistry(.civil).speak(kind, from: .crvs) == nil)
    #expect(!DCIRegistry(.civil).card.carries(kind, fact: "event.kind"))
  }
  @Test("Operations have names of their own, and a conversation each")
  func operations() {
    let dialect = DCIRegistry(.civil)
    #expect(Set(dialect.operations.map(\.name)).count == dialect.operations.count)
    for operation in dialect.operations { #expect(dialect.serve(operation.name) != nil, "\(operation.name)") }
    #expect(dialect.serve("unheard-of") == nil)
  }
}
