import Facts

/// What a conversation does, in words, so that tables can be read: `send tell`, `wake 1 min`, `finish accepted`.
func words(_ effects: [ConversationEffect]) -> String {
  effects.map { effect in
    switch effect {
    case .send(let request, let operation): "send \(operation)\(request.body.isEmpty ? "" : " " + String(decoding: request.body, as: UTF8.self))"
    case .deliver(let message): "deliver \(message.kind)"
    case .respond(let response): "respond \(response.status)"
    case .await(let key, _): "await \(key)"
    case .call(let key, _): "call \(key)"
    case .wake(let after): "wake \(after)"
    case .note(let name, _): "note \(name)"
    case .finish(let reply): "finish \(([reply.taken.rawValue] + (reply.reason.map { [$0] } ?? [])).joined(separator: " "))"
    }
  }.joined(separator: ", ")
}

/// Runs a conversation through events, and gives what it did at each.
func play(_ conversation: any Conversation, _ events: [ConversationEvent], deviations: Set<String> = []) -> [String] {
  var conversation = conversation
  var session = Session(role: .crvs, peer: .mis, deviations: deviations)
  let stamp = Stamp(wire: WireInstant(milliseconds: 0), today: Day(number: 0)) { "\($0)-1" }
  return events.map { words(conversation.on($0, &session, stamp)) }
}

let told = Message(.deathRegistered, from: .crvs, to: .mis)
let heard = WireRequest("POST", "/heard")
func answered(_ status: Int) -> ConversationEvent { .answered(WireResponse(status)) }
let lost = ConversationEvent.failed(SendFailure(.reset, "in the body"))
func reading(_ thread: String? = nil, oddities: [String] = []) -> Reading {
  Reading(told, .request, thread: thread, oddities: oddities)
}

/// A token that must be fetched first, and that a 401 makes worthless.
enum TokenSlot: SessionKey { static var initial: String? { nil } }
let fetchesToken = Preparation(
  missing: { _, session, _ in session[TokenSlot.self] == nil ? .init(WireRequest("POST", "/token"), as: "token") : nil },
  keep: { _, response, session, _ in if response.status == 200 { session[TokenSlot.self] = "t" } },
  isStale: { response, _ in response.status == 401 }, forget: { $0[TokenSlot.self] = nil })
