/// The wire protocol of an edge: a translator, and conversations that wait in its stead. It decides nothing.
package protocol Dialect: Sendable {
  var card: DialectCard { get }
  var operations: [Operation] { get }
  /// What simulated actors can do otherwise on this wire. Required of each, so that none is left out where they are listed and proved.
  var deviations: [DialectDeviation] { get }
  /// The client face: how `role` says or asks this kind. nil where it cannot be said.
  func speak(_ kind: MessageKind, from role: Role) -> (any Conversation)?
  /// The server face of an operation.
  func serve(_ operation: OperationName) -> (any Conversation)?
  /// The fact view: what a recorded exchange says, request first. Never throws: what cannot be read has no facts and an oddity.
  /// `session` is that of the simulated side that recorded it.
  func view(_ operation: OperationName, _ request: WireRequest, _ response: WireResponse?, _ session: Session) -> [Reading]
  /// What stands in an encrypted body; nil where nothing in it is encrypted, or the session has no key for it.
  func opened(_ body: [UInt8], _ session: Session) -> [UInt8]?
  /// Sends a raw request of a wire suite: fills in what it leaves open, shows a token, signs.
  func call(_ raw: RawCall, as operation: OperationName) -> any Conversation
  /// Says the very bytes of an earlier request once more, where what stands beside them (a token) may be over; nil: they go as they are.
  func again(_ request: WireRequest, as operation: OperationName) -> (any Conversation)?
  /// A body of `session`'s role that was changed on its way out, under a signature that holds again: whoever says something else signs that.
  func signed(_ changed: [UInt8], inPlaceOf body: [UInt8], _ session: Session) -> [UInt8]
}

extension Dialect {
  package func again(_ request: WireRequest, as operation: OperationName) -> (any Conversation)? { nil }
  package func signed(_ changed: [UInt8], inPlaceOf body: [UInt8], _ session: Session) -> [UInt8] { changed }
  package func opened(_ body: [UInt8], _ session: Session) -> [UInt8]? { nil }
  package func call(_ raw: RawCall, as operation: OperationName) -> any Conversation {
    Ask { (_, course, _, _) throws(Unsayable) in course.answers.isEmpty ? .send(raw.plain, as: operation) : .finish(.accepted) }
  }
}

/// What a dialect is, for documentation, lint and the plan.
package final class DialectCard: Sendable {
  package let name: DialectName
  package let title: String
  /// Where the protocol is published.
  package let source: String
  /// Per message kind: who tells whom, and which facts it can carry. A fact that is not listed makes a check not applicable.
  package let carries: [Carried]
  package let faults: [FaultCard]
  package let settings: [SettingCard]
  /// Deviations that it recognises in what others write.
  package let oddities: [OddityCard]
  /// Bodies hold fresh randomness (encryption), so that their bytes differ from run to run.
  package let sealed: Bool
  /// The beginning of a path that the setting `at` replaces at the peer: `/registry`.
  package let movable: [String]

  package struct Carried: Sendable {
    package let kind: MessageKind
    package let from: Role
    package let to: Role
    package let facts: [String]
    package let lineFacts: [String]
    /// The setting by which an edge declares a word for it, where the standard has none.
    package let onlyWith: String?
    package init(
      _ kind: MessageKind, from: Role, to: Role, facts: [String], lineFacts: [String] = [], onlyWith: String? = nil
    ) {
      self.kind = kind
      self.from = from
      self.to = to
      self.facts = facts
      self.lineFacts = lineFacts
      self.onlyWith = onlyWith
    }
  }
  package init(
    name: DialectName, title: String, source: String, carries: [Carried], faults: [FaultCard] = [], settings: [SettingCard] = [],
    oddities: [OddityCard] = [], sealed: Bool = false, movable: [String] = []
  ) {
    self.name = name
    self.title = title
    self.source = source
    self.carries = carries
    self.faults = faults
    self.settings = settings
    self.oddities = oddities
    self.sealed = sealed
    self.movable = movable
  }
  /// What it says on an edge with these settings: of what the standard has no word for, only that for which the edge declares one.
  package func saying(_ settings: Settings) -> DialectCard {
    let said = carries.filter { $0.onlyWith.map { settings[$0] != nil } ?? true }
    guard said.count < carries.count else { return self }
    return DialectCard(
      name: name, title: title, source: source, carries: said, faults: faults, settings: self.settings, oddities: oddities, sealed: sealed,
      movable: movable)
  }
  /// Where an operation lies at a peer whose edge says `at`. What lies beneath the messages (tokens, keys) is not moved.
  package func place(of operation: Operation, at: String?) -> String {
    guard let at else { return operation.path }
    guard !movable.isEmpty else { return Self.moved(operation.path, to: at) }
    if let start = movable.first(where: operation.path.hasPrefix) { return at + operation.path.dropFirst(start.count) }
    return operation.carriesMessages ? at + operation.path : operation.path
  }
  /// Where a dialect moves nothing itself, `at` takes the place of the first segment that it repeats, or stands before the path.
  package static func moved(_ path: String, to at: String) -> String {
    let first = "/" + (path.split(separator: "/").first.map(String.init) ?? "")
    return at.hasSuffix(first) ? at + path.dropFirst(first.count) : at + path
  }
  package func carries(_ kind: MessageKind, fact: String) -> Bool {
    carries.contains { $0.kind == kind && ($0.facts.contains(fact) || $0.lineFacts.contains(fact)) }
  }
}

package struct FaultCard: Sendable {
  /// `schema` and `security` are the groups that scenarios expand: `dialect.faults.schema`.
  package enum Group: String, Sendable { case schema, security, content }
  package let name: FaultName
  package let group: Group
  package let kinds: [MessageKind]
  package let says: String
  package init(_ name: FaultName, _ group: Group, on kinds: [MessageKind], _ says: String) {
    self.name = name
    self.group = group
    self.kinds = kinds
    self.says = says
  }
}

extension [FaultCard] {
  /// Whether a message can be said with the fault that it carries.
  ///
  /// - Throws: `Unsayable` where none of these is its fault for messages of its kind.
  package func check(_ message: Message) throws(Unsayable) {
    guard let fault = message.fault else { return }
    guard contains(where: { $0.name == fault && $0.kinds.contains(message.kind) }) else {
      throw Unsayable(message.kind, facts: ["fault \(fault)"])
    }
  }
}

package struct SettingCard: Sendable {
  package let name: String
  package let choices: [String]
  package let says: String
  package init(_ name: String, _ choices: [String], _ says: String) {
    self.name = name
    self.choices = choices
    self.says = says
  }
}
