/// Says something in one exchange, or in several one after another (a head, then its parts; a question, then polls), and ends with the
/// peer's word. Nothing is tried again: what asks can ask again.
///
/// The script is called at each turn with what the peer answered so far, and gives the next move. It keeps nothing of its own.
package struct Ask: Conversation {
  package enum Move: Sendable {
    case send(WireRequest, as: OperationName)
    /// To be called again after so long: a poll.
    case wait(WorldDuration)
    case finish(Reply)
  }
  /// What happened so far.
  package struct Course: Sendable {
    /// The answers to the script's own requests, in order.
    package internal(set) var answers: [(operation: OperationName, response: WireResponse)] = []
    /// The script's own last request: an answer must be one to it.
    package internal(set) var sent: WireRequest?
    /// How often it has waited since the last answer.
    package internal(set) var waits = 0
    package init() {}
  }
  package typealias Script = @Sendable (Message, Course, inout Session, Stamp) throws(Unsayable) -> Move

  private var errands: Errands
  private let script: Script
  private var message: Message?
  private var course = Course()
  private var asked: OperationName = ""

  package init(preparing: Preparation? = nil, script: @escaping Script) {
    errands = Errands(preparing)
    self.script = script
  }
  /// One request, one answer.
  package init(
    _ operation: OperationName, preparing: Preparation? = nil,
    write: @escaping @Sendable (Message, inout Session, Stamp) throws(Unsayable) -> WireRequest,
    read: @escaping @Sendable (WireResponse, Message, Session) -> Reply
  ) {
    self.init(preparing: preparing) { (message, course, session, stamp) throws(Unsayable) in
      if let answer = course.answers.last { return .finish(read(answer.response, message, session)) }
      return .send(try write(message, &session, stamp), as: operation)
    }
  }

  package mutating func on(_ event: ConversationEvent, _ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    if errands.take(event, &session, stamp) { return proceed(&session, stamp) }
    switch event {
    case .begin(let said):
      message = said
      return proceed(&session, stamp)
    case .answered(let response):
      if !errands.mustRenew(response, message.map { .saying($0) }, &session) {
        course.answers.append((asked, response))
        course.waits = 0
      }
      return proceed(&session, stamp)
    case .due:
      course.waits += 1
      return proceed(&session, stamp)
    case .failed(let why): return [.finish(.failed(why))]
    case .received, .decided, .called: return []
    }
  }

  private mutating func proceed(_ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    guard let message else { return [] }
    if let errand = errands.next(.saying(message), &session, stamp) { return [errand] }
    do throws(Unsayable) {
      switch try script(message, course, &session, stamp) {
      case .send(let request, let operation):
        asked = operation
        course.sent = request
        return [.send(request, as: operation)]
      case .wait(let time): return [.wake(after: time)]
      case .finish(let reply): return [.finish(reply)]
      }
    } catch { return [.finish(.unsayable(error))] }
  }
}
