import Documents
import Facts

/// By which of its ids it is asked what has become of something, on both interfaces.
struct ConnectStatusQuestion {
  let attribute: String
  let values: [String]
  let ids: [(kind: String, value: String)]

  /// `among`: what can be asked for.
  init(_ request: ConnectRequest, among types: [String]) throws(Misread) {
    guard !request.transaction.isEmpty else { throw ConnectText.missing("transaction_id", "a text") }
    guard let asked = request.message["txnstatus_request"], asked.members != nil else {
      throw ConnectText.missing("txnstatus_request", "an object")
    }
    guard asked["reference_id"]?.text != nil else { throw ConnectText.missing("reference_id", "a text") }
    guard let type = asked["txn_type"]?.text, types.contains(type) else {
      throw ConnectText.missing("txn_type", types.joined(separator: " or "))
    }
    guard let attribute = asked["attribute_type"]?.text, Self.attributes.contains(attribute) else {
      throw ConnectText.missing("attribute_type", Self.attributes.joined(separator: " or "))
    }
    let values = asked["attribute_value"]?.items?.compactMap(\.text) ?? [asked["attribute_value"]?.text].compactMap(\.self)
    guard !values.isEmpty else { throw ConnectText.missing("attribute_value", "a text, or a list of texts") }
    (self.attribute, self.values) = (attribute, values)
    ids =
      [("message", request.id), ("transaction", request.transaction), ("type", type), ("by", attribute)] + values.map { ("value", $0) }
      + [request.sender.map { ("sender", $0) }].compactMap(\.self)
  }
  private static let attributes = ["transaction_id", "reference_id_list", "correlation_id"]

  /// As its reading keeps it: what is called back is written later.
  static func mark(of asked: Reading) -> Transactions.Mark {
    let values = asked.ids.filter { $0.kind == "value" }.map(\.value)
    return switch asked.id("by") {
    case "transaction_id": .transaction(values.first ?? "")
    case "correlation_id": .correlation(values.first ?? "")
    default: .references(values)
    }
  }

  /// What is called back: which transaction it is about, and not what became of it.
  static func told(_ wire: WireRequest, by server: Role, to asker: Role) throws(Misread) -> Reading {
    let request = try ConnectRequest(wire, isCallback: true, mayBeEmpty: true)
    let transaction = request.message["transaction_id"]?.text
    return Reading(
      Message(.transactionStatus, from: server, to: asker), .response, thread: transaction,
      ids: [("message", request.id)] + [transaction.map { ("transaction", $0) }].compactMap(\.self), reply: .accepted)
  }

  /// Takes what is called back for whoever waits for it, under a word for what was asked and the transaction.
  static func catching(_ word: String) -> Catch.Script {
    Catch.Script(
      read: { (wire, session, _) throws(Misread) in
        let reading = try told(wire, by: session.peer, to: session.role)
        return ("\(word) \(reading.id("transaction") ?? "")", reading)
      },
      acknowledge: { _, _, stamp in ConnectAck.response(.accepted, stamp) },
      refuse: { misread, _, _, stamp in ConnectRefusal.acknowledged(misread, stamp) })
  }
}
