package import Facts

/// A system: facts in, facts out. It never sees a dialect, a peer's address or a socket.
///
/// One `Mutex` around its state, never held over an `await`: with turns there is no contention, in a served sandbox it lasts microseconds.
package protocol Register: Sendable {
  var card: RegisterCard { get }
  /// Starts what the system does by itself (payment cycles): spawned activities that sleep until they are due.
  func begin(_ activity: Activity, _ peers: any Peers) async
  /// Does something in its own world, and tells its peers of it. Gives what the act's card promises.
  func act(_ act: Act, _ activity: Activity, _ peers: any Peers) async throws(Refused) -> Facts
  /// Takes what a peer tells or asks. Work that follows the answer is spawned on the activity.
  func take(_ message: Message, _ activity: Activity, _ peers: any Peers) async -> Reply
  /// A look inside, for the self-check and for probes of simulated systems. Changes nothing.
  func answer(_ question: Question, at now: WorldInstant) -> Answer
  /// A message of a kind as this system would say it about somebody or something. The harness spoils or repeats it; nothing is recorded.
  func compose(_ kind: MessageKind, about: PersonKey?, _ inputs: Facts, at now: WorldInstant) -> Message?
  /// Sets what will happen later.
  func arrange(_ arrangement: Arrangement, at now: WorldInstant) throws(Refused)
}

extension Register {
  package func begin(_ activity: Activity, _ peers: any Peers) async {}
  package func compose(_ kind: MessageKind, about: PersonKey?, _ inputs: Facts, at now: WorldInstant) -> Message? { nil }
  package func arrange(_ arrangement: Arrangement, at now: WorldInstant) throws(Refused) {
    throw Refused("\(card.role) has nothing to arrange under \"\(arrangement.subject)\"")
  }
}

/// The other systems of the world, as a register may speak to them.
package protocol Peers: Sendable {
  /// Says the message on the edge that carries its kind, and gives what the peer said of it.
  /// Retries, acknowledgements, callbacks and polls are the dialect's business and are over when this returns.
  /// A peer that does not exist in this world, or an edge whose dialect has no word for it, gives `.failed` with that reason.
  func say(_ message: Message, _ activity: Activity) async -> Reply
  /// Whether anybody would hear it: an edge for this kind exists in this world.
  func hears(_ kind: MessageKind, from: Role, to: Role) -> Bool
}

/// What a system can do, for lint, documentation and the editor's schema.
package struct RegisterCard: Sendable {
  package let role: Role
  package let title: String
  package let acts: [ActCard]
  package let questions: [QuestionCard]
  /// Conditions that `given` can make true: an act of the same name, confirmed by the question of the same name.
  package let givens: [ActCard]
  package let arrangements: [ArrangementCard]
  /// Named wrong behaviours, each a switch.
  package let defects: [DeviationCard]
  /// Named right behaviours unlike the default.
  package let twists: [DeviationCard]

  package struct ActCard: Sendable {
    package let name: String
    package let people: [String]
    package let inputs: [String]
    package let gives: [String]
    package let says: String
    package init(_ name: String, people: [String] = [], inputs: [String] = [], gives: [String] = [], _ says: String) {
      self.name = name
      self.people = people
      self.inputs = inputs
      self.gives = gives
      self.says = says
    }
  }
  package struct QuestionCard: Sendable {
    package let name: String
    package let inputs: [String]
    package let answers: [String]
    package let says: String
    package init(_ name: String, inputs: [String] = [], answers: [String], _ says: String) {
      self.name = name
      self.inputs = inputs
      self.answers = answers
      self.says = says
    }
  }
  package struct ArrangementCard: Sendable {
    package let subject: String
    package let forms: [String]
    package init(_ subject: String, _ forms: [String]) {
      self.subject = subject
      self.forms = forms
    }
  }
  package struct DeviationCard: Sendable {
    package let name: String
    package let says: String
    package init(_ name: String, _ says: String) {
      self.name = name
      self.says = says
    }
  }
  package init(
    role: Role, title: String, acts: [ActCard] = [], questions: [QuestionCard] = [], givens: [ActCard] = [],
    arrangements: [ArrangementCard] = [], defects: [DeviationCard] = [], twists: [DeviationCard] = []
  ) {
    self.role = role
    self.title = title
    self.acts = acts
    self.questions = questions
    self.givens = givens
    self.arrangements = arrangements
    self.defects = defects
    self.twists = twists
  }
}
