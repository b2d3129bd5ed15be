package import Facts

/// Who asked to be told of what, under which code.
package struct Subscriptions: Sendable {
  package struct Entry: Sendable {
    package let code: String
    package let subscriber: Role
    package let wanted: [MessageKind]
    /// nil: of everybody.
    let about: [Identifier]?
    /// The last day on which it holds; nil: until it is ended.
    let until: Day?
    package func isOver(on day: Day) -> Bool { until.map { $0 < day } ?? false }
  }
  package private(set) var entries: [Entry] = []
  private var ended: [String] = []
  private var subscribers: [Role] = []
  package init() {}

  /// The code of a subscription to these kinds; who asks again for the same gets the same.
  package mutating func begin(_ message: Message, code: String, today: Day) -> Reply {
    let wanted = (message.facts[.wanted] ?? "").split(separator: " ").map { MessageKind($0) }
    guard !wanted.isEmpty else { return .refused("unknown-event") }
    let about = message.facts[.personID]
    entries.removeAll { $0.isOver(on: today) }
    let until = message.facts[.subscriptionDays].map { today.adding(days: $0) }
    let known = entries.first { $0.subscriber == message.from && $0.wanted == wanted && $0.about == about && $0.until == until }
    if known == nil { entries.append(Entry(code: code, subscriber: message.from, wanted: wanted, about: about, until: until)) }
    if !subscribers.contains(message.from) { subscribers.append(message.from) }
    var facts = Facts()
    facts[.subscriptionCode] = known?.code ?? code
    return Reply(.accepted, facts: facts)
  }
  /// Whether somebody has ever subscribed, whatever has become of it.
  package func hasBegun(by subscriber: Role) -> Bool { subscribers.contains(subscriber) }

  /// Ends those of these codes; the reply names those that it ended.
  package mutating func end(_ message: Message) -> Reply {
    let codes = (message.facts[.subscriptionCode] ?? "").split(separator: " ").map(String.init)
    let own = codes.filter { code in entries.contains { $0.code == code && $0.subscriber == message.from } }
    guard !own.isEmpty else {
      return .refused(!codes.isEmpty && codes.allSatisfy(ended.contains) ? "already-ended" : "unknown-code")
    }
    entries.removeAll { own.contains($0.code) }
    ended += own
    var facts = Facts()
    facts[.subscriptionCode] = own.joined(separator: " ")
    return Reply(.accepted, facts: facts)
  }

  /// The codes of all that the subscriber of this one has to the same events.
  package func overlapping(_ code: String) -> [String] {
    guard let one = entries.first(where: { $0.code == code }) else { return [code] }
    return entries.filter { $0.subscriber == one.subscriber && $0.wanted.contains(where: one.wanted.contains) }.map(\.code)
  }

  /// Who hears of such an event about somebody, each once, however many of its subscriptions cover it.
  package func listeners(to kind: MessageKind, about person: [Identifier], on day: Day) -> [Role] {
    entries.filter { !$0.isOver(on: day) && $0.wanted.contains(kind) && ($0.about.map { $0.names(person) } ?? true) }.map(\.subscriber)
      .reduce(into: []) { all, role in if !all.contains(role) { all.append(role) } }
  }
}
