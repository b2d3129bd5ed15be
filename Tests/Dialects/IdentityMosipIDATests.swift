import DialectsIdentity
import Documents
import Facts
import Foundation
import Signatures
import Testing

/// Both faces of the dialect against each other, without a socket.
private struct IDAPair {
  let dialect = MosipIDA()
  var client: Session
  var server: Session
  let stamp: Stamp

  init(settings: Settings = Settings(), at milliseconds: Int64 = 1_780_000_000_123) throws {
    func pem(_ name: String) -> String? {
      let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      return try? String(contentsOf: home.appending(path: "mocks/identity/\(name).pem"), encoding: .utf8)
    }
    client = Session(role: .mis, peer: .id, settings: settings)
    client[IDAKeys.self] = try IDAKeys(for: .mis, pem: pem)
    server = Session(role: .id, peer: .mis, settings: settings)
    server[IDAKeys.self] = try IDAKeys(for: .id, pem: pem)
    let wire = WireInstant(milliseconds: milliseconds)
    stamp = Stamp(wire: wire, today: wire.day) { "\($0)-1" }
  }

  mutating func request(_ message: Message) throws -> WireRequest {
    var conversation = try #require(dialect.speak(.verify, from: .mis))
    guard case .send(let request, _)? = conversation.on(.begin(message), &client, stamp).first else {
      Issue.record("nothing was sent")
      throw Unsayable(.verify)
    }
    return request
  }

  /// What the server delivers and answers, where its register says `reply`.
  mutating func serve(_ request: WireRequest, _ reply: Reply, later: Int64 = 0) throws -> (message: Message?, response: WireResponse) {
    var conversation = try #require(dialect.serve("auth"))
    let now = Stamp(wire: stamp.wire.adding(seconds: later), today: stamp.today) { "\($0)-2" }
    var effects = conversation.on(.received(request), &server, now)
    var delivered: Message?
    for case .deliver(let message) in effects { delivered = message }
    if delivered != nil { effects = conversation.on(.decided(reply), &server, now) }
    for case .respond(let response) in effects { return (delivered, response) }
    throw Unsayable(.verify)
  }

  mutating func exchange(_ message: Message, _ reply: Reply) throws -> (delivered: Message?, reply: Reply?) {
    var conversation = try #require(dialect.speak(.verify, from: .mis))
    guard case .send(let request, _)? = conversation.on(.begin(message), &client, stamp).first else { return (nil, nil) }
    let served = try serve(request, reply)
    for case .finish(let reply) in conversation.on(.answered(served.response), &client, stamp) { return (served.message, reply) }
    return (served.message, nil)
  }
}

private func question(_ fault: FaultName? = nil, id: Identifier = Identifier(.uin, "2987654326")) -> Message {
  var facts = Facts()
  facts[.personID] = [id]
  facts[.personName] = "Maria Tembo"
  facts[.personBirthDate] = Day(year: 1992, month: 4, day: 29)
  facts[.personSex] = "female"
  return Message(.verify, from: .mis, to: .id, facts: facts, fault: fault)
}

private let yes: Reply = {
  var facts = Facts()
  facts[.verified] = true
  facts[.personToken] = "258008647108301360320646006005841751"
  return Reply(.accepted, facts: facts)
}()

private func no(_ reason: String) -> Reply {
  var facts = Facts()
  facts[.verified] = false
  return Reply(.accepted, reason: reason, facts: facts)
}

@Suite("mosip-ida: yes or no about a person")
struct IdentityMosipIDATests {
  @Test(
    "a question arrives as it was asked, and its yes comes back, in every way of writing it",
    arguments: [
      Settings(), Settings([("dob-format", "DD/MM/YYYY"), ("x5c", "der"), ("language", "fra")]),
      Settings([
        ("dob-format", "YYYY-MM-DD"), ("partner-id", "other"), ("misp-license", "l"), ("api-key", "k"), ("response-signature", "required"),
      ]),
    ])
  func yesComesBack(settings: Settings) throws {
    var pair = try IDAPair(settings: settings)
    let (delivered, reply) = try pair.exchange(question(), yes)
    #expect(delivered == question())
    #expect(reply == yes)
  }

  @Test("a person is named by a virtual id too, and one without either cannot be asked about")
  func identifiers() throws {
    var pair = try IDAPair()
    let asked = question(id: Identifier(.vid, "6580954839123456"))
    #expect(try pair.exchange(asked, yes).delivered == asked)
    var conversation = try #require(pair.dialect.speak(.verify, from: .mis))
    let effects = conversation.on(.begin(question(id: Identifier(.brn, "B-1"))), &pair.client, pair.stamp)
    guard case .finish(let reply)? = effects.first else { return #expect(Bool(false), "it must end at once") }
    #expect(reply.taken == .failed && reply.reason == "unsayable verify person.id")
  }

  @Test(
    "the register's no becomes an error of the protocol, and is read as a no",
    arguments: [
      ("unknown-person", "IDA-MLC-018", "unknown-person"), ("deactivated", "IDA-MLC-003", "deactivated"),
      ("name-differs", "IDA-DEA-001", "data-differs"),
      ("birth-date-differs", "IDA-DEA-001", "data-differs"), ("sex-differs", "IDA-DEA-001", "data-differs"),
      ("identifier-ended", "IDA-MLC-005", "identifier-ended"),
    ])
  func noComesBack(reason: String, code: String, read: String) throws {
    var pair = try IDAPair()
    let (_, reply) = try pair.exchange(question(), no(reason))
    #expect(reply?.taken == .accepted && reply?.facts[.verified] == false && reply?.reason == read)
    let response = try pair.serve(try pair.request(question()), no(reason)).response
    let json = try JSON(parsing: response.body)
    #expect(response.status == 200 && json["errors"]?[0]?["errorCode"]?.text == code)
    #expect(json["response"]?["authStatus"]?.bool == false && json["transactionID"]?.text?.utf8.count == 10)
  }

  @Test("a deactivated person's virtual id has a code of its own")
  func deactivatedVID() throws {
    var pair = try IDAPair()
    let response = try pair.serve(try pair.request(question(id: Identifier(.vid, "6580954839123456"))), no("deactivated")).response
    #expect(try JSON(parsing: response.body)["errors"]?[0]?["errorCode"]?.text == "IDA-MLC-010")
  }

  @Test("each fault of the card is refused without asking the register, and says why", arguments: MosipIDA().card.faults.map(\.name))
  func faults(name: FaultName) throws {
    var pair = try IDAPair()
    let (delivered, reply) = try pair.exchange(question(name), yes)
    #expect(delivered == nil)
    #expect(reply?.taken == .refused && reply?.facts[.verified] == nil)
    let card = try #require(pair.dialect.card.faults.first { $0.name == name })
    let expected: [String] =
      switch card.group {
      case .schema: name == "not-sealed" ? ["untrusted"] : ["breaks-schema"]
      case .content: ["nothing-to-compare"]
      case .security: ["untrusted", "stale", "no-consent", "breaks-schema"]
      }
    #expect(expected.contains(reply?.reason ?? ""), "\(name) \(reply?.reason ?? "-")")
  }

  @Test("a fault that nobody knows is not sent")
  func unknownFault() throws {
    var pair = try IDAPair()
    var conversation = try #require(pair.dialect.speak(.verify, from: .mis))
    guard case .finish(let reply)? = conversation.on(.begin(question("no-such-fault")), &pair.client, pair.stamp).first else {
      return #expect(Bool(false), "it must end at once")
    }
    #expect(reply.taken == .failed)
  }

  @Test("a request lasts as long as the window says")
  func window() throws {
    var pair = try IDAPair()
    let request = try pair.request(question())
    #expect(try pair.serve(request, yes, later: 29).message != nil)
    #expect(try pair.serve(request, yes, later: 31).message == nil)
    #expect(try pair.serve(request, yes, later: -31).message == nil)
  }

  @Test(
    "each deviation takes what a right system refuses", arguments: MosipIDA().deviations.map(\.name).filter { $0 != "ida-signs-wrongly" })
  func deviations(name: String) throws {
    let faults: [FaultName] = ["no-signature", "wrong-signature", "stale", "wrong-hash", "no-consent"]
    let names = ["ida-takes-unsigned", "ida-takes-forged", "ida-takes-stale", "ida-ignores-hash", "ida-ignores-consent"]
    let fault = try #require(zip(names, faults).first { $0.0 == name }?.1)
    var pair = try IDAPair()
    pair.server.deviations = [name]
    #expect(try pair.exchange(question(fault), yes).reply == yes)
  }

  @Test("an answer with a wrong signature is not believed, unless the target says so")
  func answerSignature() throws {
    var pair = try IDAPair()
    pair.server.deviations = ["ida-signs-wrongly"]
    #expect(try pair.exchange(question(), yes).reply == Reply(.failed, reason: "untrusted-answer"))
    pair.client.settings["response-signature"] = "ignored"
    #expect(try pair.exchange(question(), yes).reply == yes)
    var bare = try IDAPair(settings: Settings([("response-signature", "required")]))
    bare.server[IDAKeys.self].signingKey = nil
    #expect(try bare.exchange(question(), yes).reply == Reply(.failed, reason: "untrusted-answer"))
  }

  @Test(
    "an answer that is none is no yes",
    arguments: [
      (500, "", Reply.Taken.failed), (503, #"{"response":{"authStatus":true}}"#, .failed), (200, "", .failed), (200, "{}", .failed),
      (200, #"{"response":null}"#, .failed),
      (404, "", .refused), (401, #"{"response":{"authStatus":true},"errors":null}"#, .failed),
      (200, #"{"response":{"authStatus":true},"errors":[{"errorCode":"IDA-MPA-009"}]}"#, .refused),
      (200, #"{"response":null,"errors":[{"errorCode":"IDA-MLC-007"}]}"#, .failed),
    ])
  func strangeAnswers(status: Int, body: String, taken: Reply.Taken) throws {
    var pair = try IDAPair()
    var conversation = try #require(pair.dialect.speak(.verify, from: .mis))
    _ = conversation.on(.begin(question()), &pair.client, pair.stamp)
    guard case .finish(let reply)? = conversation.on(.answered(WireResponse(status, body: Array(body.utf8))), &pair.client, pair.stamp).last
    else {
      return #expect(Bool(false), "it must end")
    }
    #expect(reply.taken == taken && reply.facts[.verified] != true)
  }

  @Test("the evidence of either side shows what was asked and said, though it was sealed")
  func view() throws {
    var pair = try IDAPair()
    let request = try pair.request(question())
    let response = try pair.serve(request, yes).response
    for session in [pair.client, pair.server] {
      let readings = pair.dialect.view("auth", request, response, session)
      #expect(readings.map(\.half) == [.request, .response])
      #expect(readings[0].message == question() && readings[0].reply == yes)
      #expect(readings[1].message.facts == yes.facts && readings[1].message.from == .id)
      #expect(readings[0].id("transaction") == readings[1].id("transaction") && readings[0].oddities == [])
    }
    let stranger = pair.dialect.view("auth", request, response, Session(role: .mis, peer: .id))
    #expect(stranger[0].message.facts[.personID] == question().facts[.personID] && stranger[0].oddities == ["ida.not-opened"])
  }

  @Test("nothing in an answer or a request in clear is personal beyond the identifier")
  func quiet() throws {
    var pair = try IDAPair()
    let request = try pair.request(question())
    let text = String(decoding: request.body, as: UTF8.self)
    #expect(!text.contains("Tembo") && !text.contains("1992") && !request.target.contains("2987654326"))
    let answer = String(decoding: try pair.serve(request, no("name-differs")).response.body, as: UTF8.self)
    #expect(!answer.contains("Tembo") && !answer.contains("2987654326"))
  }

  @Test("the same question at the same place of a run is the same bytes")
  func deterministic() throws {
    var (first, second) = (try IDAPair(), try IDAPair())
    #expect(try first.request(question()) == second.request(question()))
  }

  @Test("the catalogue lists it, its card names facts that exist, and every operation has a server")
  func card() {
    let card = MosipIDA().card
    #expect(IdentityDialects.all.map(\.card.name) == ["mosip-ida"])
    let known = Set(Vocabulary.entries.map(\.name))
    #expect(card.carries.flatMap(\.facts).allSatisfy(known.contains))
    #expect(Set(card.faults.map(\.name)).count == card.faults.count)
    #expect(MosipIDA().operations.allSatisfy { MosipIDA().serve($0.name) != nil })
    #expect(MosipIDA().speak(.deathRegistered, from: .mis) == nil)
  }
}
