import AccountMapper
import Facts
import Population
import Testing
import Timeline

/// Whoever pays by the mapper relies on its latest word.
@Suite struct AccountMapperTests {
  struct NoPeers: Peers {
    func say(_ message: Message, _ activity: Activity) async -> Reply { Reply(.failed, reason: "no-peer") }
    func hears(_ kind: MessageKind, from: Role, to: Role) -> Bool { false }
  }
  static let anna = [Identifier(.uin, "2987654326")]

  static func message(_ kind: MessageKind, _ account: String? = nil) -> Message {
    var facts = Facts()
    facts[.personID] = anna
    facts[.account] = account.map { [Identifier(.account, $0)] }
    return Message(kind, from: .mis, to: .mapper, facts: facts)
  }

  /// What the mapper says of each message in turn: the account where it names one, else its word.
  static func said(_ messages: [Message], _ deviations: Set<String> = []) async -> [String] {
    let mapper = AccountMapper(story: Story(today: Day(number: 20_700), people: [], programmes: []), deviations: deviations)
    let timeline = Timeline(mode: .turns, start: WorldInstant(Day(number: 20_700), hour: 9), seed: 1, wire: .virtual, carrier: Nowhere())
    return await timeline.perform(Path([1])) { activity in
      var words: [String] = []
      for message in messages {
        let reply = await mapper.take(message, activity, NoPeers())
        words.append(reply.facts[.account]?.first?.value ?? reply.reason ?? reply.taken.rawValue)
      }
      return words
    }
  }

  @Test func `the latest word counts`() async {
    let words = await Self.said([
      Self.message(.accountResolve), Self.message(.accountUpdate, "1"), Self.message(.accountLink, "1"), Self.message(.accountResolve),
      Self.message(.accountUpdate, "2"), Self.message(.accountResolve), Self.message(.accountUnlink), Self.message(.accountResolve),
      Self.message(.accountUnlink), Self.message(.accountLink, "3"), Self.message(.accountResolve),
    ])
    #expect(
      words == [
        "unknown-person", "unknown-person", "accepted", "1", "accepted", "2", "accepted", "unknown-person", "unknown-person", "accepted",
        "3",
      ])
  }

  @Test func `the same number of two who give numbers is of two people, and the same account of two who keep them is two`() async {
    func told(_ kind: MessageKind, _ giver: String?, _ account: String? = nil, at keeper: String? = nil) -> Message {
      var message = Self.message(kind, account)
      message.facts[.personProvider] = giver
      message.facts[.accountProvider] = keeper
      return message
    }
    let words = await Self.said([
      told(.accountLink, "nid", "1", at: "bank-a"), told(.accountLink, "elsewhere", "2"), told(.accountResolve, "nid"),
      told(.accountResolve, "elsewhere"), told(.accountResolve, "nowhere"), told(.accountResolve, "nid", "1", at: "bank-a"),
      told(.accountResolve, "nid", "1", at: "bank-b"), told(.accountResolve, nil),
    ])
    #expect(words == ["accepted", "accepted", "1", "2", "unknown-person", "1", "not-linked", "1"])
  }

  @Test func `a message that names nobody or no account is refused`() async {
    let nobody = Message(.accountResolve, from: .payments, to: .mapper)
    #expect(await Self.said([nobody, Self.message(.accountLink)]) == ["incomplete-message", "incomplete-message"])
  }

  @Test func `a defective mapper keeps what it was told to change`() async {
    let messages = [
      Self.message(.accountLink, "1"), Self.message(.accountUpdate, "2"), Self.message(.accountUnlink), Self.message(.accountResolve),
    ]
    let words = await Self.said(messages, ["keeps-old-accounts", "keeps-unlinked"])
    #expect(words == ["accepted", "accepted", "accepted", "1"])
  }
}
