import DialectsDCI
import Documents
import Facts
import Testing

/// What breaks the text is refused by the code that the text has for it, by item where it is of one item.
@Suite("DCI: what a registry refuses, and by which word")
struct DCIStrictnessTests {
  static let moment: JSON = "2026-05-02T09:00:00+03:00"
  static let header: JSON = [
    "message_id": "m-1", "message_ts": moment, "action": "search", "sender_id": "mis.example", "total_count": 1,
  ]
  static func search(_ criteria: JSON, time: JSON = moment) -> JSON {
    ["transaction_id": "t-1", "search_request": [["reference_id": "r-1", "timestamp": time, "search_criteria": criteria]]]
  }
  static let byNumber: JSON = ["query_type": "idtype-value", "query": ["type": "UIN", "value": "2987654326"]]
  static func with(_ json: JSON, _ name: String, _ value: JSON?) -> JSON {
    var json = json
    json[name] = value
    return json
  }

  /// Serves bodies one after the other, and gives what was answered last and what the register heard.
  static func serve(
    _ operation: OperationName = "sync-search", _ bodies: [JSON], role: Role = .crvs, settings: [(String, String)] = [],
    type: String = "application/json", raw: [UInt8]? = nil, reply: Reply = DCIExchangeTests.found([])
  ) -> (answer: JSON, said: JSON, heard: [Message]) {
    var session = Session(
      role: role, peer: .mis, ownAddress: "http://127.0.0.1/w/crvs", peerAddress: "http://127.0.0.1/w/mis",
      settings: Settings([("signature", "none"), ("auth", "none")] + settings))
    let stamp = Stamp(wire: WireInstant(milliseconds: 1_790_000_000_000), today: Day(number: 20_700)) { $0 }
    let dialect = DCIDialects.all.first { $0.operations.contains { $0.servedBy == role && $0.name == operation } }
    let path = dialect?.operations.first { $0.name == operation }?.path ?? ""
    var (answer, said, heard): (JSON, JSON, [Message]) = (.null, .null, [])
    for body in bodies {
      guard var conversation = dialect?.serve(operation) else { continue }
      let request = WireRequest("POST", path, headers: [HeaderField("Content-Type", type)], body: raw ?? body.encoded())
      var effects = conversation.on(.received(request), &session, stamp)
      while !effects.isEmpty {
        switch effects.removeFirst() {
        case .deliver(let message):
          heard.append(message)
          effects += conversation.on(.decided(reply), &session, stamp)
        case .respond(let response):
          answer = (try? JSON(parsing: response.body)) ?? .null
        case .send(let request, _): said = (try? JSON(parsing: request.body)) ?? .null
        default: break
        }
      }
    }
    return (answer, said, heard)
  }
  static func acknowledged(_ header: JSON, _ message: JSON) -> (answer: JSON, said: JSON, heard: [Message]) {
    serve("search", [["header": header, "message": message]])
  }

  static let headers: [(member: String, value: JSON?, code: String)] = [
    ("action", "subscribe", "err.request.bad"), ("version", "9.9.9", "err.version.not_supported"),
    ("version", 5, "err.version.not_supported"), ("total_count", "1", "err.request.bad"), ("total_count", 7, "err.request.bad"),
    ("total_count", 0, "err.request.bad"), ("total_count", -1, "err.request.bad"), ("is_msg_encrypted", "true", "err.request.bad"),
    ("sender_uri", "not a url", "err.sender_uri.invalid"), ("sender_uri", "file:///etc/passwd", "err.sender_uri.invalid"),
    ("sender_id", nil, "err.sender_id.invalid"), ("message_ts", "yesterday", "err.request.bad"),
  ]
  @Test("A header that breaks its schema", arguments: headers.indices)
  func brokenHeader(_ at: Int) {
    let row = Self.headers[at]
    let served = Self.acknowledged(Self.with(Self.header, row.member, row.value), Self.search(Self.byNumber))
    #expect(served.answer["message"]?["ack_status"]?.text == "ERR" && served.heard.isEmpty)
    #expect(served.answer["message"]?["error"]?["code"]?.text == row.code)
  }

  @Test(
    "A message for somebody else, where those are refused",
    arguments: [("taken", "crvs.example", true), ("refused", "crvs.example", false), ("refused", "us", true)])
  func receiver(others: String, own: String, isTaken: Bool) {
    let body: JSON = ["header": Self.with(Self.header, "receiver_id", "us"), "message": Self.search(Self.byNumber)]
    let served = Self.serve("search", [body], settings: [("sender-id", own), ("other-receivers", others)])
    #expect(served.answer["message"]?["error"]?["code"]?.text == (isTaken ? nil : "err.receiver_id.invalid"))
    #expect(served.heard.isEmpty != isTaken)
  }

  @Test("The same message may come again; another one not under its id")
  func repeated() {
    let once: JSON = ["header": Self.header, "message": Self.search(Self.byNumber)]
    #expect(Self.serve("search", [once, once]).heard.count == 2)
    let other: JSON = ["header": Self.header, "message": Self.search(Self.with(Self.byNumber, "query", ["type": "BRN", "value": "B-1"]))]
    let served = Self.serve("search", [once, other])
    #expect(served.heard.count == 1 && served.answer["message"]?["ack_status"]?.text == "ERR")
  }

  @Test("A transaction has an id of at most 99 characters", arguments: [(99, true), (100, false), (0, false)])
  func transaction(_ length: Int, isTaken: Bool) {
    let id = JSON.string(String(repeating: "x", count: length))
    let served = Self.acknowledged(Self.header, Self.with(Self.search(Self.byNumber), "transaction_id", id))
    #expect(served.heard.isEmpty != isTaken)
  }

  static let items: [(criteria: JSON, code: String, word: String)] = [
    (with(byNumber, "query_type", "graphql"), "rjct.search_criteria.invalid", "no-graphql"),
    (with(byNumber, "query_type", "namedQuery"), "rjct.search_criteria.invalid", "unknown-query-type"),
    (with(byNumber, "query_type", nil), "rjct.search_criteria.invalid", "unknown-query-type"),
    (with(byNumber, "query", [:]), "rjct.search_criteria.invalid", "no-query"),
    (with(byNumber, "reg_type", "ns:org:RegistryType:Social"), "rjct.search_criteria.invalid", "other-registry"),
    (with(byNumber, "response_entity", "Dog"), "rjct.search_criteria.invalid", "unknown-entity"),
    (with(byNumber, "sort", ["attribute_name": "sex"]), "rjct.sort.invalid", "unknown-sort"),
    (with(byNumber, "sort", [["attribute_name": "sex", "sort_order": "up"]]), "rjct.sort.invalid", "unknown-sort"),
    (with(byNumber, "pagination", ["page_size": "5"]), "rjct.pagination.invalid", "wrong-page-size"),
    (with(byNumber, "pagination", ["page_size": .number("1.5")]), "rjct.pagination.invalid", "wrong-page-size"),
    (with(byNumber, "pagination", ["page_number": 2]), "rjct.pagination.invalid", "wrong-page-size"),
  ]
  @Test("An item that asks nothing that can be understood is refused by itself, in words to act on", arguments: items.indices)
  func refusedItem(_ at: Int) throws {
    let row = Self.items[at]
    let served = Self.serve("sync-search", [["header": Self.header, "message": Self.search(row.criteria)]])
    let item = try #require(served.answer["message"]?["search_response"]?[0])
    #expect(item["status"]?.text == "rjct" && served.heard.isEmpty)
    #expect(item["status_reason_code"]?.text == row.code)
    let why = item["status_reason_message"]?.text ?? ""
    #expect(why.hasPrefix(row.word + ": ") && why.utf8.count > 40)
  }

  @Test("The time of an item is a date-time with its zone", arguments: [nil, "yesterday", "2026-05-02T09:00:00", ""])
  func timeOfItem(_ time: String?) {
    let item = Self.serve("sync-search", [["header": Self.header, "message": Self.search(Self.byNumber, time: .text(time) ?? .null)]])
    let answer = item.answer["message"]?["search_response"]?[0]
    #expect(answer?["status_reason_code"]?.text == "rjct.timestamp.invalid")
  }

  @Test(
    "A day may be asked for as a moment of it",
    arguments: [
      ("gt", "2000-01-01T00:00:00Z", "gt 2000-01-01"), ("ge", "2000-01-01T00:00:00+03:00", "ge 2000-01-01"),
      ("ge", "2000-01-01T12:00:00Z", "gt 2000-01-01"), ("lt", "2000-01-01T12:00:00Z", "le 2000-01-01"),
      ("eq", "2000-01-01", "eq 2000-01-01"),
    ])
  func moments(_ comparison: String, _ value: String, _ asked: String) {
    let term: JSON = ["attribute_name": "birth_date", "operator": .string(comparison), "attribute_value": .string(value)]
    let criteria: JSON = ["query_type": "predicate", "query": [["seq_num": 1, "expression1": term]]]
    let line = Self.serve("sync-search", [["header": Self.header, "message": Self.search(criteria)]]).heard.first?.lines.first { _ in true }
    #expect("\(line?[.comparison] ?? "") \(line?[.value] ?? "")" == asked)
  }

  @Test("Records are sorted by several attributes, as they were named")
  func sorts() {
    let sort: JSON = [["attribute_name": "sex"], ["attribute_name": "birth_date", "sort_order": "desc"]]
    let heard = Self.serve("sync-search", [["header": Self.header, "message": Self.search(Self.with(Self.byNumber, "sort", sort))]]).heard
    #expect(heard.first?.facts[.sort] == "person.sex asc person.birth-date desc")
  }

  @Test(
    "Records of households are called so", arguments: [("Group", "spdci-extensions-dci:Group"), ("Member", "spdci-extensions-dci:Member")])
  func groups(entity: String, type: String) {
    let criteria = Self.with(Self.byNumber, "response_entity", .string(entity))
    let served = Self.serve("sync-search", [["header": Self.header, "message": Self.search(criteria)]], role: .socialRegistry)
    #expect(served.answer["message"]?["search_response"]?[0]?["data"]?["reg_record_type"]?.text == type)
  }

  // MARK: subscriptions

  static let wish: JSON = [
    "reg_event_type": "spdci-common:RegistryEventType:Death", "filter_type": "predicate", "filter": [], "notify_record_type": "x",
  ]
  static func frequency(_ times: String, _ start: String = "2026-05-02T00:00:00Z", _ end: String = "2026-06-02T00:00:00Z") -> JSON {
    ["start_time": .string(start), "end_time": .string(end), "frequency": .string(times)]
  }
  static func subscribe(_ wishes: [JSON], references: [String] = ["r-1", "r-2"]) -> (answer: JSON, said: JSON, heard: [Message]) {
    let items = zip(wishes, references).map { wish, reference -> JSON in
      ["reference_id": .string(reference), "timestamp": moment, "subscribe_criteria": wish]
    }
    var head = with(header, "action", "subscribe")
    head["total_count"] = JSON(items.count)
    return serve(
      "subscribe", [["header": head, "message": ["transaction_id": "t-1", "subscribe_request": .array(items)]]], reply: .accepted)
  }
  static let wishes: [(wish: JSON, code: String)] = [
    (with(wish, "notify_record_type", nil), "rjct.notify_details.invalid"), (with(wish, "filter", nil), "rjct.notify_details.invalid"),
    (with(wish, "filter", [:]), "rjct.notify_details.invalid"), (with(wish, "reg_event_type", "Coronation"), "rjct.notify_types.invalid"),
    (with(wish, "frequency", ["frequency": "0 0 0 * * ?"]), "rjct.notify_details.invalid"),
    (
      with(wish, "frequency", frequency("0 0 0 * * ?", "2026-06-02T00:00:00Z", "2026-05-02T00:00:00Z")), "rjct.notify_details.invalid"
    ),
  ]
  @Test("A subscription that cannot be understood is refused in its callback", arguments: wishes.indices)
  func refusedWishes(_ at: Int) {
    let item = Self.subscribe([Self.wishes[at].wish]).said["message"]?["subscribe_response"]?[0]
    #expect(item?["status"]?.text == "rjct" && item?["status_reason_code"]?.text == Self.wishes[at].code)
  }

  @Test("Two subscriptions of one reference: the second is refused")
  func twice() {
    let items = Self.subscribe([Self.wish, Self.wish], references: ["r-1", "r-1"]).said["message"]?["subscribe_response"]
    #expect(items?[0]?["status"]?.text == "succ" && items?[1]?["status_reason_code"]?.text == "rjct.reference_id.duplicate")
  }

  static let filters: [(filter: JSON, lines: [String])] = [
    ([["seq_num": 1, "expression1": ["attribute_name": "sex", "operator": "eq", "attribute_value": "female"]]], ["person.sex eq female"]),
    (["type": "x", "value": ["expression": ["collection": "Person", "query": ["sex": ["$eq": "female"]]]]], ["person.sex eq female"]),
    (["type": "UIN", "value": "2987654326"], []), ([], []),
  ]
  @Test("A filter has any of the three shapes of a search", arguments: filters.indices)
  func shapesOfFilter(_ at: Int) {
    let heard = Self.subscribe([Self.with(Self.wish, "filter", Self.filters[at].filter)]).heard.first
    #expect(heard?.lines.map { "\($0[.attribute] ?? "") \($0[.comparison] ?? "") \($0[.value] ?? "")" } == Self.filters[at].lines)
    #expect((heard?.facts[.personID] == nil) == (at != 2))
  }

  @Test("A frequency says from when, for how long and at which moments")
  func frequencies() {
    let heard = Self.subscribe([
      Self.with(Self.wish, "frequency", Self.frequency("0 0 0 * * ?", "2026-06-02T00:00:00Z", "2026-06-12T00:00:00Z"))
    ])
    let facts = heard.heard.first?.facts
    #expect(facts?[.subscriptionTimes] == "0 0 0 * * ?" && facts?[.subscriptionDays] == 10)
    #expect(facts?[.subscriptionFrom] == Day("2026-06-02"))
  }

  // MARK: around the message

  @Test("What is answered later may come as a file of a form", arguments: [("search", true), ("sync-search", false)])
  func upload(_ operation: String, isTaken: Bool) {
    let body: JSON = ["header": Self.header, "message": Self.search(Self.byNumber)]
    let part = { (name: String, content: String) in "--x\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(content)\r\n" }
    let form =
      part("action", "search") + part("fileFormat", "json") + part("fileName", String(decoding: body.encoded(), as: UTF8.self))
      + "--x--\r\n"
    let served = Self.serve(OperationName(operation), [.null], type: "multipart/form-data; boundary=x", raw: Array(form.utf8))
    #expect(served.heard.isEmpty != isTaken)
  }

  @Test("Every registry tells its places, each below the one that holds it", arguments: DCIDialects.all.indices)
  func locations(_ at: Int) throws {
    let dialect = DCIDialects.all[at]
    let operation = try #require(dialect.operations.first { $0.path == "/.well-known/locations.json" })
    var session = Session(role: operation.servedBy, peer: .mis)
    var conversation = try #require(dialect.serve(operation.name))
    let stamp = Stamp(wire: WireInstant(milliseconds: 0), today: Day(number: 0)) { $0 }
    let effects = conversation.on(.received(WireRequest("GET", operation.path)), &session, stamp)
    let response = try #require(effects.compactMap { if case .respond(let response) = $0 { response } else { nil } }.first)
    let places = try #require(try JSON(parsing: response.body)["locations"]?.items)
    let ids = places.map { $0["id"]?.text }
    #expect(places.count == 3 && places.allSatisfy { $0["contained_in_place"]?.text.map { ids.contains($0) } ?? true })
  }

  @Test(
    "What has become of an unknown transaction is answered in the shape of its kind",
    arguments: [("search", "search_response"), ("subscribe", "subscribe_response"), ("unsubscribe", "subscription_status")])
  func unknownTransaction(type: String, member: String) {
    let asked: JSON = [
      "reference_id": "r-1", "txn_type": .string(type), "attribute_type": "transaction_id", "attribute_value": "t-9",
    ]
    let head = Self.with(Self.header, "action", "txn-status")
    let served = Self.serve("sync-txn-status", [["header": head, "message": ["transaction_id": "t-1", "txnstatus_request": asked]]])
    let status = served.answer["message"]?["txnstatus_response"]?["txn_status"]
    #expect(served.answer["header"]?["status"]?.text == "rjct" && status?["transaction_id"]?.text == "t-9" && status?[member] != nil)
    let dance = Self.serve(
      "sync-txn-status",
      [["header": head, "message": ["transaction_id": "t-1", "txnstatus_request": Self.with(asked, "txn_type", "dance")]]])
    #expect(dance.answer["message"]?["txnstatus_response"] == nil)
  }
}
