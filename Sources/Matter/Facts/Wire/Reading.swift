/// What one half of an exchange says, as a dialect reads it.
package struct Reading: Hashable, Sendable {
  /// From the role that called, or from the role that served.
  package enum Half: String, Hashable, Sendable { case request, response }
  package var message: Message
  package var half: Half
  /// What ties this part to others of one transfer: a list's envelope, a report's list. nil: it stands alone.
  package var thread: String?
  /// Protocol ids, by kind: `message`, `transaction`, `correlation`, `reference`.
  package var ids: [(kind: String, value: String)]
  /// Deviations that were recognised and are worth a word, each as the text of an `Oddity`: a stable name, then where and what.
  package var oddities: [String]
  /// What the other half said of it, where this is a request.
  package var reply: Reply?
  /// Deviations of the other half, where it has no reading of its own.
  package var replyOddities: [String]
  package init(
    _ message: Message, _ half: Half, thread: String? = nil, ids: [(kind: String, value: String)] = [], oddities: [String] = [],
    reply: Reply? = nil, replyOddities: [String] = []
  ) {
    self.message = message
    self.half = half
    self.thread = thread
    self.ids = ids
    self.oddities = oddities
    self.reply = reply
    self.replyOddities = replyOddities
  }
  /// The deviations of this role, whichever half is its own.
  package func oddities(by role: Role) -> [String] {
    (message.from == role ? oddities : []) + (message.to == role ? replyOddities : [])
  }
  package func id(_ kind: String) -> String? { ids.first { $0.kind == kind }?.value }

  package static func == (a: Self, b: Self) -> Bool {
    a.message == b.message && a.half == b.half && a.thread == b.thread && a.oddities == b.oddities && a.reply == b.reply
      && a.replyOddities == b.replyOddities
      && a.ids.elementsEqual(b.ids, by: ==)
  }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(message)
    hasher.combine(thread)
  }
}

/// A message that the dialect cannot read. Says where and which rule.
package struct Misread: Error, Hashable, Sendable {
  /// What kind of wrong: decides the refusal.
  package enum Kind: String, Hashable, Sendable { case syntax, schema, signature, token, stale, unknown }
  package let kind: Kind
  /// A JSON pointer, header name or path part.
  package let place: String
  package let why: String
  package init(_ kind: Kind, at place: String, _ why: String) {
    self.kind = kind
    self.place = place
    self.why = why
  }
}

/// Facts that a dialect has no word for.
package struct Unsayable: Error, Hashable, Sendable {
  package let kind: MessageKind
  package let facts: [String]
  package init(_ kind: MessageKind, facts: [String] = []) {
    self.kind = kind
    self.facts = facts
  }
}
