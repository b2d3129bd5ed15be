import Documents
import Facts
import Records
import Testing

/// What every register does with records: finds them by conditions, orders and pages them, and knows who wants to hear of them.
@Suite struct RecordTests {
  static let attributes = Attributes(
    days: ["registration.date"], words: ["person.id", "crop"], numbers: ["farm.area"], sortable: ["farm.area", "crop"])
  static let book = RecordBook(
    [("1", "0.8", "maize"), ("2", "12", "rice"), ("3", "2.50", "rice")].map { number, area, crop in
      var facts = Facts()
      facts[.personID] = [Identifier(.uin, number)]
      facts[.farmArea] = ExactDecimal(area)
      facts[.crop] = crop
      return RecordBook.Record([Identifier(.uin, number)], facts)
    })

  static func line(_ attribute: String, _ comparison: String, _ value: String, _ alternative: Int? = nil, negated: Bool? = nil) -> Facts {
    var facts = Facts()
    facts[.attribute] = attribute
    facts[.comparison] = comparison
    facts[.value] = value
    facts[.alternative] = alternative
    facts[.negated] = negated
    return facts
  }
  static func asked(_ lines: [Facts], _ more: (inout Facts) -> Void = { _ in }) -> Reply {
    var message = Message(.personRecord, from: .mis, to: .farmerRegistry, lines: Rows(lines))
    more(&message.facts)
    return book.find(message, in: attributes)
  }
  static func numbers(_ reply: Reply) -> [String] { reply.rows.compactMap { $0[.personID]?.first?.value } }

  @Test(arguments: [
    ([line("crop", "eq", "rice")], ["2", "3"]), ([line("crop", "eq", "rice"), line("farm.area", "lt", "2.51")], ["3"]),
    ([line("farm.area", "le", "2.5")], ["1", "3"]), ([line("farm.area", "lt", "2.5")], ["1"]),
    ([line("crop", "eq", "maize", 1), line("farm.area", "gt", "10", 2)], ["1", "2"]),
    ([line("crop", "eq", "rice", negated: true)], ["1"]), ([line("person.id", "in", "1 3 9")], ["1", "3"]),
  ])
  func `exactly those who fit are found`(lines: [Facts], found: [String]) { #expect(Self.numbers(Self.asked(lines)) == found) }

  @Test(arguments: [
    (line("colour", "eq", "red"), "unknown-attribute"), (line("crop", "gt", "rice"), "unknown-operator"),
    (line("farm.area", "eq", "wide"), "wrong-value"), (line("registration.date", "ge", "yesterday"), "wrong-value"),
  ])
  func `what cannot be compared is refused by its reason`(line: Facts, reason: String) {
    #expect(Self.asked([line]).reason == reason)
  }

  @Test func `pages neither lose nor repeat, at every size`() {
    for size in 1...4 {
      let pages = (1...4).map { page in
        Self.asked([Self.line("farm.area", "gt", "0")]) {
          $0[.sort] = "farm.area desc"
          $0[.pageSize] = size
          $0[.page] = page
        }
      }
      #expect(pages.flatMap(Self.numbers) == ["2", "3", "1"])
      #expect(pages.allSatisfy { $0.facts[.found] == 3 })
    }
    let none = Self.asked([Self.line("farm.area", "gt", "0")]) { $0[.pageSize] = 0 }
    #expect(none.reason == "wrong-page-size")
  }

  @Test func `a subscription is heard until it ends, and only of those it asks for`() {
    let today = Day(number: 20_780)
    var subscriptions = Subscriptions()
    var asked = Message(.subscription, from: .mis, to: .farmerRegistry)
    asked.facts[.wanted] = "record-entered"
    asked.facts[.personID] = [Identifier(.uin, "1")]
    #expect(subscriptions.begin(asked, code: "s-1", today: today, in: Self.attributes).facts[.subscriptionCode] == "s-1")
    #expect(subscriptions.begin(asked, code: "s-2", today: today, in: Self.attributes).facts[.subscriptionCode] == "s-1")
    #expect(
      subscriptions.listeners(to: .recordEntered, about: [Identifier(.uin, "1")], Facts(), at: WorldInstant(today)).map(\.role) == [.mis])
    #expect(subscriptions.listeners(to: .recordEntered, about: [Identifier(.uin, "2")], Facts(), at: WorldInstant(today)).isEmpty)
    #expect(subscriptions.listeners(to: .recordChanged, about: [Identifier(.uin, "1")], Facts(), at: WorldInstant(today)).isEmpty)
    var end = Message(.subscriptionEnded, from: .mis, to: .farmerRegistry)
    end.facts[.subscriptionCode] = "s-1"
    #expect(subscriptions.end(end).taken == .accepted)
    #expect(subscriptions.listeners(to: .recordEntered, about: [Identifier(.uin, "1")], Facts(), at: WorldInstant(today)).isEmpty)
    #expect(subscriptions.end(end).reason == "already-ended")
    end.facts[.subscriptionCode] = "s-9"
    #expect(subscriptions.end(end).reason == "unknown-code")
  }
}
