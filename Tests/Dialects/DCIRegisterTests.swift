import DialectsDCI
import Documents
import Facts
import Testing

/// The registers beside the civil one: what they hold and what they are asked goes over the wire and comes back whole.
@Suite struct DCIRegisterTests {
  /// What each says of a person besides who it is.
  static let registers: [(role: Role, more: @Sendable (inout Facts) -> Void)] = [
    (
      .socialRegistry,
      { facts in
        facts[.groupID] = [Identifier("GROUP", "G-7")]
        facts[.groupSize] = 3
        facts[.povertyScore] = ExactDecimal("12.5")
      }
    ),
    (
      .ibr,
      { facts in
        facts[.programme] = "CHA"
        facts[.enrolmentState] = "enrolled"
        facts[.eventDate] = Day("2026-05-01")
      }
    ),
    (
      .disabilityRegistry,
      { facts in
        facts[.disabilityStatus] = "approved"
        facts[.disabilityLevel] = "severe"
        facts[.impairment] = "hearing"
        facts[.support] = "interpreter"
      }
    ),
    (
      .farmerRegistry,
      { facts in
        facts[.farmID] = [Identifier("FARM", "F-7")]
        facts[.farmKind] = "crop"
        facts[.farmArea] = ExactDecimal("0.8")
        facts[.crop] = "maize"
      }
    ),
  ]
  static func person(_ more: (inout Facts) -> Void) -> Facts {
    var facts = Facts()
    facts[.personID] = [Identifier(.uin, "2987654326")]
    facts[.recordNumber] = "2987654326"
    facts[.personName] = "Ada Okoro"
    facts[.personSex] = "female"
    facts[.personBirthDate] = Day("1990-02-28")
    facts[.headID] = [Identifier(.uin, "4158603278")]
    facts[.registrationDate] = Day("2026-04-01")
    more(&facts)
    return facts
  }
  static func sorted(_ facts: Facts?) -> [String] { (facts?.entries ?? []).map { "\($0.name)=\($0.value)" }.sorted() }

  @Test(arguments: registers.indices)
  func `a record comes back whole, at once and by callback`(_ at: Int) {
    let (role, more) = Self.registers[at]
    let record = Self.person(more)
    for mode in ["sync", "async"] {
      var pair = DCIPair(role, .mis, settings: [("mode", mode)], reply: { _ in Reply(.accepted, rows: Rows([record])) })
      var question = Message(.personRecord, from: .mis, to: role)
      question.facts[.personID] = [Identifier(.uin, "2987654326")]
      let reply = pair.say(question)
      #expect(reply?.taken == .accepted, "\(String(describing: reply))")
      #expect(Self.sorted(reply.flatMap { Array($0.rows).first }) == Self.sorted(record))
      #expect(pair.told.map(\.to) == [role])
    }
  }

  @Test(arguments: registers.indices)
  func `who subscribed hears of the record under its own path`(_ at: Int) {
    let (role, more) = Self.registers[at]
    var pair = DCIPair(role, .mis)
    var event = Message(.recordEntered, from: role, to: .mis, facts: Self.person(more))
    event.facts[.eventID] = "e-1"
    #expect(pair.say(event)?.taken == .accepted)
    #expect(pair.exchange("notify")?.request.path != "/registry/notify")
    #expect(Self.sorted(pair.told.first?.facts) == Self.sorted(event.facts))
  }

  @Test(
    arguments: [
      (.socialRegistry, nil, nil), (.socialRegistry, "acme:Moved", "acme:Moved"), (.farmerRegistry, nil, nil),
      (.ibr, nil, "enrollement_status_change"),
    ] as [(Role, String?, String?)])
  func `a change for which the standard has no word is told in one that the edge declares, or not at all`(
    _ role: Role, _ declared: String?, _ word: String?
  ) throws {
    let settings = declared.map { [("event-type.changed", $0)] } ?? []
    var pair = DCIPair(role, .mis, settings: settings)
    var event = Message(.recordChanged, from: role, to: .mis, facts: Self.person { _ in })
    event.facts[.eventID] = "e-1"
    #expect(pair.say(event)?.taken == (word == nil ? .failed : .accepted))
    let said = pair.exchange("notify").flatMap { try? JSON(parsing: $0.request.body) }
    #expect(said?["message"]?["notify_event"]?[0]?["data"]?["reg_event_type"]?.text == word)
    var wish = Message(.subscription, from: .mis, to: role)
    wish.facts[.wanted] = "record-changed"
    #expect(pair.say(wish)?.taken == (word == nil ? .failed : .accepted))
    let card = pair.dialect.card.saying(Settings(settings))
    #expect(card.carries(.recordChanged, fact: "person.id") == (word != nil) && card.carries(.recordEntered, fact: "person.id"))
  }

  @Test(arguments: ["predicate", "expression"])
  func `alternatives and what is taken out are said in both shapes`(_ query: String) {
    func line(_ attribute: String, _ comparison: String, _ value: String, _ alternative: Int, _ isNegated: Bool? = nil) -> Facts {
      var facts = Facts()
      facts[.attribute] = attribute
      facts[.comparison] = comparison
      facts[.value] = value
      facts[.alternative] = alternative
      facts[.negated] = isNegated
      return facts
    }
    let lines = [line("poverty.score", "lt", "20", 1), line("group.size", "gt", "4", 2, true)]
    var pair = DCIPair(.socialRegistry, .mis, settings: [("query", query)])
    _ = pair.say(Message(.personRecord, from: .mis, to: .socialRegistry, lines: Rows(lines)))
    #expect(pair.told.first.map { $0.lines.map(Self.sorted) } == lines.map(Self.sorted))
  }

  @Test func `a disabled person is disabled, over the wire too`() {
    for isDisabled in [true, false] {
      var pair = DCIPair(
        .disabilityRegistry, .mis,
        reply: { _ in
          var reply = Reply.accepted
          reply.facts[.isDisabled] = isDisabled
          return reply
        })
      var question = Message(.disabled, from: .mis, to: .disabilityRegistry)
      question.facts[.personID] = [Identifier(.uin, "2987654326")]
      #expect(pair.say(question)?.facts[.isDisabled] == isDisabled)
    }
  }

  @Test func `a subscription ends by its code`() {
    var pair = DCIPair(
      .farmerRegistry, .mis,
      reply: { message in
        var reply = Reply.accepted
        reply.facts[.subscriptionCode] = message.facts[.subscriptionCode]
        return reply
      })
    var end = Message(.subscriptionEnded, from: .mis, to: .farmerRegistry)
    end.facts[.subscriptionCode] = "s-1 s-2"
    #expect(pair.say(end)?.facts[.subscriptionCode] == "s-1 s-2")
    #expect(pair.told == [end])
  }
}
