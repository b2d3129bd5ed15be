import Documents
import Facts

/// The last transactions of a peer, so that their status can be asked for.
struct Transactions: Sendable, SessionKey {
  static var initial: Transactions { Transactions() }
  struct Entry: Sendable {
    let transaction: String
    let correlation: String
    let references: [String]
    var answer: JSON?
  }
  private var entries: [Entry] = []
  private static let kept = 200

  mutating func begin(_ readings: [Reading]) {
    guard let first = readings.first else { return }
    if entries.count == Self.kept { entries.removeFirst() }
    entries.append(
      Entry(
        transaction: first.id("transaction") ?? "", correlation: first.id("correlation") ?? "",
        references: readings.compactMap { $0.id("reference") }))
  }
  mutating func end(_ envelope: Envelope) {
    let transaction = envelope.message["transaction_id"]?.text
    guard let at = entries.lastIndex(where: { $0.transaction == transaction }) else { return }
    entries[at].answer = envelope.message
  }
  func find(_ attribute: String, _ values: [String]) -> Entry? {
    entries.last { entry in
      switch attribute {
      case "transaction_id": values.contains(entry.transaction)
      case "correlation_id": values.contains(entry.correlation)
      default: !values.isEmpty && values.allSatisfy { entry.references.contains($0) }
      }
    }
  }
}

/// `POST /registry/sync/txn/status`: what has become of a search that was asked before.
enum TransactionStatus {
  static let path = "/registry/sync/txn/status"

  static func answer(_ request: WireRequest, _ session: inout Session, _ stamp: Stamp) -> WireResponse {
    do throws(Misread) {
      let opened = try Post.open(request, scope: "registry/txn/status", "txn-status", .request(callback: nil), &session, stamp)
      guard let asked = opened.envelope.message["txnstatus_request"], let attribute = asked["attribute_type"]?.text,
        let value = asked["attribute_value"]
      else { throw Misread(.schema, at: "/message/txnstatus_request", "attribute_type and attribute_value are required") }
      let values = value.items?.compactMap(\.spoken) ?? [value.spoken ?? ""]
      let found = session[Transactions.self].find(attribute, values)
      let pending: JSON = [
        "transaction_id": .text(found?.transaction) ?? "", "correlation_id": .text(found?.correlation) ?? "", "search_response": [],
      ]
      let status = found == nil ? "rjct" : found?.answer == nil ? "pdng" : "succ"
      let header = Header.write(
        "txn-on-status", .answer(status: status, completed: found?.answer == nil ? 0 : 1), total: 1,
        receiver: opened.envelope.text("sender_id"),
        session, stamp)
      let body: JSON = .object(of: [
        ("transaction_id", opened.envelope.message["transaction_id"]), ("correlation_id", .string(stamp.id("correlation"))),
        ("txnstatus_response", ["txn_type": asked["txn_type"] ?? "search", "txn_status": found?.answer ?? pending]),
      ])
      return Post.answer(Envelope(header: header, message: body), session, stamp)
    } catch { return Acknowledgement.refuse(error, session, stamp) }
  }
}
