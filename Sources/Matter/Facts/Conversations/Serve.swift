/// Serves a request that is answered at once: reads it, hands what it says to the own register, answers with the register's word.
/// One request may hold several messages; each is delivered, in order, and the answer has the register's words in that order.
/// A reading that already has its reply (a part that cannot be read) is not delivered.
package struct Serve: Conversation {
  /// Refuses a request of somebody who may not make it, before it is read.
  package typealias Door = @Sendable (WireRequest, inout Session, Stamp) throws(Misread) -> Void
  /// How it is read and answered.
  package struct Script: Sendable {
    let read: @Sendable (WireRequest, inout Session, Stamp) throws(Misread) -> [Reading]
    let answer: @Sendable ([Reading], [Reply], inout Session, Stamp) -> WireResponse
    let refuse: @Sendable (Misread, WireRequest, inout Session, Stamp) -> WireResponse
    package init(
      read: @escaping @Sendable (WireRequest, inout Session, Stamp) throws(Misread) -> [Reading],
      answer: @escaping @Sendable ([Reading], [Reply], inout Session, Stamp) -> WireResponse,
      refuse: @escaping @Sendable (Misread, WireRequest, inout Session, Stamp) -> WireResponse
    ) {
      self.read = read
      self.answer = answer
      self.refuse = refuse
    }

    /// The same behind a door: whom it does not let in is refused, and nothing of what was said is read.
    package func behind(_ door: @escaping Serve.Door) -> Self {
      Self(
        read: { (request, session, stamp) throws(Misread) in
          try door(request, &session, stamp)
          return try read(request, &session, stamp)
        }, answer: answer, refuse: refuse)
    }
  }

  private var errands: Errands
  private let script: Script
  private var request: WireRequest?
  private var readings: [Reading] = []
  private var replies: [Reply] = []

  package init(_ script: Script, preparing: Preparation? = nil) {
    errands = Errands(preparing)
    self.script = script
  }

  package mutating func on(_ event: ConversationEvent, _ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    if errands.take(event, &session, stamp) { return proceed(&session, stamp) }
    switch event {
    case .received(let came):
      request = came
      return proceed(&session, stamp)
    case .decided(let reply):
      replies.append(reply)
      return readings.undecided == replies.count ? answer(&session, stamp) : []
    case .begin, .answered, .failed, .called, .due: return []
    }
  }

  private mutating func proceed(_ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    guard let request else { return [] }
    if let errand = errands.next(.reading(request), &session, stamp) { return [errand] }
    do throws(Misread) {
      readings = try script.read(request, &session, stamp)
      return readings.notes + (readings.undecided == 0 ? answer(&session, stamp) : readings.deliveries)
    } catch {
      return [.respond(script.refuse(error, request, &session, stamp)), .finish(.misread(error))]
    }
  }

  private func answer(_ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    let words = readings.replies(with: replies)
    return [.respond(script.answer(readings, words, &session, stamp)), .finish(words.last ?? .accepted)]
  }
}

extension [Reading] {
  /// How many the register has to decide.
  var undecided: Int { count { $0.reply == nil } }
  var deliveries: [ConversationEffect] { filter { $0.reply == nil }.map { .deliver($0.message) } }
  /// The word on each: what it had already, or the register's next.
  func replies(with decided: [Reply]) -> [Reply] {
    var rest = decided[...]
    return map { $0.reply ?? rest.popFirst() ?? Reply(.failed, reason: "undecided") }
  }
  /// Oddities as effects.
  var notes: [ConversationEffect] {
    flatMap { reading in reading.oddities.map { .note(Oddity($0).name, detail: reading.message.kind.text) } }
  }
}

extension Reply {
  static func misread(_ why: Misread) -> Reply { Reply(.refused, reason: "\(why.kind.rawValue) \(why.place)") }
}
