import Conformance
import Documents
import Foundation
import Scenarios
import SourceText
import Testing

/// The schemas of the suites `dci` and `dci-client`, over messages as our own sandbox says them (`Tests/Fixtures/dci-messages.ndjson`).
@Suite struct DCISchemaTests {
  struct Said {
    let suite: String
    let schema: String
    let message: JSON
  }
  static let said: [Said] = {
    let text = (try? String(contentsOf: Fixtures.home.appendingPathComponent("Tests/Fixtures/dci-messages.ndjson"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      guard let json = try? JSON(parsing: Array(line.utf8)), let message = json["said"] else { return nil }
      return Said(suite: json["suite"]?.text ?? "", schema: json["schema"]?.text ?? "", message: message)
    }
  }()
  static let suites = ["dci", "dci-client"].reduce(into: [String: SuiteSchemas]()) { $0[$1] = Fixtures.suite($1).value?.schemas }

  static func schema(_ suite: String, _ name: String) throws -> BodySchema {
    try #require(suites[suite]?.schema(of: .schema(Word(name, SourceFile(name: "test", text: "").start))), "\(suite) has no \(name)")
  }

  /// A message of the sandbox, changed.
  static func body(_ suite: String, _ schema: String, _ patch: String) throws -> [UInt8] {
    let message = try #require(said.first { $0.suite == suite && $0.schema == schema }, "nothing said for \(schema)").message
    let operations = try JSON(parsing: Array("[\(patch)]".utf8)).items ?? []
    return try message.patched(operations).encoded()
  }
  static func put(_ path: String, _ value: String) -> String { #"{"op":"add","path":"\#(path)","value":\#(value)}"# }
  static func drop(_ path: String) -> String { #"{"op":"remove","path":"\#(path)"}"# }

  @Test func `all that our sandbox says fits`() throws {
    #expect(Self.said.count > 50)
    for said in Self.said {
      let flaws = try Self.schema(said.suite, said.schema).flaws(in: said.message.encoded())
      #expect(flaws.isEmpty, "\(said.suite)/\(said.schema): \(flaws)")
    }
  }

  static let item = "/message/search_response/0"
  static let subscription = "/message/subscribe_response/0/subscriptions/0"
  static let event = "/message/notify_event/0/data"
  static let asked = "/message/search_request/0"

  @Test(arguments: [
    ("dci-disability-list", "dci", "on-search-dci-dr", ""), ("dci-disability-list", "dci", "search-answer-dci-dr", ""),
    ("dci-enrolled-active", "dci", "enrolled-answer", put("/message/enrolled_response/0/enrolled_status", #""Active""#)),
    ("dci-enrolled-envelope", "dci", "enrolled-answer", ""), ("dci-enrolled-envelope", "dci", "updates-answer", ""),
    ("dci-enrolment-spelling", "dci", "notify-dci-ibr", put("\(event)/reg_event_type", #""enrollment""#)),
    ("dci-event-prefix", "dci", "notify-dci-dr", ""), ("dci-event-prefix", "dci", "notify-dci-ibr", ""),
    ("dci-event-prefix", "dci", "notify-dci-sr", ""), ("dci-event-prefix", "dci-client", "subscribe-dci-dr", ""),
    ("dci-expires-in", "dci", "token", put("/expires_in", "3600")),
    ("dci-locale", "dci", "on-search-dci-crvs", put("\(item)/locale", #""en""#)),
    ("dci-locale", "dci-client", "search-dci-crvs", put("\(asked)/locale", #""en""#)),
    ("dci-meta", "dci", "on-search-dci-crvs", put("/header/meta", #""""#)),
    ("dci-meta", "dci-client", "unsubscribe", put("/header/meta", #""""#)),
    ("dci-notify-list", "dci", "notify-dci-crvs", put("\(event)/reg_records", "[{}]")),
    ("dci-plain-query", "dci-client", "enrolled", ""),
    ("dci-query-empty", "dci", "on-subscribe", put("\(subscription)/filter", "{}")),
    ("dci-query-empty", "dci-client", "search-dci-crvs", put("\(asked)/search_criteria/query", "{}")),
    ("dci-record-dates", "dci", "record-dci-crvs", put("/birth_date", #""1995-09-21T11:20:00""#)),
    ("dci-record-dates", "dci", "record-dci-ibr", put("/enrollment_date", #""1985-05-20""#)),
    ("dci-record-identifier", "dci", "record-dci-crvs", put("/identifier", #"{"identifier_type":"UIN","identifier_value":"1"}"#)),
    ("dci-record-lists", "dci", "record-dci-crvs", put("/phone_number", #""+1""#)),
    ("dci-record-sex", "dci", "record-dci-crvs", put("/sex", #""F""#)),
    ("dci-status-kinds", "dci", "on-status-dci-sr", put("/message/txnstatus_response/txn_type", #""unsubscribe""#)),
    ("dci-status-kinds", "dci-client", "status-dci-ibr", put("/message/txnstatus_request/txn_type", #""unsubscribe""#)),
    ("dci-status-list", "dci", "on-status-dci-crvs", ""), ("dci-status-list", "dci", "status-answer-dci-fr", ""),
    ("dci-subscription-header", "dci", "on-subscribe", drop("/header/sender_id")),
    ("dci-subscription-header", "dci", "on-unsubscribe", put("/header/status", #""success""#)),
    ("dci-support-object", "dci", "support-answer", ""), ("dci-total-text", "dci", "on-search-dci-sr", put("/header/total_count", #""1""#)),
    ("dci-total-text", "dci-client", "search-dci-sr", put("/header/total_count", #""1""#)),
    ("dci-transaction-number", "dci", "on-search-dci-crvs", put("/message/transaction_id", "123456789")),
    ("dci-transaction-number", "dci-client", "unsubscribe", put("/message/transaction_id", "123456789")),
    ("dci-value-list", "dci", "on-subscribe", put("\(subscription)/filter", #"{"type":"UIN","value":["1","2"]}"#)),
    ("dci-value-list", "dci-client", "search-dci-fr", put("\(asked)/search_criteria/query/value", #"["1","2"]"#)),
    ("dci-value-number", "dci", "on-subscribe", put("\(subscription)/filter", #"{"type":"UIN","value":7}"#)),
    ("dci-value-number", "dci-client", "search-dci-fr", put("\(asked)/search_criteria/query/value", "7")),
  ])
  func `each erratum decides over a message`(id: String, suite: String, schema: String, patch: String) throws {
    let body = try Self.body(suite, schema, patch)
    let judging = try Self.schema(suite, schema)
    let strict = judging.strict(of: [body])
    #expect(strict?.errata.contains(id) == true, "\(strict?.sentence ?? "both say the same") \(judging.flaws(in: body))")
  }

  @Test func `places are read by either of their names`() throws {
    let head = ##"{"@context":{"@context":"http://spdci.org/","xsd":"http://www.w3.org/2001/XMLSchema#","schema":"http://schema.org/"},"##
    let body = Array((head + ##""@type":"LocationHierarchy","locations":[{"identifier":[{"name":"p"}],"name":"Ost"}]}"##).utf8)
    let judging = try Self.schema("dci", "locations")
    #expect(judging.flaws(in: body).isEmpty && judging.strict(of: [body])?.errata == ["dci-locations-names"])
  }

  static let lawful: [(String, String)] = [
    ("on-search-dci-crvs", drop("/header/total_count") + "," + drop("/header/completed_count") + "," + drop("/header/sender_id")),
    ("on-search-dci-crvs", drop("/message") + "," + put("/header/status", #""rjct""#)), ("on-search-dci-crvs", drop("\(item)/pagination")),
    ("on-search-dci-crvs", drop("\(item)/data")),
    ("on-search-dci-crvs", put("/header/message_ts", #""2026-11-24T09:00:00.1234567891+05:45""#)),
    ("on-search-dci-crvs", put("/header/message_id", "\"" + String(repeating: "x", count: 140) + "\"")),
    ("on-search-dci-crvs", put("/header/status", #""pdng""#)), ("on-search-dci-crvs", put("/header/extra", "{}")),
    ("errors", put("/errors", #"[{"code":"401"},{}]"#)), ("ack", drop("/message/error")),
    ("notify-dci-crvs", drop("\(event)/reg_event_type")),
    (
      "on-search-dci-crvs",
      put("/header/is_msg_encrypted", "true") + ","
        + put("/message", #"{"header":{"alg":"a","enc":"e","kid":"k"},"ciphertext":"c","encrypted_key":"k","tag":"t","iv":"i"}"#)
    ),
  ]
  @Test(arguments: lawful)
  func `what the text leaves open is left open`(schema: String, patch: String) throws {
    // Of acknowledgements only those that refuse carry an error.
    let patch = schema == "ack" ? #"{"op":"add","path":"/message/error","value":{}},"# + patch : patch
    let body = try Self.body("dci", schema, patch)
    #expect(try Self.schema("dci", schema).flaws(in: body).isEmpty)
  }

  static let broken: [(String, String, String)] = [
    ("on-search-dci-crvs", drop("/header"), "the document (required)"),
    ("on-search-dci-crvs", drop("/header/message_id"), "/header (required)"),
    ("on-search-dci-crvs", put("/header/message_ts", #""2026-13-45T25:61:61Z""#), "/header/message_ts (format)"),
    ("on-search-dci-crvs", put("/header/message_ts", #""2026-11-24T09:00:00""#), "/header/message_ts (format)"),
    ("on-search-dci-crvs", put("/header/action", #""search""#), "/header/action (const)"),
    ("on-search-dci-crvs", put("/header/status", #""success""#), "/header/status (enum)"),
    ("on-search-dci-crvs", put("/header/total_count", "-7"), "/header/total_count (anyOf)"),
    ("on-search-dci-crvs", put("/header/is_msg_encrypted", #""no""#), "/header/is_msg_encrypted (type)"),
    ("on-search-dci-crvs", put("/header/is_msg_encrypted", "true"), "/message (required)"),
    ("on-search-dci-crvs", put("/header/status_reason_code", #""rjct.my.own""#), "/header/status_reason_code (enum)"),
    (
      "on-search-dci-crvs", put("/header/status_reason_message", "\"" + String(repeating: "y", count: 1000) + "\""),
      "/header/status_reason_message"
    ),
    (
      "on-search-dci-crvs", put("/message/correlation_id", "\"" + String(repeating: "x", count: 100) + "\""),
      "/message/correlation_id (maxLength)"
    ),
    ("on-search-dci-crvs", drop("/message/transaction_id"), "/message (required)"),
    ("search-answer-dci-fr", drop("\(item)/reference_id"), item),
    ("search-answer-dci-fr", put("\(item)/status", #""ok""#), "\(item)/status"), ("search-answer-dci-fr", drop("\(item)/timestamp"), item),
    ("search-answer-dci-fr", drop("\(item)/pagination/page_size"), "\(item)/pagination"),
    ("search-answer-dci-fr", put("\(item)/pagination/page_number", #""one""#), "\(item)/pagination/page_number"),
    ("search-answer-dci-fr", put("\(item)/locale", #""EN""#), "\(item)/locale"),
    ("search-answer-dci-fr", drop("\(item)/data/reg_record_type"), "\(item)/data"),
    ("search-answer-dci-crvs", put("\(item)/data/reg_records", "{}"), "\(item)/data/reg_records"),
    ("on-subscribe", put("\(subscription)/status", #""active""#), "\(subscription)/status"),
    ("on-subscribe", drop("\(subscription)/code"), subscription),
    ("on-subscribe", drop("/message"), "the document (required)"), ("on-unsubscribe", drop("/message/status"), "/message (required)"),
    ("on-unsubscribe", put("/message/subscription_status/0/status", #""gone""#), "/message/subscription_status/0/status"),
    ("on-status-dci-crvs", drop("/message/txnstatus_response/txn_type"), "/message/txnstatus_response"),
    ("on-status-dci-crvs", drop("/message/txnstatus_response/txn_status/search_response"), "/message/txnstatus_response/txn_status"),
    ("notify-dci-crvs", drop("\(event)/reg_record_type"), event),
    ("notify-dci-fr", put("\(event)/reg_event_type", #""SEARCH""#), "\(event)/reg_event_type"),
    ("ack", put("/message/ack_status", #""OK""#), "/message/ack_status (enum)"), ("ack", drop("/message/timestamp"), "/message (required)"),
    ("ack", put("/message/error", #"{"code":"err.my.own"}"#), "/message/error/code"), ("errors", put("/errors", "{}"), "/errors (type)"),
    ("disabled-answer", put("/message/disabled_response/0/disabled_status", "true"), "/message/disabled_response/0/disabled_status"),
    ("enrolled-answer", put("/message/enrolled_response/0/enrolled_status", #""maybe""#), "/message/enrolled_response/0/enrolled_status"),
    ("details-answer", put("\(item)/data/reg_records/0", "[]"), "\(item)/data/reg_records/0"),
    ("token", drop("/token_type"), "the document (required)"),
    ("jwks", put("/keys/0/use", #""both""#), "/keys/0/use"), ("record-dci-crvs", put("/sex", #""purple""#), "/sex (enum)"),
    ("record-dci-sr", put("/demographic_info/birth_date", #""yesterday""#), "/demographic_info/birth_date"),
  ]
  @Test(arguments: broken)
  func `what breaks the text is told by its place`(schema: String, patch: String, place: String) throws {
    let flaws = try Self.schema("dci", schema).flaws(in: try Self.body("dci", schema, patch))
    #expect(flaws.first?.hasPrefix(place) == true, "\(flaws)")
  }

  @Test(arguments: [
    ("search-dci-crvs", put("/header/is_msg_encrypted", #""no""#)), ("search-dci-crvs", put("/header/version", "5")),
    ("search-dci-sr", put("\(asked)/search_criteria/pagination", #"{"page_size":"ten"}"#)),
    ("search-dci-sr", put("\(asked)/search_criteria/sort", #"[{"sort_order":"up"}]"#)),
    ("search-dci-sr", put("\(asked)/search_criteria/response_entity", #""Dog""#)),
    ("search-dci-sr", put("\(asked)/search_criteria/query_type", #""graphql""#)),
    ("search-dci-crvs", put("\(asked)/search_criteria/reg_type", "7")),
    ("enrolled", drop("/message/transaction_id")), ("updates", drop("/message/transaction_id")),
    ("enrolled", put("/message/enrolled_criteria/response_entity", #""Dog""#)), ("subscribe-dci-fr", drop("/header/total_count")),
    ("unsubscribe", drop("/message/subscription_codes")), ("status-dci-ibr", put("/message/txnstatus_request/attribute_type", #""name""#)),
    ("disabled", drop("/message/disabled_criteria")), ("support", put("/header/action", #""support""#)),
  ])
  func `what a client may not say is told`(schema: String, patch: String) throws {
    #expect(try !Self.schema("dci-client", schema).flaws(in: try Self.body("dci-client", schema, patch)).isEmpty)
  }

  @Test func `what both suites hold is alike`() throws {
    for name in ["schemas/parts", "schemas/queries", "schemas/ack"]
      + ["locale", "meta", "query-empty", "total-text", "transaction-number", "value-list", "value-number"].map({ "errata/dci-\($0)" })
    {
      let both = ["dci", "dci-client"].map { FileManager.default.contents(atPath: Fixtures.home.path + "/suites/\($0)/\(name).json") }
      #expect(both[0] != nil && both[0] == both[1], "\(name)")
    }
  }
}
