import DialectsDCI
import Documents
import Facts
import Testing

@Suite("DCI: encrypted messages")
struct DCIEncryptionTests {
  private static func pair(_ deviations: Set<String> = []) -> DCIPair {
    DCIPair(settings: [("mode", "sync"), ("encryption", "jwe")], deviations: deviations) { _ in
      DCIExchangeTests.found([DCIExchangeTests.person])
    }
  }
  private static var question: Message {
    var facts = Facts()
    facts[.personID] = [Identifier(.uin, "2987654326")]
    return Message(.personRecord, from: .mis, to: .crvs, facts: facts)
  }
  private static func text(_ body: [UInt8]?) -> String { String(decoding: body ?? [], as: UTF8.self) }

  @Test("Neither question nor answer shows whom it is about, and both sides read both") func hidden() throws {
    var pair = Self.pair()
    #expect(pair.say(Self.question)?.facts[.found] == 1)
    let exchange = try #require(pair.exchange("sync-search"))
    for body in [exchange.request.body, exchange.response.body] {
      let json = try JSON(parsing: body)
      #expect(json["header"]?["is_msg_encrypted"]?.bool == true && json["message"]?["ciphertext"] != nil)
      #expect(json["message"]?["header"]?["alg"]?.text == "ECDH-ES+A256KW" && json["message"]?["header"]?["kid"]?.text == "enc-1")
      #expect(!Self.text(body).contains("2987654326") && !Self.text(body).contains("Okoro"))
    }
    for role in [Role.mis, .crvs] {
      let asked = try #require(pair.view("sync-search", by: role).first)
      #expect(asked.message.facts[.personID] == [Identifier(.uin, "2987654326")], "\(role) reads the question")
      #expect(asked.reply?.facts[.found] == 1, "\(role) reads the answer")
    }
  }

  @Test("What was changed on the way is refused as what cannot be opened, and the register hears nothing") func altered() throws {
    var pair = DCIPair(settings: [("mode", "sync"), ("encryption", "jwe"), ("signature", "none")])
    pair.tamper = { operation, request in
      guard operation == "sync-search", var json = try? JSON(parsing: request.body), var message = json["message"] else { return }
      message["tag"] = "AAAAAAAAAAAAAAAAAAAAAA"
      json["message"] = message
      request.body = json.encoded()
    }
    #expect(pair.say(Self.question)?.taken == .refused)
    #expect(pair.told.isEmpty)
    let answer = try JSON(parsing: try #require(pair.exchange("sync-search")).response.body)
    #expect(answer["header"]?["status"]?.text == "rjct" && answer["message"] == nil, "an answer at once is refused by its header")
  }

  @Test("Either side opens what was encrypted, question and answer; a stranger, and what is plain, open to nothing") func opened() throws {
    var pair = Self.pair()
    _ = pair.say(Self.question)
    let exchange = try #require(pair.exchange("sync-search"))
    for role in [Role.mis, .crvs] {
      let session = try #require(pair.sessions[role])
      let asked = try JSON(parsing: try #require(pair.dialect.opened(exchange.request.body, session)))
      #expect(asked["message"]?["search_request"]?[0]?["search_criteria"]?["query"]?["value"]?.text == "2987654326", "\(role)")
      #expect(asked["header"]?["is_msg_encrypted"]?.bool == false, "what was opened is encrypted no more")
      let answer = try JSON(parsing: try #require(pair.dialect.opened(exchange.response.body, session)))
      #expect(answer["message"]?["search_response"]?[0]?["status"]?.text == "succ", "\(role)")
    }
    var stranger = try #require(pair.sessions[.mis])
    stranger.settings["key-seed"] = "another"
    #expect(pair.dialect.opened(exchange.response.body, stranger) == nil)
    var plain = DCIPair { _ in DCIExchangeTests.found([DCIExchangeTests.person]) }
    _ = plain.say(Self.question)
    #expect(plain.dialect.opened(try #require(plain.exchange("sync-search")).request.body, try #require(plain.sessions[.mis])) == nil)
  }

  @Test("A page that leaves out or spoils the token says nothing where nobody shows one", arguments: [("none", true), ("bearer", false)])
  func tokenless(auth: String, isUnsayable: Bool) throws {
    var session = try #require(DCIPair(settings: [("auth", auth), ("signature", "none")]).sessions[.mis])
    var conversation = DCIRegistry(.civil).call(
      RawCall("POST", "/registry/sync/search", headers: [HeaderField("Authorization", "")], body: [:], changes: [], fault: nil),
      as: "sync-search")
    let stamp = Stamp(wire: WireInstant(milliseconds: 0), today: Day(number: 0)) { $0 }
    let effects = conversation.on(.begin(Message("call", from: .mis, to: .crvs)), &session, stamp)
    let said = effects.compactMap { if case .finish(let reply) = $0 { reply.reason } else { nil } }.first
    #expect((said?.hasPrefix("unsayable") ?? false) == isUnsayable)
  }

  @Test("An answer in plain to an encrypted question is read as well") func plainAnswer() {
    var pair = Self.pair()
    pair.sessions[.crvs]?.settings["encryption"] = "none"
    #expect(pair.say(Self.question)?.facts[.found] == 1)
  }
}
