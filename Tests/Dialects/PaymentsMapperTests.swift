import DialectsPayments
import Documents
import Facts
import Testing

@Suite("g2p-connect mapper")
struct PaymentsMapperTests {
  private func message(_ kind: MessageKind, account: String? = nil) -> Message {
    var facts = Facts()
    facts[.personID] = [Identifier(.uin, "2987654326")]
    facts[.account] = account.map { [Identifier(.account, $0)] }
    facts[.personName] = account == nil ? nil : "Anna Example"
    return Message(kind, from: kind == .accountLink ? .mis : .payments, to: .mapper, facts: facts)
  }
  private func wire(_ kind: MessageKind) -> PaymentsWire {
    PaymentsWire(G2PConnect(), client: kind == .accountLink ? .mis : .payments, server: .mapper)
  }

  @Test("A link arrives as it was said")
  func link() throws {
    let wire = wire(.accountLink)
    let said = message(.accountLink, account: "A-1")
    #expect(wire.say(said) { $0 == said ? .accepted : .refused("other") } == .accepted)
    #expect(wire.readings.map(\.message) == [said])
    #expect(wire.say(said) { _ in .refused("incomplete-link") }?.taken == .refused)
  }

  @Test("An id is resolved to its account, or to none")
  func resolve() throws {
    let wire = wire(.accountResolve)
    var facts = Facts()
    facts[.account] = [Identifier(.account, "A-1")]
    let found = Reply(.accepted, facts: facts)
    #expect(wire.say(message(.accountResolve)) { _ in found } == found)
    #expect(wire.say(message(.accountResolve)) { _ in .refused("unknown-person") } == .refused("unknown-person"))
    #expect(wire.say(message(.accountResolve)) { _ in Reply(.failed, reason: "unavailable") }?.taken == .failed)
  }

  @Test("What is not of the shape is refused, and no register hears of it", arguments: ["", "{}", #"{"header":{},"message":{}}"#])
  func malformed(body: String) throws {
    let answer = try #require(
      wire(.accountLink).answer(WireRequest("POST", "/mapper/sync/link", body: Array(body.utf8)), "link") { _ in
        Issue.record("a register heard of it")
        return .accepted
      })
    #expect(answer.status == 400)
  }

  @Test(
    "Addresses and ids are kept as they came, with their provider",
    arguments: [
      ("vid:54321@nid", "account:12345@abcd0000001.ifsc.pymt-rail"), ("vid:54321@nid", "joeuser@bank"), ("uin:1", "mobile:999@wallet"),
    ])
  func kept(id: String, address: String) throws {
    let item: JSON = [
      "reference_id": "r-1", "timestamp": "2026-05-02T09:00:00Z", "id": .string(id), "fa": .string(address), "scope": "details",
    ]
    for action in ["link", "resolve"] {
      let header: JSON = [
        "message_id": "m", "message_ts": "2026-05-02T09:00:00Z", "action": .string(action), "sender_id": "mis", "total_count": 1,
      ]
      let body: JSON = .object(of: [
        ("header", header), ("message", .object(of: [("transaction_id", "t"), ("\(action)_request", [item])])),
      ])
      let answer = try #require(
        wire(.accountLink).answer(WireRequest("POST", "/mapper/sync/\(action)", body: body.encoded()), OperationName(action)) { message in
          var facts = Facts()
          (facts[.account], facts[.accountProvider]) = (message.facts[.account], message.facts[.accountProvider])
          return Reply(.accepted, facts: message.kind == .accountResolve ? facts : Facts())
        })
      let said = try JSON(parsing: answer.body)["message"]?["\(action)_response"]?[0]
      #expect(said?["fa"]?.text == address && said?["id"]?.text == id)
    }
  }

  @Test("Whom it cannot name it does not ask for")
  func unsayable() {
    let nobody = Message(.accountResolve, from: .payments, to: .mapper)
    #expect(wire(.accountResolve).say(nobody) { _ in .accepted }?.taken == .failed)
  }
}
