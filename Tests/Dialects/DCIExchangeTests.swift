import DialectsDCI
import Documents
import Facts
import Testing

@Suite("DCI: two actors, both faces")
struct DCIExchangeTests {
  static let settings: [[(String, String)]] = [
    [], [("signature", "jws")], [("signature", "none")], [("auth", "none")], [("signature", "none"), ("auth", "none")],
    [("event-type.birth", "ns:LiveBirth"), ("event-type.death", "ns:Death")], [("encryption", "jwe")],
    [("encryption", "jwe"), ("signature", "none")],
  ]
  static let kinds: [MessageKind] = [.birthRegistered, .deathRegistered, .marriageRegistered, .divorceRegistered]

  @Test("An event arrives as it was told, under every setting", arguments: settings.indices, kinds)
  func events(_ at: Int, _ kind: MessageKind) {
    var maker = MessageMaker(UInt64(at + 1))
    var pair = DCIPair(settings: Self.settings[at])
    for _ in 0..<25 {
      let message = maker.event(kind)
      #expect(pair.say(message) == .accepted)
      #expect(pair.told.last?.kind == kind)
      #expect(pair.told.last?.facts.sorted == message.facts.sorted)
      var seen = pair.view("notify", by: .mis)
      let isSigned = !Self.settings[at].contains { $0 == ("signature", "none") }
      #expect(seen.first?.message.facts[.messageSignature] == (isSigned ? "valid" : nil))
      for at in seen.indices { seen[at].message.facts[.messageSignature] = nil }
      #expect(seen.map(\.message) == pair.told.suffix(1))
      #expect(seen.first?.reply == .accepted && seen.first?.oddities == [])
    }
    #expect(pair.exchanges.count(where: { $0.operation == "mis.token" }) <= 1, "a token is kept while it is good")
    #expect(pair.notes == [])
  }

  static let person: Facts = {
    var facts = Facts()
    facts[.personID] = [Identifier(.uin, "2987654326"), Identifier(.brn, "B-7")]
    facts[.personName] = "Ada Okoro"
    facts[.personSex] = "female"
    facts[.personBirthDate] = Day("2020-05-04")
    facts[.childBRN] = "B-7"
    facts[.motherID] = [Identifier(.uin, "2345678906")]
    facts[.registrationDate] = Day("2020-05-06")
    return facts
  }()
  static func found(_ rows: [Facts]) -> Reply {
    var facts = Facts()
    facts[.recordFound] = !rows.isEmpty
    facts[.found] = rows.count
    return Reply(.accepted, facts: facts, rows: Rows(rows))
  }
  static let ways: [[(String, String)]] = [
    [("mode", "sync")], [("mode", "async")], [("mode", "sync"), ("query", "expression")], [("mode", "async"), ("query", "expression")],
    [("mode", "async"), ("signature", "jws")], [("mode", "async"), ("signature", "none"), ("auth", "none")],
    [("mode", "sync"), ("encryption", "jwe")], [("mode", "async"), ("encryption", "jwe")],
  ]

  @Test("A search says its conditions, and its answer says the records", arguments: ways.indices)
  func searches(_ at: Int) {
    var maker = MessageMaker(77)
    var pair = DCIPair(settings: Self.ways[at], reply: { _ in Self.found([Self.person, Self.person]) })
    for _ in 0..<25 {
      var message = Message(.personRecord, from: .mis, to: .crvs, lines: maker.conditions())
      if maker.number(2) == 0 {
        message.facts[.sort] = "person.birth-date desc"
        message.facts[.page] = 2
        message.facts[.pageSize] = 20
      }
      let reply = pair.say(message)
      #expect(pair.told.last == message)
      #expect(reply?.taken == .accepted)
      #expect(reply?.facts[.recordFound] == true && reply?.facts[.found] == 2)
      #expect(reply?.rows.map(\.sorted) == [Self.person.sorted, Self.person.sorted])
    }
  }

  @Test("A search by an identifier; nobody found is an answer, not a fault", arguments: ways.indices)
  func searchesByID(_ at: Int) {
    var message = Message(.personRecord, from: .mis, to: .crvs)
    message.facts[.personID] = [Identifier(.brn, "B-7")]
    for reply in [Self.found([]), .refused("not-found")] {
      var pair = DCIPair(settings: Self.ways[at], reply: { _ in reply })
      let answer = pair.say(message)
      #expect(pair.told == [message])
      #expect(answer?.taken == .accepted)
      #expect(answer?.facts[.recordFound] == false && answer?.facts[.found] == 0)
    }
  }

  @Test("A search that the register refuses, or cannot answer now", arguments: [false, true])
  func searchesInVain(_ async: Bool) {
    let message = Message(.personRecord, from: .mis, to: .crvs, lines: Rows([condition("x", "eq", "1")]))
    var refusing = DCIPair(settings: [("mode", async ? "async" : "sync")], reply: { _ in .refused("unknown-attribute") })
    #expect(refusing.say(message) == .refused("unknown-attribute"))
    var down = DCIPair(settings: [("mode", async ? "async" : "sync")], reply: { _ in Reply(.failed, reason: "unavailable") })
    #expect(down.say(message)?.taken == .failed)
  }

  @Test("The view pairs the question with its answer, sync in one exchange, async by thread")
  func searchViews() {
    var message = Message(.personRecord, from: .mis, to: .crvs)
    message.facts[.personID] = [Identifier(.brn, "B-7")]
    var sync = DCIPair(reply: { _ in Self.found([Self.person]) })
    _ = sync.say(message)
    let both = sync.view("sync-search", by: .crvs)
    #expect(both.map(\.half) == [.request, .response])
    #expect(both.first?.message == message && both.first?.reply?.rows.count == 1)
    #expect(both.last?.message.lines.map(\.sorted) == [Self.person.sorted])
    #expect(both.last?.oddities == [])
    var async = DCIPair(settings: [("mode", "async")], reply: { _ in Self.found([Self.person]) })
    _ = async.say(message)
    let (asked, answered) = (async.view("search", by: .crvs).first, async.view("on-search", by: .mis).first)
    #expect(asked?.id("transaction") == answered?.thread)
    #expect(asked?.id("correlation") != nil && asked?.id("correlation") == answered?.id("correlation"))
    #expect(answered?.half == .response && answered?.message.lines.count == 1)
  }

  @Test("A subscription names the kinds, and ends with its codes")
  func subscribes() {
    var pair = DCIPair(reply: { message in
      var reply = Reply.accepted
      reply.facts[.subscriptionCode] = message.facts[.wanted] == "birth-registered" ? "sub-1" : "sub-2"
      return reply
    })
    var message = Message(.subscription, from: .mis, to: .crvs)
    message.facts[.wanted] = "birth-registered death-registered"
    let reply = pair.say(message)
    #expect(pair.told.map { $0.facts[.wanted] } == ["birth-registered", "death-registered"])
    #expect(reply?.facts[.subscriptionCode] == "sub-1 sub-2")
    #expect(pair.view("subscribe", by: .crvs).map(\.message) == pair.told)
    #expect(pair.view("on-subscribe", by: .mis).first?.reply == reply)
  }
  private static func wish(_ days: Int? = nil) -> Message {
    var message = Message(.subscription, from: .mis, to: .crvs)
    message.facts[.wanted] = "death-registered"
    message.facts[.subscriptionDays] = days
    return message
  }

  @Test("A subscription for some days arrives as that")
  func forSomeDays() {
    for days in [nil, 1, 30] {
      var pair = DCIPair()
      _ = pair.say(Self.wish(days))
      #expect(pair.told.last?.facts[.subscriptionDays] == days)
    }
  }

  @Test(
    "A subscription that nobody may make is refused",
    arguments: ["bad-signature", "unknown-key", "old-message", "expired-token", "narrow-token"])
  func notTheirs(_ fault: String) {
    var pair = DCIPair()
    var message = Self.wish()
    message.fault = FaultName(fault)
    #expect(pair.say(message)?.taken == .refused && pair.told.isEmpty)
  }

  @Test(
    "A registry is not made to call into a private network that is not the sender's",
    arguments: [
      ("http://127.0.0.2:9/x", false), ("http://localhost/x", false), ("http://10.1.2.3/x", false), ("http://172.16.0.1/x", false),
      ("http://172.32.0.1/x", true), ("http://192.168.1.1:8080/x", false), ("http://169.254.169.254/latest", false),
      ("http://[::1]:80/x", false), ("http://[fd00::1]/x", false), ("http://[2001:db8::1]/x", true), ("http://user@10.0.0.1/x", false),
      ("http://11.0.0.1/x", true), ("http://assay.test/mis/registry/on-subscribe", true), ("https://192.0.2.1/x", true),
    ])
  func privateAddresses(_ address: String, _ isTaken: Bool) {
    for allowed in [false, true] {
      var pair = DCIPair(settings: [("signature", "none")] + (allowed ? [("private-callbacks", "allowed")] : []))
      pair.tamper = { operation, request in
        guard operation == "subscribe", var body = try? JSON(parsing: request.body), var header = body["header"] else { return }
        header["sender_uri"] = .string(address)
        body["header"] = header
        request.body = body.encoded()
      }
      _ = pair.say(Self.wish())
      #expect(pair.told.isEmpty == !(isTaken || allowed), "\(address)")
      #expect((pair.exchange("subscribe")?.response.status == 400) == !(isTaken || allowed))
    }
  }

  @Test("Kinds that DCI has no word for are left out of a subscription; with none left it cannot be said")
  func subscribesToLess() {
    var pair = DCIPair()
    var message = Message(.subscription, from: .mis, to: .crvs)
    message.facts[.wanted] = "birth-notified birth-registered"
    #expect(pair.say(message)?.taken == .accepted)
    #expect(pair.told.first?.facts[.wanted] == "birth-registered")
    message.facts[.wanted] = "birth-notified"
    #expect(pair.say(message)?.reason == "unsayable subscription wanted")
  }

  @Test("The beneficiary registry: enrolled or not, and what changed", arguments: [true, false])
  func enrolled(_ isEnrolled: Bool) {
    var pair = DCIPair(
      .ibr, .mis,
      reply: { message in
        var reply = Reply.accepted
        if message.kind == .enrolled { reply.facts[.isEnrolled] = isEnrolled }
        return reply
      })
    var question = Message(.enrolled, from: .mis, to: .ibr)
    question.facts[.personID] = [Identifier(.uin, "2987654326")]
    question.facts[.programme] = "OAP"
    #expect(pair.say(question)?.facts[.isEnrolled] == isEnrolled)
    var update = Message(.enrolment, from: .mis, to: .ibr)
    update.facts[.personID] = [Identifier(.uin, "2987654326")]
    update.facts[.programme] = "OAP"
    update.facts[.enrolmentState] = "ended"
    update.facts[.eventDate] = Day("2026-11-23")
    #expect(pair.say(update) == .accepted)
    #expect(pair.told == [question, update])
    #expect(pair.view("enrolled", by: .ibr).first?.reply?.facts[.isEnrolled] == isEnrolled)
    #expect(pair.view("enrollment-updates", by: .ibr).first?.message == update)
  }

  @Test(
    "What the register says of an event comes back",
    arguments: [
      (Reply.accepted, Reply.accepted), (Reply(.refusedAsDuplicate), Reply(.refusedAsDuplicate)),
      (.refused("future-date"), .refused("future-date")),
    ])
  func decisions(_ said: Reply, _ heard: Reply) {
    var maker = MessageMaker(3)
    var pair = DCIPair(reply: { _ in said })
    #expect(pair.say(maker.event(.deathRegistered)) == heard)
    #expect(pair.view("notify", by: .crvs).first?.reply == heard)
  }

  @Test("What did not get through is told again under the same id, stamped and signed anew", arguments: ["ed25519", "jws"])
  func retries(_ form: String) {
    var maker = MessageMaker(4)
    var pair = DCIPair(settings: [("signature", form)])
    pair.outages = [("notify", WireResponse(503)), ("notify", WireResponse(500))]
    #expect(pair.say(maker.event(.deathRegistered)) == .accepted)
    let sent = pair.exchanges.filter { $0.operation == "notify" }.compactMap { try? JSON(parsing: $0.request.body) }
    #expect(sent.count == 3 && Set(sent.map { $0["header"]?["message_id"]?.text }).count == 1)
    #expect(Set(sent.map { $0["header"]?["message_ts"]?.text }).count == 3)
    pair.outages = Array(repeating: ("notify", WireResponse(503)), count: 3)
    #expect(pair.say(maker.event(.deathRegistered))?.reason == "server-fault 503")
    #expect(pair.notes == ["gave-up"])
  }

  @Test("An asynchronous search can be asked after")
  func status() throws {
    var message = Message(.personRecord, from: .mis, to: .crvs)
    message.facts[.personID] = [Identifier(.brn, "B-7")]
    var pair = DCIPair(settings: [("mode", "async"), ("signature", "none"), ("auth", "none")], reply: { _ in Self.found([Self.person]) })
    _ = pair.say(message)
    let transaction = try #require(pair.body("search")?["message"]?["transaction_id"]?.text)
    var session = try #require(pair.sessions[.crvs])
    for (asked, status) in [(transaction, "succ"), ("another", "rjct")] {
      let body: JSON = [
        "header": ["message_id": "m", "message_ts": "2026-11-23T10:00:00Z", "action": "txn-status", "sender_id": "x", "total_count": 1],
        "message": [
          "transaction_id": "t",
          "txnstatus_request": [
            "reference_id": "r", "txn_type": "search", "attribute_type": "transaction_id", "attribute_value": .string(asked),
          ],
        ],
      ]
      var conversation = try #require(pair.dialect.serve("sync-txn-status"))
      let stamp = Stamp(wire: pair.clock, today: pair.clock.day) { $0 }
      let request = WireRequest("POST", "/registry/sync/txn/status", body: body.encoded())
      guard case .respond(let response)? = conversation.on(.received(request), &session, stamp).first else {
        Issue.record("no answer")
        continue
      }
      let answer = try JSON(parsing: response.body)
      #expect(answer["header"]?["status"]?.text == status)
      #expect(answer["header"]?["action"]?.text == "txn-on-status")
    }
  }
}
