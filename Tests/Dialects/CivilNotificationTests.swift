import DialectsCivil
import Documents
import Facts
import Testing

/// Births that a health facility reports, in the document of 1.x and the declaration of 2.x.
@Suite struct CivilNotificationTests {
  static func message(mother: Bool = true) -> Message {
    var facts = Facts()
    facts[.caseID] = "0b8d11aa-2222-4333-8444-555566667777"
    facts[.childName] = "Ana María Silva"
    facts[.childSex] = "female"
    facts[.eventDate] = Day("2026-11-20")
    facts[.informantID] = [Identifier(.phone, "+000700000001")]
    if mother {
      facts[.motherName] = "Bitumi O'Neil"
      facts[.motherID] = [Identifier(.uin, "2987654326")]
    }
    return Message(.birthReported, from: .facility, to: .crvs, facts: facts)
  }
  static func pair(_ generation: OpenCRVS.Generation, shows: Set<String> = []) -> CivilPair {
    var pair = CivilPair(generation, deviations: shows)
    pair.decide = { _ in
      var reply = Reply.accepted
      reply.facts[.eventID] = "made-of-it"
      return reply
    }
    return pair
  }

  @Test("It arrives fact for fact, and is answered with what was made of it", arguments: [(1, true), (1, false), (2, true), (2, false)])
  func roundTrip(generation: Int, mother: Bool) throws {
    var pair = Self.pair(try #require(OpenCRVS.Generation(rawValue: generation)))
    let message = Self.message(mother: mother)
    let said = pair.say(message)
    let reply = try #require(said)
    #expect(reply.taken == .accepted && reply.facts[.eventID] == "made-of-it")
    #expect(try CivilSaid.sorted(#require(pair.told.first).facts) == CivilSaid.sorted(message.facts))
    let operation: OperationName = generation == 1 ? "notification" : "facility-notify"
    let seen = try #require(pair.view(operation).first)
    #expect(seen.message.from == .facility && CivilSaid.sorted(seen.message.facts) == CivilSaid.sorted(message.facts))
    #expect(seen.reply?.taken == .accepted && seen.reply?.facts[.eventID] == "made-of-it" && seen.oddities.isEmpty)
  }

  @Test("The document of 1.x begins with its Composition, and holds who was born, of whom, and to which office it goes")
  func document() throws {
    var pair = Self.pair(.webhooks)
    _ = pair.say(Self.message())
    let body = try #require(pair.body("notification"))
    let resources = (body["entry"]?.items ?? []).compactMap { $0["resource"]?["resourceType"]?.text }
    #expect(resources == ["Composition", "Task", "Patient", "Patient", "Encounter"])
    #expect(body["entry"]?[0]?["resource"]?["type"]?["coding"]?[0]?["code"]?.text == "birth-notification")
    #expect(body["entry"]?[1]?["resource"]?["extension"]?[0]?["valueReference"]?["reference"]?.text == "Location/office")
    #expect(body["entry"]?[3]?["resource"]?["identifier"]?[0]?["type"]?.text == "NATIONAL_ID")
  }

  @Test(
    "What is no notification of a birth is refused, where it is wrong",
    arguments: [
      ("/entry/0/resource/resourceType", "Basket", 400), ("/entry/0/resource/type/coding/0/code", "death-notification", 400),
      ("/entry/1/resource/resourceType", "Basket", 400), ("/resourceType", "Basket", 400),
    ])
  func refused(place: String, word: String, status: Int) throws {
    var pair = Self.pair(.webhooks)
    pair.tamper = { operation, request in
      guard operation == "notification", var body = try? JSON(parsing: request.body) else { return }
      let keys = place.split(separator: "/").map(String.init)
      body = Self.put(body, keys[...], word)
      request.body = body.encoded()
    }
    let said = pair.say(Self.message())
    let reply = try #require(said)
    #expect(reply.taken == .refused && pair.last("notification")?.response.status == status && pair.told.isEmpty)
  }
  private static func put(_ json: JSON, _ keys: ArraySlice<String>, _ word: String) -> JSON {
    guard let key = keys.first else { return .string(word) }
    if let at = Int(key), var items = json.items {
      items[at] = put(items[at], keys.dropFirst(), word)
      return .array(items)
    }
    var json = json
    json[key] = json[key].map { put($0, keys.dropFirst(), word) }
    return json
  }

  @Test("A yes that does not say what was made of it is none", arguments: [1, 2])
  func emptyYes(generation: Int) throws {
    let dialect = OpenCRVS(try #require(OpenCRVS.Generation(rawValue: generation)))
    var pair = Self.pair(generation == 1 ? .webhooks : .triggers)
    _ = pair.say(Self.message())
    let operation: OperationName = generation == 1 ? "notification" : "facility-notify"
    let request = try #require(pair.last(operation)).request
    let session = try #require(pair.sessions[.facility])
    for body in ["", "{}", #"{"resourceType":"Bundle","type":"transaction-response"}"#, #"{"id":""}"#] {
      let seen = dialect.view(operation, request, WireResponse(200, body: Array(body.utf8)), session)
      #expect(seen.first?.reply?.taken == .failed, "\(body)")
    }
  }
}
