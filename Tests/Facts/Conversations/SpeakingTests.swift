import Facts
import Testing

@Suite("Conversations that begin here")
struct SpeakingTests {
  static func read(_ response: WireResponse, _: Message, _: Session) -> Reply {
    response.status < 300 ? .accepted : .refused("said \(response.status)")
  }
  static let ask = Ask("ask", preparing: fetchesToken, write: { _, _, _ in WireRequest("POST", "/ask") }, read: read)
  static let tell = Tell(
    Tell.Script(
      "tell", write: { _, _, _ in WireRequest("POST", "/tell", body: Array("first".utf8)) },
      again: { request, _, _, _ in WireRequest(request.method, request.target, body: Array("again".utf8)) }, read: read),
    copies: { $0.shows("twice") ? 1 : 0 })
  static let later = AskLater(
    AskLater.Script(
      "search", write: { _, _, _ in WireRequest("POST", "/search") },
      acknowledged: { _, ack, _, _ in ack.status == 202 ? .expect(key: "k") : .finish(.refused("no")) },
      collect: { parts, _, _, _ in parts.last?.thread == "end" ? .accepted : nil }))

  @Test("A question fetches what it needs, asks, and gives the peer's word")
  func asks() {
    #expect(play(Self.ask, [.begin(told), answered(200), answered(200)]) == ["send token", "send ask", "finish accepted"])
    #expect(play(Self.ask, [.begin(told), answered(200), lost]).last == "finish failed reset")
  }
  @Test("A token that the peer no longer takes is fetched once more, and then the refusal stands")
  func renews() {
    let events: [ConversationEvent] = [.begin(told), answered(200), answered(401), answered(200), answered(401)]
    #expect(play(Self.ask, events) == ["send token", "send ask", "send token", "send ask", "finish refused said 401"])
  }
  @Test("Where no token can be had, the question goes without and is refused")
  func goesWithout() {
    #expect(play(Self.ask, [.begin(told), lost, answered(403)]) == ["send token", "send ask", "finish refused said 403"])
  }
  @Test("A script may ask several things in turn, and wait between")
  func severalSteps() {
    let poll = Ask { _, course, _, _ in
      switch course.answers.count {
      case 0: .send(WireRequest("POST", "/head"), as: "head")
      case 1: course.waits == 0 ? .wait(.hours(1)) : .send(WireRequest("GET", "/state"), as: "state")
      default: .finish(.accepted)
      }
    }
    #expect(play(poll, [.begin(told), answered(200), .due, answered(200)]) == ["send head", "wake 1 h", "send state", "finish accepted"])
  }
  @Test("What the dialect has no word for ends at once and names the facts")
  func unsayable() {
    let mute = Ask("ask", write: { (m, _, _) throws(Unsayable) in throw Unsayable(m.kind, facts: ["spouse.id"]) }, read: Self.read)
    #expect(play(mute, [.begin(told)]) == ["finish failed unsayable death-registered spouse.id"])
  }

  @Test("Told once where it gets through, again with pauses where it does not", arguments: [
    ([answered(202)], "finish accepted"),
    ([answered(400)], "finish refused said 400"),
    ([answered(503)], "wake 1 min"),
    ([answered(429)], "wake 1 min"),
    ([lost, .due], "send tell again"),
    ([lost, .due, answered(200)], "finish accepted"),
    ([lost, .due, answered(500)], "wake 10 min"),
    ([lost, .due, answered(500), .due, lost], "note gave-up, finish failed reset"),
  ] as [([ConversationEvent], String)])
  func tells(_ events: [ConversationEvent], _ last: String) {
    let did = play(Self.tell, [.begin(told)] + events)
    #expect(did.first == "send tell first")
    #expect(did.last == last)
  }
  @Test("A sender that is not sure sends a second copy, and its first answer counts")
  func copies() {
    let did = play(Self.tell, [.begin(told), answered(202), answered(503)], deviations: ["twice"])
    #expect(did == ["send tell first", "send tell again", "finish accepted"])
  }

  @Test("A question that is answered later waits for every part")
  func collects() {
    let did = play(Self.later, [.begin(told), answered(202), .called(reading("more")), .called(reading("end"))])
    #expect(did == ["send search", "await k", "await k", "finish accepted"])
  }
  @Test("A callback that never comes ends the question")
  func missesCallback() {
    #expect(play(Self.later, [.begin(told), answered(202), .due]).last == "note callback-missing, finish failed callback-missing")
    #expect(play(Self.later, [.begin(told), answered(400)]).last == "finish refused no")
  }
}
