import DialectsDCI
import Documents
import Facts
import Testing

@Suite("DCI: faults, defects, twists")
struct DCIDeviationTests {
  static let faults = DCIRegistry(.civil).card.faults.filter { $0.group != .content || $0.kinds.isEmpty }

  @Test("Every fault is refused with a word of its group, and no register hears of it", arguments: faults.indices, ["ed25519", "jws"])
  func refuses(_ at: Int, _ signature: String) throws {
    let fault = Self.faults[at]
    for kind in fault.kinds where kind != .subscription {
      var maker = MessageMaker(5)
      var pair = DCIPair(settings: [("signature", signature)])
      #expect(pair.say(maker.event(kind)) == .accepted)
      pair.told = []
      var message = maker.event(kind)
      message.fault = fault.name
      let said = pair.say(message)
      let reply = try #require(said)
      #expect(reply.taken == .refused, "\(fault.name)")
      #expect(pair.told.isEmpty, "\(fault.name)")
      #expect(pair.exchanges.last.map { (400..<500).contains($0.response.status) } == true)
      let word: Set<String> = fault.group == .schema ? ["breaks-schema"] : ["untrusted", "forbidden"]
      #expect(word.contains(reply.reason ?? ""), "\(fault.name) \(reply.reason ?? "")")
      #expect(pair.view("notify", by: .mis).first?.reply == reply)
      #expect(pair.say(maker.event(kind)) == .accepted, "the channel lives on after \(fault.name)")
    }
  }
  @Test("A schema fault is signed as it is sent: only the schema is wrong", arguments: faults.filter { $0.group == .schema }.map(\.name))
  func signed(_ fault: FaultName) {
    var maker = MessageMaker(6)
    var pair = DCIPair(deviations: ["takes-broken-messages"])
    var message = maker.event(.birthRegistered)
    message.fault = fault
    #expect(pair.say(message) == .accepted)
  }
  @Test("A fault that the edge leaves no room for cannot be said")
  func noRoom() {
    var maker = MessageMaker(7)
    var pair = DCIPair(settings: [("signature", "none"), ("auth", "none")])
    for fault in Self.faults where fault.group == .security {
      var message = maker.event(.deathRegistered)
      message.fault = fault.name
      #expect(pair.say(message)?.reason == "unsayable death-registered fault \(fault.name)")
    }
    #expect(pair.exchanges.isEmpty)
  }
  @Test("Who trusts everyone takes what is forged")
  func trusting() {
    var maker = MessageMaker(8)
    var pair = DCIPair(deviations: ["trusts-everyone"])
    for fault in Self.faults where fault.group == .security {
      var message = maker.event(.deathRegistered)
      message.fault = fault.name
      #expect(pair.say(message) == .accepted)
    }
  }
  @Test("Bad input is a fault of the server only where that is the defect")
  func failing() {
    var maker = MessageMaker(9)
    var pair = DCIPair(deviations: ["fails-on-bad-input"])
    var message = maker.event(.deathRegistered)
    message.fault = "wrong-type"
    #expect(pair.say(message)?.taken == .failed)
  }

  static let search: Message = {
    var message = Message(.personRecord, from: .mis, to: .crvs, lines: Rows([condition("person.sex", "eq", "female")]))
    message.facts[.sort] = "person.birth-date asc"
    return message
  }()
  @Test(
    "Defects of a registry are seen",
    arguments: [
      ("wrong-correlation", "wrong-correlation", nil), ("acks-without-callback", "callback-missing", nil),
      ("sender-not-swapped", nil, "header.not-swapped"), ("wrong-action", nil, "header.wrong-action"),
    ] as [(String, String?, String?)], ["ed25519", "none"])
  func defects(_ seen: (String, String?, String?), _ signature: String) {
    let (name, reason, oddity) = seen
    var pair = DCIPair(
      settings: [("mode", "async"), ("signature", signature)], deviations: [name],
      reply: { _ in
        DCIExchangeTests.found([DCIExchangeTests.person])
      })
    let reply = pair.say(Self.search)
    #expect(reply?.reason == reason)
    if let oddity { #expect(pair.view("on-search", by: .mis).first?.oddities.contains(oddity) == true) }
  }
  @Test("Twists lose nothing", arguments: DCIRegistry(.civil).deviations.filter { !$0.isDefect }.map(\.name), ["ed25519", "jws"])
  func twists(_ name: String, _ signature: String) {
    let rows = [DCIExchangeTests.person, DCIExchangeTests.person, DCIExchangeTests.person]
    for mode in ["sync", "async"] {
      var maker = MessageMaker(10)
      var pair = DCIPair(
        settings: [("mode", mode), ("signature", signature)], deviations: [name],
        reply: { message in
          message.kind == .personRecord ? DCIExchangeTests.found(rows) : .accepted
        })
      let event = maker.event(.birthRegistered)
      #expect(pair.say(event) == .accepted)
      #expect(pair.told.count == (name == "notifies-twice" ? 2 : 1))
      #expect(pair.told.allSatisfy { $0.facts.sorted == event.facts.sorted })
      #expect(pair.say(Self.search)?.rows.map(\.sorted) == rows.map(\.sorted))
      var subscription = Message(.subscription, from: .mis, to: .crvs)
      subscription.facts[.wanted] = "death-registered"
      #expect(pair.say(subscription)?.facts[.subscriptionCode] != nil)
      #expect(pair.notes == [])
    }
  }
  @Test("One page a message: as many callbacks as records")
  func pages() {
    var pair = DCIPair(
      settings: [("mode", "async")], deviations: ["one-page-a-message"],
      reply: { _ in
        DCIExchangeTests.found([DCIExchangeTests.person, DCIExchangeTests.person])
      })
    _ = pair.say(Self.search)
    #expect(pair.exchanges.count(where: { $0.operation == "on-search" }) == 2)
  }
  @Test("A token that the peer no longer knows is fetched once more")
  func forgottenToken() {
    var maker = MessageMaker(11)
    var pair = DCIPair()
    _ = pair.say(maker.event(.deathRegistered))
    pair.sessions[.mis]?.settings["key-seed"] = "restarted"
    #expect(pair.say(maker.event(.deathRegistered)) == .accepted)
    #expect(pair.exchanges.count(where: { $0.operation == "mis.token" }) == 2)
  }
  @Test("Wrong client credentials get no token, and without one nothing is taken")
  func wrongSecret() {
    var maker = MessageMaker(12)
    var pair = DCIPair()
    pair.sessions[.crvs]?.settings["client-secret"] = "guessed"
    #expect(pair.say(maker.event(.deathRegistered)) == .refused("untrusted"))
    #expect(pair.told.isEmpty)
  }
  @Test("A message changed on its way is refused")
  func tampered() {
    var maker = MessageMaker(13)
    var pair = DCIPair()
    pair.tamper = { operation, request in
      guard operation == "notify" else { return }
      request.body = Array(String(decoding: request.body, as: UTF8.self).replacing("death_date", with: "birth_date").utf8)
    }
    #expect(pair.say(maker.event(.deathRegistered)) == .refused("untrusted"))
  }
}
