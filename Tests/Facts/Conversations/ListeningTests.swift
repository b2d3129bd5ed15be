import Facts
import Testing

@Suite("Conversations that begin with a request")
struct ListeningTests {
  static func read(_ request: WireRequest) throws(Misread) -> [Reading] {
    if request.path == "/broken" { throw Misread(.schema, at: "/message", "missing") }
    if request.path == "/half" {
      var unreadable = reading()
      unreadable.reply = .refused("no-query")
      return [unreadable, reading()]
    }
    return request.path == "/two" ? [reading(), reading(oddities: ["odd"])] : [reading()]
  }
  static func refuse(_ why: Misread, _: WireRequest, _: inout Session, _: Stamp) -> WireResponse { WireResponse(400) }
  static let serve = Serve(
    Serve.Script(
      read: { (request, _, _) throws(Misread) in try read(request) },
      answer: { _, replies, _, _ in WireResponse(replies.allSatisfy { $0.taken == .accepted } ? 200 : 409) }, refuse: refuse),
    preparing: fetchesToken)
  static let later = ServeLater(
    ServeLater.Script(
      read: { (request, _, _) throws(Misread) in try read(request) }, acknowledge: { _, _, _ in WireResponse(202) },
      callBack: { readings, _, session, _ in
        session.shows("mute") ? [] : readings.map { _ in .init(WireRequest("POST", "/back"), as: "back") }
      }, refuse: refuse),
    callsFirst: { $0.shows("early") })

  @Test("A request is read, decided by the register, answered with its word")
  func serves() {
    let events: [ConversationEvent] = [.received(heard), answered(200), .decided(.accepted)]
    #expect(play(Self.serve, events) == ["send token", "deliver death-registered", "respond 200, finish accepted"])
  }
  @Test("A request with several messages is answered when each is decided")
  func servesSeveral() {
    let two = WireRequest("POST", "/two")
    let did = play(Self.serve, [.received(two), lost, .decided(.accepted), .decided(.refused("no"))])
    #expect(did == ["send token", "note odd, deliver death-registered, deliver death-registered", "", "respond 409, finish refused no"])
  }
  @Test("A part that cannot be read is answered without the register")
  func servesHalf() {
    let half = WireRequest("POST", "/half")
    #expect(play(Self.serve, [.received(half), lost, .decided(.accepted)]).suffix(2) == ["deliver death-registered", "respond 409, finish accepted"])
  }
  @Test("What cannot be read is refused, and no register hears of it")
  func refuses() {
    let broken = WireRequest("POST", "/broken")
    #expect(play(Self.serve, [.received(broken), lost]).last == "respond 400, finish refused schema /message")
    #expect(play(Self.later, [.received(broken)]) == ["respond 400, finish refused schema /message"])
  }
  @Test("Acknowledged first, answered later, tried again until it gets through")
  func callsBack() {
    let events: [ConversationEvent] = [.received(heard), .decided(.accepted), answered(503), .due, answered(200)]
    let did = play(Self.later, events)
    #expect(did == ["respond 202, deliver death-registered", "send back", "wake 1 min", "send back", "finish accepted"])
  }
  @Test("Several callbacks go out one after another")
  func callsBackInTurn() {
    let events: [ConversationEvent] = [
      .received(WireRequest("POST", "/two")), .decided(.accepted), .decided(.accepted), answered(200), answered(200),
    ]
    #expect(play(Self.later, events).suffix(3) == ["send back", "send back", "finish accepted"])
  }
  @Test("Calling back before the acknowledgement is right, and does not wait")
  func callsFirst() {
    let did = play(Self.later, [.received(heard), .decided(.accepted), answered(200)], deviations: ["early"])
    #expect(did == ["deliver death-registered", "send back", "respond 202, finish accepted"])
    let late = play(Self.later, [.received(heard), .decided(.accepted), lost], deviations: ["early"])
    #expect(late.last == "note gave-up, respond 202, finish accepted")
  }
  @Test("An acknowledgement without a callback ends in silence")
  func mute() {
    #expect(play(Self.later, [.received(heard), .decided(.accepted)], deviations: ["mute"]).last == "finish accepted")
  }
  @Test("A callback goes to the conversation that awaits it")
  func catches() {
    let conversation = Catch(
      Catch.Script(
        read: { (request, _, _) throws(Misread) in ("k", try Self.read(request)[0]) }, acknowledge: { _, _, _ in WireResponse(202) },
        refuse: Self.refuse))
    #expect(play(conversation, [.received(heard)]) == ["respond 202, call k, finish accepted"])
    #expect(play(conversation, [.received(WireRequest("POST", "/broken"))]) == ["respond 400, finish refused schema /message"])
  }
  @Test("What lies beneath the messages reaches no register")
  func attends() {
    #expect(play(Attend { _, _, _ in WireResponse(204) }, [.received(heard)]) == ["respond 204, finish accepted"])
  }
}
