import DialectsIntake
import Documents
import Facts
import Testing

/// Submissions as KoBo sends them: written, read back, refused, and tried again.
@Suite struct IntakeKoboTests {
  static func session(_ role: Role, _ settings: [(String, String)] = [], shows: Set<String> = []) -> Session {
    let peer: Role = role == .mis ? .intake : .mis
    return Session(
      role: role, peer: peer, ownAddress: "http://assay.test/\(role)", peerAddress: "http://assay.test/\(peer)",
      settings: Settings(settings), deviations: shows)
  }
  static let stamp = Stamp(wire: WireInstant(milliseconds: 1_790_000_000_000), today: Day(number: 20_780)) { "\($0)-1" }
  static let message: Message = {
    var facts = Facts()
    facts[.submissionID] = "5a1e"
    facts[.programme] = "OAP"
    facts[.eventDate] = Day(number: 20_780)
    facts[.personID] = [Identifier(.uin, "5010000010")]
    facts[.personName] = "Ana de la Cruz"
    facts[.personSex] = "female"
    facts[.personBirthDate] = Day(number: 1000)
    facts[.groupSize] = 14
    facts[.consent] = true
    return Message(.application, from: .intake, to: .mis, facts: facts)
  }()

  static func sent(_ message: Message, _ settings: [(String, String)] = []) throws -> WireRequest {
    var session = session(.intake, settings)
    var conversation = try #require(Kobo().speak(.application, from: .intake))
    for effect in conversation.on(.begin(message), &session, stamp) { if case .send(let request, _) = effect { return request } }
    Issue.record("nothing was sent")
    return WireRequest("GET", "/")
  }
  static func answer(_ request: WireRequest, shows: Set<String> = [], word: Reply = .accepted) throws -> (WireResponse, told: Message?) {
    var session = session(.mis, shows: shows)
    var conversation = try #require(Kobo().serve("submission"))
    var told: Message?
    var effects = conversation.on(.received(request), &session, stamp)
    for effect in effects { if case .deliver(let message) = effect { told = message } }
    if told != nil { effects = conversation.on(.decided(word), &session, stamp) }
    for effect in effects { if case .respond(let response) = effect { return (response, told) } }
    Issue.record("there is no answer")
    return (WireResponse(599), told)
  }

  @Test("What is written is read back, fact for fact, under the survey's own names too", arguments: [[], [("field.person.id", "grp/uid")]])
  func roundTrip(settings: [(String, String)]) throws {
    let request = try Self.sent(Self.message, settings)
    let reading = try #require(Kobo().view("submission", request, WireResponse(201), Self.session(.intake, settings)).first)
    var facts = reading.message.facts
    #expect(facts[.formVersion] == "1")
    facts[.formVersion] = nil
    #expect(CivilSaid.sorted(facts) == CivilSaid.sorted(Self.message.facts))
    #expect(reading.reply?.taken == .accepted)
  }

  @Test(
    "Each fault is refused as what it is, and shown through where the receiver deviates",
    arguments: [
      ("missing-id", 400, "takes-broken-messages", 201), ("bad-date", 400, "fails-on-bad-input", 500),
      ("unknown-form", 400, "takes-broken-messages", 201), ("test-form", 400, "takes-broken-messages", 201),
      ("unknown-choice", 400, "takes-broken-messages", 201),
      ("no-credentials", 401, "trusts-everyone", 201), ("wrong-password", 401, "trusts-everyone", 201),
    ])
  func faults(fault: String, status: Int, deviation: String, other: Int) throws {
    var message = Self.message
    message.fault = FaultName(fault)
    let request = try Self.sent(message)
    let (refused, told) = try Self.answer(request)
    #expect(refused.status == status && told == nil)
    let text = String(decoding: refused.body, as: UTF8.self)
    #expect(!text.contains("Cruz") && !text.contains("5010000010"))
    #expect(try Self.answer(request, shows: [deviation]).0.status == other)
    #expect(try String(decoding: Self.answer(request, shows: ["echoes-what-it-refuses"]).0.body, as: UTF8.self).contains("Cruz"))
  }

  @Test(
    "The register's word is a status, and reads back as that word",
    arguments: [(Reply.accepted, 201), (Reply(.refusedAsDuplicate), 409), (.refused("unknown-programme"), 400), (Reply(.failed), 503)])
  func words(word: Reply, status: Int) throws {
    let request = try Self.sent(Self.message)
    let (response, told) = try Self.answer(request, word: word)
    #expect(response.status == status && told?.facts == Kobo().view("submission", request, nil, Self.session(.mis)).first?.message.facts)
    #expect(Kobo().view("submission", request, response, Self.session(.intake)).first?.reply?.taken == word.taken)
  }

  @Test(
    "What is fetched is the latest of each form, with the id that it replaces; without the token it is nothing", arguments: [true, false])
  func fetched(hasToken: Bool) throws {
    var mis = Self.session(.mis, hasToken ? [] : [("api-token", "of-nobody")])
    var asking = try #require(Kobo().speak(.application, from: .mis))
    let sent = asking.on(.begin(Message(.application, from: .mis, to: .intake)), &mis, Self.stamp)
    guard case .send(let request, "data")? = sent.first else {
      Issue.record("nothing was asked")
      return
    }
    var edited = Self.message.facts
    edited[.submissionReplaces] = "5a1d"
    var intake = Self.session(.intake)
    var serving = try #require(Kobo().serve("data"))
    var effects = serving.on(.received(request), &intake, Self.stamp)
    if hasToken { effects += serving.on(.decided(Reply(.accepted, rows: Rows([edited]))), &intake, Self.stamp) }
    let response = effects.lazy.compactMap { if case .respond(let response) = $0 { response } else { nil } }.first
    guard case .finish(let reply)? = asking.on(.answered(try #require(response)), &mis, Self.stamp).last else {
      Issue.record("it has no end")
      return
    }
    #expect(reply.taken == (hasToken ? .accepted : .refused) && reply.rows.count == (hasToken ? 1 : 0))
    for row in reply.rows { #expect(row[.submissionReplaces] == "5a1d" && row[.personID] == edited[.personID]) }
    #expect(Kobo().view("data", request, response, mis).count == (hasToken ? 2 : 1))
  }

  @Test(
    "A household, a place and the state of attachments are read back as they were said",
    arguments: [(members: 14, place: "-1.2921 36.8219", missing: 0), (members: 0, place: nil as String?, missing: 1)])
  func said(members: Int, place: String?, missing: Int) throws {
    var message = Self.message
    message.facts[.place] = place
    message.facts[.attachmentsMissing] = missing
    message.facts[.filledDate] = Day(number: 20_790)
    message.lines = Rows(
      (0..<members).map { n in
        var line = Facts()
        line[.personName] = "Child \(n)"
        line[.personBirthDate] = Day(number: 15_000 + n)
        return line
      })
    let request = try Self.sent(message, [("field.roster", "home/person")])
    let reading = try #require(Kobo().view("submission", request, nil, Self.session(.intake, [("field.roster", "home/person")])).first)
    #expect(reading.message.lines == message.lines)
    #expect(reading.message.facts[.place] == place && reading.message.facts[.attachmentsMissing] == missing)
    #expect(reading.message.facts[.filledDate] == Day(number: 20_790))
  }

  @Test(
    "Every page is fetched, by the address that the page before it names", arguments: [(page: "1", requests: 4), ("3", 2), ("9", 1)])
  func pages(page: String, requests: Int) throws {
    var (mis, intake) = (Self.session(.mis, [("at", "/api/v2/assets/x")]), Self.session(.intake, [("page-size", page)]))
    var member = Facts()
    member[.personName] = "Child"
    let forms = (0..<4).flatMap { n in
      var facts = Self.message.facts
      facts[.submissionID] = "form-\(n)"
      return [facts, member]
    }
    var asking = try #require(Kobo().speak(.application, from: .mis))
    var effects = asking.on(.begin(Message(.application, from: .mis, to: .intake)), &mis, Self.stamp)
    var targets: [String] = []
    while case .send(let request, "data")? = effects.first, targets.count < 9 {
      targets.append(request.target)
      var serving = try #require(Kobo().serve("data"))
      let said =
        serving.on(.received(request), &intake, Self.stamp) + serving.on(.decided(Reply(.accepted, rows: Rows(forms))), &intake, Self.stamp)
      let response = said.lazy.compactMap { if case .respond(let response) = $0 { response } else { nil } }.first
      effects = asking.on(.answered(try #require(response)), &mis, Self.stamp)
    }
    guard case .finish(let reply)? = effects.last else {
      Issue.record("it has no end: \(targets)")
      return
    }
    #expect(targets.count == requests && targets.allSatisfy { $0.hasPrefix("/api/v2/assets/x/data/") }, "\(targets)")
    let parts = reply.rows.parts(by: .submissionID)
    #expect(parts.map { $0.head[.submissionID] } == (0..<4).map { "form-\($0)" } && parts.allSatisfy { $0.lines == Rows([member]) })
  }

  @Test("It is tried again after one, ten and a hundred minutes, and then no more")
  func again() throws {
    var session = Self.session(.intake)
    var conversation = try #require(Kobo().speak(.application, from: .intake))
    _ = conversation.on(.begin(Self.message), &session, Self.stamp)
    var pauses: [WorldDuration] = []
    while pauses.count < 9 {
      guard case .wake(let pause)? = conversation.on(.answered(WireResponse(500)), &session, Self.stamp).first else { break }
      pauses.append(pause)
      _ = conversation.on(.due, &session, Self.stamp)
    }
    #expect(pauses == [.minutes(1), .minutes(10), .minutes(100)])
  }
}
