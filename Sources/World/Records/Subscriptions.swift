package import Facts

/// Who asked to be told of what, under which code.
package struct Subscriptions: Sendable {
  package struct Entry: Sendable {
    package let code: String
    package let subscriber: Role
    package let wanted: [MessageKind]
    /// nil: of everybody.
    let about: [Identifier]?
    /// What the record must say; nil: of any.
    let conditions: Query?
    /// nil: whenever something happens.
    let schedule: Schedule?
    /// The day on which it begins; nil: at once.
    let from: Day?
    /// The last day on which it holds; nil: until it is ended.
    let until: Day?
    package func isOver(on day: Day) -> Bool { until.map { $0 < day } ?? false }
  }
  /// Who is to hear of something, and how long it has to wait for that; nil: not at all.
  package struct Listener: Hashable, Sendable {
    package let role: Role
    package let code: String
    package let wait: WorldDuration?
    package init(role: Role, code: String = "", wait: WorldDuration? = nil) {
      self.role = role
      self.code = code
      self.wait = wait
    }
  }
  package private(set) var entries: [Entry] = []
  private var ended: [String] = []
  private var subscribers: [Role] = []
  package init() {}

  /// The code of a subscription to these kinds; who asks again for the same gets the same. `attributes`: by which its conditions may ask.
  package mutating func begin(_ message: Message, code: String, today: Day, in attributes: Attributes) -> Reply {
    let wanted = (message.facts[.wanted] ?? "").split(separator: " ").map { MessageKind($0) }
    guard !wanted.isEmpty else { return .refused("unknown-event") }
    let about = message.facts[.personID]
    if let about, !attributes.knows(about) { return .refused("unknown-id-type") }
    let query: Query
    do throws(Unfit) { query = try Query(message.lines, in: attributes) } catch { return .refused(error.reason) }
    var schedule: Schedule?
    if let times = message.facts[.subscriptionTimes] {
      guard let read = Schedule(times), message.facts[.subscriptionDays].map({ $0 > 0 }) ?? true else {
        return .refused("unknown-frequency")
      }
      schedule = read.isAlways ? nil : read
    }
    let (conditions, from) = (query.isEmpty ? nil : query, message.facts[.subscriptionFrom].flatMap { $0 > today ? $0 : nil })
    entries.removeAll { $0.isOver(on: today) }
    let until = message.facts[.subscriptionDays].map { (from ?? today).adding(days: $0) }
    let new = Entry(
      code: code, subscriber: message.from, wanted: wanted, about: about, conditions: conditions, schedule: schedule, from: from,
      until: until)
    let known = entries.first { $0.isSame(as: new) }
    if known == nil { entries.append(new) }
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

  /// Who hears of such an event about somebody whose record says this: each once, by the subscription that tells it first.
  package func listeners(to kind: MessageKind, about person: [Identifier], _ row: Facts, at now: WorldInstant) -> [Listener] {
    let day = now.day
    let heard = entries.filter { one in
      !one.isOver(on: day) && one.from.map { $0 <= day } ?? true && one.wanted.contains(kind)
        && (one.about.map { $0.names(person) } ?? true) && (one.conditions?.admits(row) ?? true)
    }
    return heard.reduce(into: []) { all, one in
      let due = one.schedule.map { $0.first(from: now) } ?? now
      guard let due else { return }
      let listener = Listener(role: one.subscriber, code: one.code, wait: due > now ? due - now : nil)
      guard let at = all.firstIndex(where: { $0.role == one.subscriber }) else { return all.append(listener) }
      if let before = all[at].wait, listener.wait.map({ $0 < before }) ?? true { all[at] = listener }
    }
  }
  /// Whether what had to wait is still to be told.
  package func holds(_ listener: Listener, on day: Day) -> Bool {
    listener.wait == nil || entries.contains { $0.code == listener.code && !$0.isOver(on: day) }
  }
}

extension Subscriptions.Entry {
  /// Apart from the code.
  fileprivate func isSame(as other: Self) -> Bool {
    subscriber == other.subscriber && wanted == other.wanted && about == other.about && conditions == other.conditions
      && schedule == other.schedule && from == other.from && until == other.until
  }
}
