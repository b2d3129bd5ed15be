import DialectsPayments
import Documents
import Facts
import Testing

/// Whom a mapper and a payment system let in, and how they refuse.
@Suite("g2p-connect: tokens, headers, refusals")
struct PaymentsDoorTests {
  private func wire(_ server: Role = .mapper, _ settings: [(String, String)] = []) -> PaymentsWire {
    PaymentsWire(G2PConnect(), client: .mis, server: server, settings: settings)
  }
  private func link(_ change: (inout JSON) -> Void = { _ in }) -> WireRequest {
    var body: JSON = [
      "header": [
        "message_id": "m", "message_ts": "2026-05-02T09:00:00Z", "action": "link", "sender_id": "mis", "total_count": 1,
      ],
      "message": [
        "transaction_id": "t",
        "link_request": [
          ["reference_id": "r", "timestamp": "2026-05-02T09:00:00Z", "id": "uin:1@nid", "fa": "account:2@bank"]
        ],
      ],
    ]
    change(&body)
    return WireRequest("POST", "/mapper/sync/link", body: body.encoded())
  }

  @Test("Who asks fetches a token first, and is believed")
  func token() throws {
    let wire = wire(.mapper, [("auth", "bearer")])
    var facts = Facts()
    facts[.personID] = [Identifier(.uin, "1")]
    facts[.account] = [Identifier(.account, "2")]
    let said = Message(.accountLink, from: .mis, to: .mapper, facts: facts)
    #expect(wire.say(said) { _ in .accepted } == .accepted)
    #expect(wire.seen.exchanges.map(\.operation) == ["mapper.token", "link"])
    #expect(wire.seen.exchanges.last?.request.headers["Authorization"]?.hasPrefix("Bearer ") == true)
  }

  @Test("Without a good token nobody is heard", arguments: [nil, "Bearer nothing", "Basic bWlz"] as [String?])
  func stranger(shown: String?) throws {
    var request = link()
    if let shown { request.headers.append(HeaderField("Authorization", shown)) }
    let answer = try #require(
      wire(.mapper, [("auth", "bearer")]).answer(request, "link") { _ in
        Issue.record("a register heard of it")
        return .accepted
      })
    #expect(answer.status == 401)
    #expect(try JSON(parsing: answer.body)["errors"]?[0]?["message"]?.text?.isEmpty == false)
  }

  @Test(
    "A header that breaks the rules is refused in the header of the answer, by the code that there is",
    arguments: [
      ("action", "dance", "rjct.action.invalid"), ("message_ts", "2026-13-45T25:61:61Z", "rjct.message_ts.invalid"),
      ("total_count", "many", "rjct.total_count.invalid"), ("message_id", nil, nil), ("is_msg_encrypted", "no", nil),
    ] as [(String, String?, String?)])
  func header(_ member: String, _ value: String?, _ code: String?) throws {
    let request = link { body in
      var header = body["header"] ?? [:]
      header[member] = .text(value)
      body["header"] = header
    }
    let answer = try #require(
      wire().answer(request, "link") { _ in
        Issue.record("a register heard of it")
        return .accepted
      })
    let said = try JSON(parsing: answer.body)["header"]
    #expect(said?["status"]?.text == "rjct" && said?["status_reason_code"]?.text == code)
  }

  @Test("What a mapper did is told by each of its ids", arguments: [("transaction_id", "t"), ("reference_id_list", "r")])
  func status(attribute: String, value: String) throws {
    let wire = wire()
    _ = wire.answer(link(), "link") { _ in .accepted }
    let asked: JSON = [
      "header": [
        "message_id": "m-2", "message_ts": "2026-05-02T09:00:00Z", "action": "txn-status", "sender_id": "mis", "total_count": 1,
      ],
      "message": [
        "transaction_id": "t-2",
        "txnstatus_request": [
          "reference_id": "r-2", "txn_type": "link", "attribute_type": .string(attribute),
          "attribute_value": attribute == "reference_id_list" ? [.string(value)] : .string(value),
        ],
      ],
    ]
    let answer = try #require(
      wire.answer(WireRequest("POST", "/registry/sync/txn/status", body: asked.encoded()), "sync-txn-status") { _ in .accepted })
    let told = try JSON(parsing: answer.body)["message"]?["txnstatus_response"]
    #expect(told?["txn_type"]?.text == "on-link" && told?["txn_status"]?["transaction_id"]?.text == "t")
  }
}
