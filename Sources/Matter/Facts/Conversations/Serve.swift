/// Serves a request that is answered at once: reads it, hands what it says to the own register, answers with the register's word.
/// One request may hold several messages; each is delivered, in order, and the answer has the register's words in that order.
package struct Serve: Conversation {
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
      guard replies.count == readings.count else { return [] }
      return [.respond(script.answer(readings, replies, &session, stamp)), .finish(reply)]
    case .begin, .answered, .failed, .called, .due: return []
    }
  }

  private mutating func proceed(_ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    guard let request else { return [] }
    if let errand = errands.next(.reading(request), &session, stamp) { return [errand] }
    do throws(Misread) {
      readings = try script.read(request, &session, stamp)
      guard !readings.isEmpty else { return [.respond(script.answer([], [], &session, stamp)), .finish(.accepted)] }
      return readings.notes + readings.map { .deliver($0.message) }
    } catch {
      return [.respond(script.refuse(error, request, &session, stamp)), .finish(.misread(error))]
    }
  }
}

extension [Reading] {
  /// Oddities as effects.
  var notes: [ConversationEffect] { flatMap { reading in reading.oddities.map { .note($0, detail: reading.message.kind.text) } } }
}

extension Reply {
  static func misread(_ why: Misread) -> Reply { Reply(.refused, reason: "\(why.kind.rawValue) \(why.place)") }
}
