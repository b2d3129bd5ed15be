import DialectsCivil
import DialectsDCI
import DialectsIdentity
import DialectsIntake
import DialectsPayments
import Documents
import Facts
import Foundation
import Sandbox
import Testing

/// Our schemas of the messages of each protocol: every one is used, what is wrong is told by pointer and keyword, what is lawful is taken.
@Suite struct MessageSchemaTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "suites/messages")
  static let files: [(name: String, bytes: [UInt8])] =
    (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? [])
    .filter { $0.hasSuffix(".json") }.sorted().map { ($0, Array(FileManager.default.contents(atPath: folder.path + "/" + $0) ?? Data())) }
  static let dialects: [any Dialect] =
    DCIDialects.all + CivilDialects.all + IdentityDialects.all + PaymentDialects.all + IntakeDialects.all
  static let schemas = Result { try MessageSchemas(SchemaFolder(files), of: dialects) }

  @Test func `every file is an operation's, or a part of one that is`() throws {
    _ = try Self.schemas.get()
    let operations = Self.dialects.flatMap { dialect in
      dialect.operations.flatMap { operation in
        MessageSchemas.Half.allCases.map { MessageSchemas.file(dialect.card.name, operation.name, $0) }
      }
    }
    let idle = Self.files.map(\.name).filter { name in
      let (folder, file) = (name.prefix { $0 != "/" }, name.split(separator: "/").last ?? "")
      return !operations.contains(name)
        && !Self.files.contains { $0.name.hasPrefix(folder) && String(decoding: $0.bytes, as: UTF8.self).contains("\"\(file)") }
    }
    #expect(Self.files.count > 40 && idle.isEmpty, "\(idle)")
  }

  /// Operations of message kinds whose cards do not promise it.
  static let without = [
    "enrolled", "enrollment-updates", "sync-txn-status", "cancel_disbursements", "opencrvs-1 subscribe", "opencrvs-1 record-search", "opencrvs notify",
    "opencrvs search", "unsubscribe", "on-unsubscribe",
    "dci-crvs txn-status", "dci-sr txn-status", "dci-ibr txn-status", "dci-fr txn-status", "dci-crvs txn-on-status",
    "dci-sr txn-on-status", "dci-ibr txn-on-status", "dci-fr txn-on-status", "kobo data",
  ]

  @Test func `a dialect that says where a message breaks its schema has one for each operation`() throws {
    let schemas = try Self.schemas.get()
    for dialect in Self.dialects where dialect.card.carries.contains(where: { $0.facts.contains("message.flaw") }) {
      for operation in dialect.operations where operation.carriesMessages {
        let isLeftOut = Self.without.contains(operation.name.text) || Self.without.contains("\(dialect.card.name) \(operation.name)")
        #expect(schemas.holds(dialect.card.name, operation.name, .request) != isLeftOut, "\(dialect.card.name) \(operation.name)")
      }
    }
  }

  @Test func `what a card promises of answers can be kept`() throws {
    let schemas = try Self.schemas.get()
    for dialect in Self.dialects {
      let promises = dialect.card.carries.contains { $0.facts.contains("reply.flaw") }
      let holds = dialect.operations.contains { schemas.holds(dialect.card.name, $0.name, .answer) }
      #expect(!promises || holds, "\(dialect.card.name)")
    }
  }

  // MARK: samples

  static let header: JSON = [
    "version": "1.0.0", "message_id": "m-1", "message_ts": "2026-05-01T10:00:00Z", "action": "notify", "status": "succ", "sender_id": "a",
    "sender_uri": "https://a.example/on", "receiver_id": "b", "total_count": 1, "is_msg_encrypted": false,
  ]
  static let person: JSON = [
    "identifier": [["identifier_type": "UIN", "identifier_value": "2987654326"]], "name": ["surname": "B", "given_name": "A"],
    "sex": "female", "birth_date": "2026-05-01", "parent1_identifier": ["identifier_type": "UIN", "identifier_value": "1"],
  ]
  static let samples: [String: JSON] = [
    "dci-crvs notify": [
      "header": header,
      "message": [
        "transaction_id": "t-1",
        "notify_event": [
          [
            "reference_id": "r-1", "timestamp": "2026-05-01T10:00:00+03:00", "locale": "eng",
            "data": ["reg_event_type": "ns:LiveBirth", "reg_record_type": "Person", "reg_records": person],
          ]
        ],
      ],
    ],
    "dci-crvs sync-search": [
      "header": header,
      "message": [
        "transaction_id": "t-1",
        "search_request": [
          [
            "reference_id": "r-1", "timestamp": "2026-05-01T10:00:00Z",
            "search_criteria": [
              "query_type": "predicate", "sort": [["attribute_name": "birth_date", "sort_order": "asc"]], "pagination": ["page_size": 5],
              "query": [["seq_num": 1, "expression1": ["attribute_name": "sex", "operator": "eq", "attribute_value": "female"]]],
            ],
          ]
        ],
      ],
    ],
    "dci-crvs sync-search.answer": [
      "header": header,
      "message": [
        "transaction_id": "t-1", "correlation_id": "c-1",
        "search_response": [
          [
            "reference_id": "r-1", "timestamp": "2026-05-01T10:00:00Z", "status": "succ", "data": ["reg_records": [person]],
            "pagination": ["page_size": 5, "page_number": 1, "total_count": 1],
          ]
        ],
      ],
    ],
    "dci-crvs notify.answer": ["message": ["ack_status": "ACK", "timestamp": "2026-05-01T10:00:00Z", "correlation_id": "c-1"]],
    "g2p-bridge create_disbursement_envelope": [
      "header": header,
      "message": [
        "benefit_program_mnemonic": "OAP", "disbursement_frequency": "Monthly", "cycle_code_mnemonic": "2026-05",
        "number_of_beneficiaries": 2, "number_of_disbursements": 2, "total_disbursement_amount": .number("40.00"),
        "disbursement_currency_code": "USD", "disbursement_schedule_date": "2026-05-01",
      ],
    ],
    "g2p-bridge create_disbursements": [
      "header": header,
      "message": [
        ["mis_reference_number": "r", "disbursement_envelope_id": "e", "beneficiary_id": "1", "disbursement_amount": .number("20.00")]
      ],
    ],
    "g2p-bridge get_disbursement_status.answer": [
      "header": header,
      "message": [
        [
          "disbursement_id": "d",
          "disbursement_recon_records": [
            "disbursement_recon_payloads": [["reversal_found": false, "remittance_value_date": "2026-05-01T00:00:00Z"]],
            "disbursement_error_recon_payloads": [],
          ],
        ]
      ],
    ],
    "g2p-connect disburse": [
      "header": header,
      "message": ["transaction_id": "t", "disbursements": [["reference_id": "r", "payer_fa": "a", "payee_fa": "b", "amount": "20.00"]]],
    ],
    "g2p-connect resolve.answer": [
      "header": header,
      "message": [
        "transaction_id": "t",
        "resolve_response": [["reference_id": "r", "timestamp": "2026-05-01T10:00:00Z", "status": "succ", "fa": .null]],
      ],
    ],
  ]

  static func flaw(_ sample: String, _ change: JSON?) throws -> String? {
    let body = try #require(samples[sample])
    let parts = sample.split(separator: " ").map(String.init)
    let isAnswer = parts[1].hasSuffix(".answer")
    let bytes = try change.map { try body.patched([$0]) } ?? body
    return try schemas.get().flaw(
      DialectName(parts[0]), OperationName(isAnswer ? String(parts[1].dropLast(7)) : parts[1]), isAnswer ? .answer : .request,
      bytes.encoded())
  }
  static func set(_ path: String, _ value: JSON) -> JSON { ["op": "add", "path": .string(path), "value": value] }
  static func drop(_ path: String) -> JSON { ["op": "remove", "path": .string(path)] }

  @Test(arguments: samples.keys.sorted()) func `a right message has no flaw, whatever else it holds`(sample: String) throws {
    #expect(try Self.flaw(sample, nil) == nil)
    #expect(try Self.flaw(sample, Self.set("/x_build", ["more": 1])) == nil)
    #expect(try Self.flaw(sample, Self.set("/message", #require(Self.samples[sample]?["message"]))) == nil)
  }

  static let wrong: [(sample: String, change: JSON, start: String)] = [
    ("dci-crvs notify", set("/header/message_ts", "yesterday"), "/header/message_ts (format): "),
    ("dci-crvs notify", drop("/header/message_id"), "/header (required): "),
    ("dci-crvs notify", set("/header/status", "success"), "/header/status (enum): "),
    ("dci-crvs notify", set("/header/total_count", "1"), "/header/total_count (type): "),
    ("dci-crvs notify", set("/message/notify_event", "one"), "/message/notify_event (type): "),
    ("dci-crvs notify", drop("/message/notify_event/0/data/reg_records"), "/message/notify_event/0/data (required): "),
    ("dci-crvs notify", set("/message/notify_event/0/locale", "en"), "/message/notify_event/0/locale (pattern): "),
    (
      "dci-crvs notify", set("/message/notify_event/0/data/reg_records/birth_date", "01/05/2026"),
      "/message/notify_event/0/data/reg_records/birth_date (anyOf): "
    ),
    (
      "dci-crvs notify", drop("/message/notify_event/0/data/reg_records/parent1_identifier/identifier_value"),
      "/message/notify_event/0/data/reg_records/parent1_identifier (required): "
    ),
    ("dci-crvs sync-search", drop("/header/sender_id"), "/header (required): "),
    (
      "dci-crvs sync-search", set("/message/search_request/0/search_criteria/sort/0/sort_order", "up"),
      "/message/search_request/0/search_criteria/sort/0/sort_order (enum): "
    ),
    (
      "dci-crvs sync-search", set("/message/search_request/0/search_criteria/query/0/expression1/operator", "gte"),
      "/message/search_request/0/search_criteria/query (anyOf): "
    ),
    ("dci-crvs sync-search.answer", drop("/message/correlation_id"), "/message (required): "),
    (
      "dci-crvs sync-search.answer", set("/message/search_response/0/data/reg_records", person),
      "/message/search_response/0/data/reg_records (type): "
    ),
    ("dci-crvs notify.answer", set("/message/ack_status", "OK"), "/message/ack_status (enum): "),
    (
      "g2p-bridge create_disbursement_envelope", set("/message/number_of_disbursements", "2"), "/message/number_of_disbursements (type): "
    ),
    (
      "g2p-bridge create_disbursement_envelope", set("/message/disbursement_frequency", "Often"), "/message/disbursement_frequency (enum): "
    ),
    (
      "g2p-bridge create_disbursement_envelope", set("/message/total_disbursement_amount", "40,00"),
      "/message/total_disbursement_amount (anyOf): "
    ),
    ("g2p-bridge create_disbursements", drop("/message/0/beneficiary_id"), "/message/0 (required): "),
    ("g2p-bridge get_disbursement_status.answer", set("/header/status", "done"), "/header/status (enum): "),
    (
      "g2p-bridge get_disbursement_status.answer",
      set("/message/0/disbursement_recon_records/disbursement_recon_payloads/0/reversal_found", "no"),
      "/message/0/disbursement_recon_records/disbursement_recon_payloads/0/reversal_found (type): "
    ),
    ("g2p-connect disburse", set("/message/disbursements/0/amount", "250"), "/message/disbursements/0/amount (pattern): "),
    ("g2p-connect resolve.answer", drop("/message/resolve_response/0/timestamp"), "/message/resolve_response/0 (required): "),
  ]

  @Test(arguments: wrong.indices) func `what breaks it is told by pointer and keyword`(row: Int) throws {
    let (sample, change, start) = Self.wrong[row]
    let flaw = try Self.flaw(sample, change)
    #expect(flaw?.hasPrefix(start) == true, "\(sample): \(flaw ?? "no flaw")")
  }

  static let lawful: [(sample: String, change: JSON)] = [
    ("dci-crvs notify", set("/message/notify_event/0/data/reg_records/birth_date", "2026-05-01T12:00:00+02:00")),
    ("dci-crvs notify", set("/message/notify_event/0/data/reg_records/identifier", ["identifier_type": "UIN", "identifier_value": "1"])),
    ("dci-crvs notify", drop("/header/sender_id")), ("dci-crvs notify", drop("/message/notify_event/0/data/reg_event_type")),
    ("dci-crvs sync-search.answer", set("/message/search_response/0/data/reg_records", [])),
    ("g2p-bridge create_disbursement_envelope", set("/message/total_disbursement_amount", "40.00")),
    ("g2p-bridge create_disbursements", set("/message/0/narrative", .null)),
    ("g2p-bridge get_disbursement_status.answer", set("/message/0/disbursement_recon_records", .null)),
  ]

  @Test(arguments: lawful.indices) func `what another reader of the text may write is taken`(row: Int) throws {
    #expect(try Self.flaw(Self.lawful[row].sample, Self.lawful[row].change) == nil)
  }

  @Test func `a body that is no JSON has a flaw, and a protocol without schema has none`() throws {
    let schemas = try Self.schemas.get()
    #expect(schemas.flaw("dci-crvs", "notify", .request, Array("<a/>".utf8))?.hasPrefix("the body: line 1") == true)
    #expect(schemas.flaw("dci-crvs", "enrolled", .request, Array("<a/>".utf8)) == nil)
    #expect(MessageSchemas().flaw("dci-crvs", "notify", .request, []) == nil)
  }
}
