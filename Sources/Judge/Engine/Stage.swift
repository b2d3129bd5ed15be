import Conformance
package import Documents
package import Evidence
package import Facts
package import Population
package import Timeline

/// The world of one scenario instance, as the engine sees it. Implemented over the Sandbox where everything meets.
package protocol Stage: Sendable {
  var timeline: Timeline { get }
  var story: Story { get }
  func occupant(_ role: Role) -> Occupant
  /// The dialect of an edge of the scenario; nil where this world has no such edge.
  func card(of edge: EdgeName) -> DialectCard?
  var hasReal: Bool { get }
  /// Whether malformed and forged messages may be sent to a real system: its target must say so.
  var allowsHostileInput: Bool { get }

  func act(_ act: Act, by role: Role, at path: Path) async throws(Refused) -> Facts
  /// A look inside a simulated system; nil where the role is not ours.
  func ask(_ question: Question, of role: Role) -> Answer?
  func arrange(_ arrangement: Arrangement, with role: Role) throws(Refused)
  /// A message of a kind as the role would say it about somebody or something; nil where it has none.
  func compose(_ kind: MessageKind, by role: Role, about: PersonKey?, _ inputs: Facts) -> Message?
  func say(_ message: Message, at path: Path) async -> Reply
  /// The very bytes of a recorded exchange, once more.
  func repeatBytes(of exchange: Exchange, at path: Path) async
  /// A recorded exchange as its sender would say it now, changed or spoiled; gives how it was taken. nil where the dialect cannot say it.
  func spoil(_ exchange: Exchange, _ changes: [JSON], _ fault: FaultName?, at path: Path) async -> Reply?
  /// A raw request to a role, as the role's peer sends it. false where no edge of this world leads there.
  func call(_ raw: RawCall, on role: Role, at path: Path) async -> Bool
  /// Waits on the wall for something from a real actor, at most so many milliseconds. Gives how long it waited.
  func hear(atMost milliseconds: Int) async -> Int
  /// Whether a hook of a real system arranges this. Variants that nobody can arrange are not played.
  func mayArrange(_ name: String, with role: Role) -> Bool
  /// Something that only the vendor's side can do: a hook. nil where the target declares none.
  func hook(_ name: String, role: Role, _ inputs: [(name: String, value: String)]) async -> Hooked?
  /// Where a vendor's clock stands, if its hooks have moved it: no day that it is told lies after its today. nil where it is the wall's.
  func clock(of role: Role) -> WorldInstant?
  /// Its clock hook was asked to move it so far, or one of its hooks said on which day it now stands.
  func moveClock(of role: Role, by length: (WorldInstant) -> WorldInstant)
  /// A person at the vendor's side does or says something; nil where the target names nobody.
  func person(_ request: PersonRequest) async -> Hooked?
  /// Whether a person does this at a real system, since no hook does.
  func isByHand(_ act: String, of role: Role) -> Bool
  /// The vendor's observers for a question, best first.
  func observers(_ question: String, role: Role) -> [Observer]
  func observe(_ observer: Observer, question: String, role: Role, _ inputs: [(name: String, value: String)]) async -> Observed
  /// How long we look for a kind of thing, in milliseconds of wire time.
  func patience(for kind: MessageKind) -> Int
  /// Whether what is only ever pushed over this edge can come: not from a system whose target says that it cannot reach us.
  func canCome(from: Role, to: Role, over edge: EdgeName) -> Bool
  /// Whether this role asks for what it would else be told over the edge: a poll that answers in the place of a callback.
  func isAskedFor(_ kind: MessageKind, by role: Role, over edge: EdgeName) -> Bool
  /// A place in the story that a run which was broken off comes to again in the same order.
  func pass(_ mark: String) async
  /// The run was broken off while this exchange was on its way, and it was sent again: what was answered to the second says nothing of
  /// the first.
  func isInDoubt(_ exchange: String) -> Bool
  func close() async
}

extension Stage {
  package func spoil(_ exchange: Exchange, _ changes: [JSON], _ fault: FaultName?, at path: Path) async -> Reply? { nil }
  package func canCome(from: Role, to: Role, over edge: EdgeName) -> Bool { true }
  package func mayArrange(_ name: String, with role: Role) -> Bool { false }
  package func isByHand(_ act: String, of role: Role) -> Bool { false }
  package func clock(of role: Role) -> WorldInstant? { nil }
  package func moveClock(of role: Role, by length: (WorldInstant) -> WorldInstant) {}
  package func isAskedFor(_ kind: MessageKind, by role: Role, over edge: EdgeName) -> Bool { false }
  package func pass(_ mark: String) async {}
  package func isInDoubt(_ exchange: String) -> Bool { false }
}

/// What a hook of the vendor did.
package struct Hooked: Sendable {
  package let isDone: Bool
  /// What it gave, by name; and what went wrong.
  package let gives: [(name: String, value: String)]
  package let note: String
  /// A person did it, or said why not: who, for the evidence.
  package let by: String?
  /// Nobody did anything within patience.
  package let isWaitedOut: Bool
  package init(isDone: Bool, gives: [(name: String, value: String)] = [], note: String, by: String? = nil, isWaitedOut: Bool = false) {
    self.isDone = isDone
    self.gives = gives
    self.note = note
    self.by = by
    self.isWaitedOut = isWaitedOut
  }

  /// The day on which the vendor's clock stands since, where the hook says so.
  var today: Day? { gives.first { $0.name == "today" }.flatMap { Day(String($0.value.prefix(10))) } }

  var reason: Reason { isWaitedOut ? .inconclusivePatience : .inconclusivePrecondition }
}

/// What an observer of the vendor said, or why it could not be asked.
package struct Observed: Sendable {
  package let word: String?
  package let note: String?
  package init(_ word: String?, note: String? = nil) {
    self.word = word
    self.note = note
  }
}

/// One rung of the ladder by which a question is answered.
package enum Observer: Sendable {
  /// What it pays next shows what it understood: grade A.
  case paymentList
  /// A standard query that the target names: grade B. `index` is its place in the target.
  case query(index: Int)
  /// The vendor's own adapter: grade C.
  case adapter(index: Int)
  /// A person: grade D.
  case person

  /// Whether the vendor's system itself is asked, now.
  var isAsked: Bool {
    switch self {
    case .query, .adapter: true
    case .paymentList, .person: false
    }
  }
  var isPaymentList: Bool {
    if case .paymentList = self { return true }
    return false
  }
}

/// Who fills a role in this run.
package enum Occupant: Hashable, Sendable {
  /// Ours, and right: what fails here is our fault.
  case simulated
  /// In our process, and judged like a vendor's: defects, impostors, twins.
  case underTest
  /// A vendor's system.
  case real
  case nobody

  package var isJudged: Bool { self == .underTest || self == .real }
}
