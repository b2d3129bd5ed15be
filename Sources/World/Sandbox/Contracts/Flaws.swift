import Evidence
import Facts

/// Where the two halves of an exchange break the schemas of their operation. What is no answer at all fits none.
struct Flaws {
  private let caller: Role
  private let said: String?
  private let answered: String?
  private let reply: String?

  init(_ exchange: Exchange, _ schemas: MessageSchemas) {
    let answer = exchange.response.flatMap { $0.status < 300 ? $0 : nil }
    caller = exchange.from
    said = schemas.flaw(exchange.dialect, exchange.operation, .request, exchange.request.body)
    answered = answer.flatMap { schemas.flaw(exchange.dialect, exchange.operation, .answer, $0.body) }
    let isOwed = answer == nil && schemas.holds(exchange.dialect, exchange.operation, .answer)
    reply = isOwed ? "there is no answer but a refusal or a fault" : answered
  }

  /// As facts of a reading: `message.flaw` and, of its answer, `reply.flaw`.
  func added(to reading: Reading) -> Reading {
    var reading = reading
    // Who serves speaks in the answer; a callback is a request, whatever it answers.
    reading.message.facts[.messageFlaw] = reading.message.from == caller ? said : answered
    if reading.half == .request, let reply { reading.reply?.facts[.replyFlaw] = reply }
    return reading
  }
}
