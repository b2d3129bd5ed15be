import Documents
import Facts

/// A raw request of a wire suite as a message of G2P Connect: what the page leaves open is filled in, and changed as it says.
enum ConnectRaw {
  static func request(_ raw: RawCall, as operation: OperationName, _ session: Session, _ stamp: Stamp) -> WireRequest {
    guard let body = raw.body, body.members != nil else { return raw.plain }
    let message = message(body["message"] ?? [:], session, stamp)
    let count = message.members?.firstNonNil { $0.value.items?.count } ?? 1
    let action = operation.text.hasPrefix("later-") ? String(operation.text.dropFirst(6)) : operation.text
    let header = filled(body["header"] ?? [:], from: ConnectText.header(action, count: count, session, stamp))
    let whole: JSON = ["signature": "", "header": header, "message": message]
    let changed = RawCall.changed(whole, raw.changes) ?? whole
    return raw.overriding(WireRequest(raw.method, raw.target, headers: ConnectText.headers, body: changed.encoded()))
  }

  private static func filled(_ own: JSON, from usual: JSON) -> JSON {
    var all = usual
    for member in own.members ?? Members() { all[member.name] = member.value }
    return all
  }

  private static func message(_ own: JSON, _ session: Session, _ stamp: Stamp) -> JSON {
    var all: JSON = own["transaction_id"] == nil ? ["transaction_id": .string(stamp.id("transaction"))] : [:]
    for member in own.members ?? Members() {
      let isAsked = member.name == "txnstatus_request"
      all[member.name] =
        member.value.items.map { items in .array(items.map { item($0, member.name, session, stamp) }) }
        ?? (isAsked ? item(member.value, member.name, session, stamp) : member.value)
    }
    return all
  }

  /// A line of a batch, or the one thing that is asked. A page names a person and an account by their numbers alone.
  private static func item(_ item: JSON, _ list: String, _ session: Session, _ stamp: Stamp) -> JSON {
    guard item.members != nil else { return item }
    var usual: JSON = ["reference_id": .string(stamp.id("reference"))]
    if list.hasSuffix("_request"), list != "txnstatus_request" { usual["timestamp"] = .string(stamp.wire.description) }
    if list == "disbursements" { usual["payer_fa"] = .string(FinancialAddress.payer(session)) }
    var whole = filled(item, from: usual)
    if let id = whole["id"]?.text, isBare(id) { whole["id"] = .string(MapperErrand.text(Identifier(.uin, id))) }
    for name in ["fa", "payee_fa"] {
      if let account = whole[name]?.text, isBare(account) {
        whole[name] = .string(FinancialAddress.text(Identifier(.account, account), session))
      }
    }
    return whole
  }
  private static func isBare(_ text: String) -> Bool { !text.isEmpty && !text.contains { ":@".contains($0) } }
}
