import Documents
import Facts

/// `disburse/sync/txn/status`: what has become of a list so far, asked and answered at once. The twin of `on-disburse` for a payer that
/// cannot be called.
///
/// Which `action` the question has is left open: the published list holds the words of a registry. `txn-status` is DCI's.
enum DisbursementStatus {
  static let path = "/disburse/sync/txn/status"
  private static let action = "txn-status"

  static func request(_ list: String, _ session: Session, _ stamp: Stamp) -> WireRequest {
    let asked: JSON = [
      "reference_id": .string(stamp.id("reference")), "txn_type": "disburse", "attribute_type": "transaction_id",
      "attribute_value": .string(list),
    ]
    return ConnectText.request(
      path, action, ["transaction_id": .string(stamp.id("transaction")), "txnstatus_request": asked], session, stamp)
  }

  static let answering = Serve.Script(
    read: { (wire, session, _) throws(Misread) in [try question(wire, session[DisbursementBook.self])] },
    answer: { readings, replies, session, stamp in
      guard let reading = readings.first, let reply = replies.first, reply.taken != .failed else {
        return ConnectText.fault(replies.first?.reason)
      }
      let asker = reading.id("sender")
      guard reply.taken == .accepted else {
        let outcome = ConnectText.Outcome(total: 1, code: "rjct.reference_id.invalid", receiver: asker)
        return ConnectText.response(action, .null, outcome, session, stamp)
      }
      // A line whose money came back has no word of its own: it is left out, as in a callback.
      let items = reply.rows.compactMap { try? DisbursementReport.item($0, stamp) }
      let list = reading.message.facts[.listReference] ?? ""
      let content: JSON = [
        "transaction_id": .string(reading.id("transaction") ?? ""), "correlation_id": .string(stamp.id("correlation")),
        "txnstatus_response": [
          "txn_type": "on-disburse", "txn_status": ["transaction_id": .string(list), "disbursements_status": .array(items)],
        ],
      ]
      return ConnectText.response(action, content, ConnectText.Outcome(total: 1, ended: 1, receiver: asker), session, stamp)
    },
    refuse: { misread, _, session, stamp in
      misread.kind == .syntax ? ConnectAck.refusal(misread, stamp) : ConnectText.rejected(action, misread, session, stamp)
    })

  /// By the list's transaction, or by the references of its lines.
  private static func question(_ wire: WireRequest, _ book: DisbursementBook) throws(Misread) -> Reading {
    let request = try ConnectRequest(wire)
    guard let asked = request.message["txnstatus_request"], asked.members != nil else {
      throw ConnectText.missing("txnstatus_request", "an object")
    }
    guard let attribute = asked["attribute_type"]?.text else { throw ConnectText.missing("attribute_type", "a text") }
    let values = asked["attribute_value"]?.items?.compactMap(\.text) ?? [asked["attribute_value"]?.text].compactMap(\.self)
    guard !values.isEmpty else { throw ConnectText.missing("attribute_value", "a text, or a list of texts") }
    var message = Message(.report, from: .mis, to: .payments)
    if attribute == "reference_id_list" {
      message.facts[.listReference] = book[values[0]]?.list
      message.lines = Rows(
        values.map { value in
          var row = Facts()
          row[.reference] = value
          return row
        })
    } else {
      message.facts[.listReference] = values[0]
    }
    let transaction = request.message["transaction_id"]?.text ?? ""
    return Reading(
      message, .request, thread: message.facts[.listReference],
      ids: [("message", request.id), ("transaction", transaction)] + [request.sender.map { ("sender", $0) }].compactMap(\.self))
  }

  /// What the answer says: nil where it is a refusal, or cannot be read.
  static func report(_ response: WireResponse, _ book: DisbursementBook) -> Reading? {
    guard response.status < 300, let json = try? JSON(parsing: response.body, bounds: .large),
      let status = json["message"]?["txnstatus_response"]?["txn_status"], let items = status["disbursements_status"]?.items
    else { return nil }
    let ids = [json["header"]?["message_id"]?.text.map { (kind: "message", value: $0) }].compactMap(\.self)
    return DisbursementReport.reading(status["transaction_id"]?.text ?? "", items, book, ids, half: .response)
  }

  /// The question, which carries nothing but ids, and the report that answers it.
  static func view(_ wire: WireRequest, _ response: WireResponse?, _ book: DisbursementBook) -> [Reading] {
    guard var asked = try? question(wire, book) else {
      return [Reading(Message(.report, from: .mis, to: .payments), .request, oddities: ["connect.misread"])]
    }
    let told = response.flatMap { report($0, book) }
    asked.reply = response.map { told != nil ? .accepted : $0.status >= 500 ? .failed($0) : .refused("unknown-list") }
    return [asked] + (told.map { [$0] } ?? [])
  }
}
