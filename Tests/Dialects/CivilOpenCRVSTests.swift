import DialectsCivil
import Documents
import Facts
import Synchronization
import Testing

final class Counter: Sendable {
  private let value = Atomic<Int>(0)
  var next: Int { value.add(1, ordering: .relaxed).newValue }
}

/// The messages that a civil registry says, with all their facts.
enum CivilSaid {
  static func message(_ kind: MessageKind) -> Message {
    var facts = Facts()
    let word =
      switch kind {
      case .birthRegistered: "live-birth"
      case .birthNotified: "notified-birth"
      case .birthCancelled: "cancelled-birth"
      case .deathRegistered: "death"
      case .deathCancelled: "cancelled-death"
      default: "correction"
      }
    facts[.eventKind] = word
    facts[.eventID] = "0b8d11aa-2222-4333-8444-555566667777"
    facts[.eventDate] = Day("2026-11-20")
    facts[.registrationDate] = Day("2026-11-22")
    switch kind {
    case .birthRegistered, .birthCancelled, .birthNotified:
      facts[.childName] = "Ana María da Silva"
      facts[.childSex] = "female"
      facts[.motherID] = [Identifier(.uin, "2987654326"), Identifier(.brn, "B-1999-00000007")]
      facts[.motherName] = "Bitumi O'Neil"
      facts[.motherBirthDate] = Day("1999-02-28")
      facts[.fatherID] = [Identifier(.functional, "FN-77")]
      facts[.childID] = [Identifier(.brn, "B-2026-00000042")]
      facts[.childBRN] = "B-2026-00000042"
      if kind == .birthNotified { (facts[.childID], facts[.childBRN], facts[.registrationDate]) = (nil, nil, nil) }
    default:
      facts[.personID] = [Identifier(.uin, "2987654326"), Identifier(.brn, "B-1955-00000007")]
      facts[.personName] = "Olu"
      facts[.personSex] = "male"
      facts[.personBirthDate] = Day("1955-01-31")
      if kind == .deathRegistered || kind == .deathCancelled { facts[.deathDRN] = "D-2026-00000003" }
      if kind == .recordCorrected {
        facts[.eventDate] = Day("2026-11-22")
        // As after an adoption.
        (facts[.motherID], facts[.motherName]) = ([Identifier(.uin, "2987654327")], "Bitumi O'Neil")
      }
    }
    return Message(kind, from: .crvs, to: .mis, facts: facts)
  }
  static func sorted(_ facts: Facts) -> [Facts.Entry] { facts.entries.sorted { $0.name < $1.name } }
}

@Suite("OpenCRVS 1.x: webhooks")
struct CivilWebhookTests {
  static let kinds: [MessageKind] = [.birthRegistered, .deathRegistered, .recordCorrected]

  @Test("What is said is heard, fact by fact", arguments: kinds)
  func roundTrip(kind: MessageKind) throws {
    var pair = CivilPair(.webhooks)
    let said = CivilSaid.message(kind)
    #expect(pair.say(said) == .accepted)
    let heard = try #require(pair.told.first)
    #expect(heard.kind == kind && CivilSaid.sorted(heard.facts) == CivilSaid.sorted(said.facts))
    #expect(pair.view("event").map(\.message) == [heard] && pair.view("event").first?.reply == .accepted)
    let carried = try #require(pair.dialect.card.carries.first { $0.kind == kind })
    #expect(Set(heard.facts.entries.map(\.name)).isSubset(of: carried.facts))
  }

  @Test("A subscription has a token, a challenge for each topic, and a list of its ids")
  func subscribe() throws {
    var pair = CivilPair(.webhooks)
    let answer = pair.subscribe("birth-registered death-registered")
    let reply = try #require(answer)
    #expect(pair.operations == ["token", "challenge", "subscribe", "challenge", "subscribe", "webhooks"])
    #expect(reply.taken == .accepted && reply.facts[.subscriptionCode]?.split(separator: " ").count == 2)
    #expect(pair.told.map { $0.facts[.wanted] } == ["birth-registered", "death-registered"])
    #expect(pair.exchanges.first { $0.operation == "subscribe" }?.response == WireResponse(202))
    #expect(pair.view("subscribe").first?.reply == .accepted)
    #expect(pair.say(CivilSaid.message(.birthRegistered)) == .accepted)
    #expect(pair.body("event")?["id"]?.text == reply.facts[.subscriptionCode]?.split(separator: " ").first.map(String.init))
    #expect(pair.last("event")?.request.target == "/webhooks")
  }

  @Test("The signature is HMAC over the encoded text, as published vectors have it")
  func signature() throws {
    var pair = CivilPair(.webhooks)
    _ = pair.say(CivilSaid.message(.birthRegistered))
    let header = try #require(pair.last("event")?.request.headers["X-Hub-Signature"])
    #expect(header.hasPrefix("sha256=") && header.utf8.count == 71)
    pair.tamper = { operation, request in if operation == "event" { request.body.append(0x20) } }
    #expect(pair.say(CivilSaid.message(.birthRegistered)) == .refused("untrusted"))
  }

  @Test("A subscription that is not wanted, not allowed or not known is denied in OpenCRVS's words")
  func denied() throws {
    var pair = CivilPair(.webhooks)
    pair.tamper = { operation, request in if operation == "token" { request.body = Array("grant_type=password".utf8) } }
    #expect(pair.subscribe("birth-registered")?.reason == "untrusted")
    var other = CivilPair(.webhooks, deviations: ["echoes-challenge-as-text"])
    #expect(other.subscribe("birth-registered")?.reason == "callback-check-failed")
    #expect(other.last("subscribe")?.response.status == 400)
    var secret = CivilPair(.webhooks)
    secret.sessions[.crvs]?.settings["secret"] = "another"
    #expect(secret.subscribe("birth-registered")?.reason == "hub.secret is incorrect")
    var topic = CivilPair(.webhooks)
    topic.tamper = { operation, request in
      if operation == "subscribe" {
        request.body = Array(String(decoding: request.body, as: UTF8.self).replacing("BIRTH_", with: "CIRCUS_").utf8)
      }
    }
    #expect(topic.subscribe("birth-registered")?.reason == "unknown-event")
    #expect(pair.subscribe("birth-cancelled")?.taken == .failed)
    var refused = CivilPair(.webhooks)
    refused.decide = { _ in .refused("not-now") }
    #expect(refused.subscribe("birth-registered")?.reason == "not-now")
  }

  @Test("Nobody confirms what they did not ask for, and a removed webhook is gone")
  func unasked() throws {
    var pair = CivilPair(.webhooks)
    let stranger = WireRequest("GET", "/webhooks?mode=subscribe&challenge=x&topic=BIRTH_REGISTERED")
    #expect(pair.serve(stranger, "challenge", by: .mis).status == 404)
    #expect(pair.serve(WireRequest("GET", "/webhooks"), "webhooks", by: .crvs).status == 401)
    let subscribed = pair.subscribe("birth-registered")
    let code = try #require(subscribed?.facts[.subscriptionCode])
    let bearer = try #require(pair.last("webhooks")?.request.headers.first { $0.name == "Authorization" })
    #expect(pair.serve(WireRequest("DELETE", "/webhooks/\(code)", headers: [bearer]), "unsubscribe", by: .crvs).status == 204)
    #expect(pair.serve(WireRequest("DELETE", "/webhooks/\(code)", headers: [bearer]), "unsubscribe", by: .crvs).status == 404)
  }

  @Test("Every fault is refused, tells the register nothing, and shows nobody", arguments: CivilFaults.ofWire(.webhooks))
  func faults(fault: FaultName) throws {
    try CivilFaults.check(fault, .webhooks, "event")
  }

  @Test("What 1.x has no word for is not said")
  func unsayable() {
    for kind in [MessageKind.birthNotified, .birthCancelled, .marriageRegistered] {
      #expect(OpenCRVS(.webhooks).speak(kind, from: .crvs) == nil)
    }
    var pair = CivilPair(.webhooks)
    var odd = CivilSaid.message(.birthRegistered)
    odd.fault = "expired-token"
    #expect(pair.say(odd)?.taken == .failed && pair.told.isEmpty)
  }

  @Test("A bundle is read as it is met in the field: by related persons, names in lists, types as text, the number at the child")
  func field() throws {
    let patient: JSON = [
      "resourceType": "Patient", "id": "c", "birthDate": "2026-11-20", "gender": "male",
      "name": [["family": ["Tembo"], "given": ["Jo", "B"]]],
      "identifier": [["type": ["coding": [["code": "BIRTH_REGISTRATION_NUMBER"]]], "value": "2026B1"]],
    ]
    let mother: JSON = ["resourceType": "Patient", "id": "m", "identifier": [["type": "NATIONAL_ID", "value": "7"]]]
    let related: JSON = [
      "resourceType": "RelatedPerson", "id": "r", "relationship": ["coding": [["code": "MOTHER"]]], "patient": ["reference": "Patient/m"],
    ]
    let entries: [JSON] = [patient, related, mother].map { ["resource": $0] }
    let bundle: JSON = ["resourceType": "Bundle", "entry": .array(entries)]
    let event: JSON = ["hub": ["topic": "BIRTH_REGISTERED"], "context": [bundle]]
    let body: JSON = ["id": "w", "timestamp": "2026-11-23T10:00:00.000Z", "event": event]
    let request = WireRequest("POST", "/webhooks", body: body.encoded())
    let session = Session(role: .mis, peer: .crvs)
    let reading = try #require(OpenCRVS(.webhooks).view("event", request, WireResponse(204), session).first)
    #expect(reading.message.facts[.childBRN] == "2026B1" && reading.message.facts[.childName] == "Jo B Tembo")
    #expect(reading.message.facts[.motherID] == [Identifier(.uin, "7")])
    #expect(reading.oddities.contains("opencrvs.no-task") && reading.oddities.contains("opencrvs.identifier-type-as-text"))
  }
}

@Suite("OpenCRVS 2.x: action triggers")
struct CivilTriggerTests {
  static let kinds: [MessageKind] = [
    .birthRegistered, .birthNotified, .birthCancelled, .deathRegistered, .deathCancelled, .recordCorrected,
  ]

  @Test("What is said is heard, fact by fact", arguments: kinds)
  func roundTrip(kind: MessageKind) throws {
    var pair = CivilPair(.triggers)
    let said = CivilSaid.message(kind)
    #expect(pair.say(said) == .accepted)
    let heard = try #require(pair.told.first)
    var expected = said.facts
    if kind == .recordCorrected { expected[.personID] = said.facts[.personID] }
    #expect(heard.kind == kind && CivilSaid.sorted(heard.facts) == CivilSaid.sorted(expected))
    #expect(pair.view("trigger").map(\.message) == [heard])
    let carried = try #require(pair.dialect.card.carries.first { $0.kind == kind })
    #expect(Set(heard.facts.entries.map(\.name)).isSubset(of: carried.facts))
  }

  @Test("The path names event and action, the answer the number; the key is fetched once")
  func shape() throws {
    var pair = CivilPair(.triggers)
    _ = pair.say(CivilSaid.message(.birthRegistered))
    _ = pair.say(CivilSaid.message(.deathRegistered))
    #expect(pair.operations == ["public-key", "trigger", "trigger"])
    #expect(pair.last("trigger")?.request.path == "/trigger/events/death/actions/REGISTER")
    let answer = try JSON(parsing: try #require(pair.last("trigger")).response.body)
    #expect(answer["registrationNumber"]?.text == "D-2026-00000003")
    let last = pair.body("trigger")?["actions"]?.items?.last
    #expect(last?["type"]?.text == "REGISTER" && last?["status"]?.text == "Requested")
    #expect(pair.body("trigger")?["id"]?.text == CivilSaid.message(.deathRegistered).facts[.eventID])
  }

  @Test("There is nothing to subscribe to: it is configured")
  func configured() {
    var pair = CivilPair(.triggers)
    #expect(pair.subscribe("birth-registered birth-cancelled")?.taken == .accepted && pair.exchanges.isEmpty)
  }

  @Test("200 and 202 are a yes, 400 is a no, whatever else is a fault")
  func answers() throws {
    var pair = CivilPair(.triggers)
    for (reply, status) in [
      (Reply.accepted, 200), (.refused("unknown-person"), 400), (Reply(.refusedAsDuplicate), 400),
      (Reply(.failed, reason: "unavailable"), 503),
    ] {
      pair.decide = { _ in reply }
      let said = pair.say(CivilSaid.message(.birthRegistered))
      #expect(said?.taken == reply.taken && pair.last("trigger")?.response.status == status)
    }
    var slow = CivilPair(.triggers, deviations: ["answers-202"])
    #expect(slow.say(CivilSaid.message(.birthRegistered)) == .accepted && slow.last("trigger")?.response.status == 202)
  }

  @Test("Every fault is refused, tells the register nothing, and shows nobody", arguments: CivilFaults.ofWire(.triggers))
  func faults(fault: FaultName) throws {
    try CivilFaults.check(fault, .triggers, "trigger")
  }

  @Test(
    "An archived declaration that never was a registration takes nothing back", arguments: [MessageKind.birthCancelled, .deathCancelled])
  func archived(kind: MessageKind) throws {
    var pair = CivilPair(.triggers)
    var said = CivilSaid.message(kind)
    (said.facts[.childBRN], said.facts[.deathDRN]) = (nil, nil)
    #expect(pair.say(said) == .accepted && pair.told.isEmpty)
  }

  @Test("An action that means nothing to a listener is taken and changes nothing")
  func other() throws {
    var pair = CivilPair(.triggers, deviations: ["trusts-everyone"])
    let action: JSON = ["type": "PRINT_CERTIFICATE", "declaration": [:]]
    let document: JSON = ["id": "e", "type": "birth", "actions": [action]]
    let print = WireRequest("POST", "/trigger/events/birth/actions/PRINT_CERTIFICATE", body: document.encoded())
    #expect(pair.serve(print, "trigger", by: .mis).status == 200 && pair.told.isEmpty)
    let unknown = WireRequest("POST", "/trigger/events/birth/actions/CROWN", body: document.encoded())
    #expect(pair.serve(unknown, "trigger", by: .mis).status == 400)
  }
}

@Suite("OpenCRVS otherwise")
struct CivilOtherwiseTests {
  static let right: [(OpenCRVS.Generation, String)] = [
    (.webhooks, "extra-fields"), (.webhooks, "other-member-order"), (.webhooks, "answers-202"), (.webhooks, "skips-challenge"),
    (.triggers, "extra-fields"), (.triggers, "other-member-order"), (.triggers, "wraps-the-document"),
  ]
  @Test("Right, and unlike the rest: everything is heard all the same", arguments: right)
  func twists(generation: OpenCRVS.Generation, twist: String) throws {
    var pair = CivilPair(generation, deviations: [twist])
    #expect(pair.subscribe("birth-registered")?.taken == .accepted)
    let said = CivilSaid.message(.birthRegistered)
    #expect(pair.say(said) == .accepted)
    #expect(pair.told.last.map { CivilSaid.sorted($0.facts) } == CivilSaid.sorted(said.facts))
  }

  @Test("Each event once more", arguments: [OpenCRVS.Generation.webhooks, .triggers])
  func twice(generation: OpenCRVS.Generation) {
    var pair = CivilPair(generation, deviations: ["notifies-twice"])
    _ = pair.say(CivilSaid.message(.deathRegistered))
    #expect(pair.told.count == 2 && pair.told.first == pair.told.last)
  }

  @Test("Wrong on purpose")
  func defects() throws {
    var raw = CivilPair(.webhooks, deviations: ["signs-raw-body"])
    #expect(raw.say(CivilSaid.message(.birthRegistered)) == .refused("untrusted"))
    for generation in [OpenCRVS.Generation.webhooks, .triggers] {
      var naive = CivilPair(generation, deviations: ["trusts-everyone"])
      var forged = CivilSaid.message(.birthRegistered)
      forged.fault = generation == .webhooks ? "unsigned" : "no-token"
      #expect(naive.say(forged) == .accepted && naive.told.count == 1)
      var broken = CivilSaid.message(.birthRegistered)
      broken.fault = "wrong-type"
      var lenient = CivilPair(generation, deviations: ["takes-broken-messages"])
      #expect(lenient.say(broken) == .accepted)
      var brittle = CivilPair(generation, deviations: ["fails-on-bad-input"])
      #expect(brittle.say(broken)?.taken == .failed)
    }
    #expect(OpenCRVS(.webhooks).deviations.filter(\.isDefect).count >= 5)
  }
}

enum CivilFaults {
  /// Those that only a register could see are no fault of the wire.
  static func ofWire(_ generation: OpenCRVS.Generation) -> [FaultName] {
    OpenCRVS(generation).card.faults.filter { $0.group != .content }.map(\.name)
  }

  static func check(_ fault: FaultName, _ generation: OpenCRVS.Generation, _ operation: OperationName) throws {
    let card = try #require(OpenCRVS(generation).card.faults.first { $0.name == fault })
    for kind in card.kinds {
      var pair = CivilPair(generation)
      var message = CivilSaid.message(kind)
      message.fault = fault
      let said = pair.say(message)
      let reply = try #require(said)
      #expect(reply.taken == .refused && pair.told.isEmpty)
      if card.group == .security {
        #expect(["untrusted", "forbidden"].contains(reply.reason))
      } else {
        #expect(reply.reason == "breaks-schema")
      }
      let answer = String(decoding: try #require(pair.last(operation)).response.body, as: UTF8.self)
      for secret in ["2987654326", "Silva", "B-2026-00000042"] { #expect(!answer.contains(secret)) }
      message.fault = nil
      #expect(pair.say(message) == .accepted)
    }
  }
}
