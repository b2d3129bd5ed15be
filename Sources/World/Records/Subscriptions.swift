package import Facts

/// Who asked to be told of what, under which code.
package struct Subscriptions: Sendable {
  package struct Entry: Sendable {
    package let code: String
    package let subscriber: Role
    package let wanted: [MessageKind]
    /// nil: of everybody.
    let about: [Identifier]?
  }
  package private(set) var entries: [Entry] = []
  private var ended: [String] = []
  private var subscribers: [Role] = []
  package init() {}

  /// The code of a subscription to these kinds; who asks again for the same gets the same.
  package mutating func begin(_ message: Message, code: String) -> Reply {
    let wanted = (message.facts[.wanted] ?? "").split(separator: " ").map { MessageKind($0) }
    guard !wanted.isEmpty else { return .refused("unknown-event") }
    let about = message.facts[.personID]
    let known = entries.first { $0.subscriber == message.from && $0.wanted == wanted && $0.about == about }
    if known == nil { entries.append(Entry(code: code, subscriber: message.from, wanted: wanted, about: about)) }
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

  /// Who hears of such an event about somebody, each once.
  package func listeners(to kind: MessageKind, about person: [Identifier]) -> [Role] {
    entries.filter { $0.wanted.contains(kind) && ($0.about.map { $0.names(person) } ?? true) }.map(\.subscriber)
      .reduce(into: []) { all, role in if !all.contains(role) { all.append(role) } }
  }
}
