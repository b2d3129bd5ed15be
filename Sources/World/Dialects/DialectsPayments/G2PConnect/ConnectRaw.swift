import Admission
import Documents
import Facts

/// A raw request of a wire suite as a message of G2P Connect: what the page leaves open is filled in, and changed as it says.
enum ConnectRaw {
  static func request(_ raw: RawCall, as operation: OperationName, _ session: Session, _ stamp: Stamp) -> WireRequest {
    guard let body = raw.body, body.members != nil else { return shown(raw, raw.plain, session, stamp) }
    let message = message(body["message"] ?? [:], session, stamp)
    let count = message.members?.firstNonNil { $0.value.items?.count } ?? 1
    let header = filled(body["header"] ?? [:], from: ConnectText.header(action(operation), count: count, session, stamp))
    let whole: JSON = ["signature": "", "header": header, "message": raw.fault == otherCase ? capital(message) : message]
    let changed = RawCall.changed(whole, raw.changes) ?? whole
    let target = operation == MapperStatus.atOnce ? session.settings["status-path"] ?? raw.target : raw.target
    return shown(raw, WireRequest(raw.method, target, headers: ConnectText.headers, body: changed.encoded()), session, stamp)
  }

  /// No fault: ids and addresses in capitals, which mean the same.
  static let otherCase: FaultName = "other-case"

  /// With a token, but for what the page says itself.
  private static func shown(_ raw: RawCall, _ request: WireRequest, _ session: Session, _ stamp: Stamp) -> WireRequest {
    var request = request
    if raw.headers["Authorization"] == nil {
      for field in ConnectDoor.tokens.headers(raw.fault, session, stamp) { request.headers.set(field.name, field.value) }
    }
    return raw.overriding(request)
  }

  private static func action(_ operation: OperationName) -> String {
    switch operation {
    case MapperStatus.later, MapperStatus.atOnce, G2PConnect.status, DisbursementStatus.later: "txn-status"
    case DisbursementSearch.atOnce, DisbursementSearch.later: "search"
    // As published.
    case G2PConnect.disburseAtOnce: "search"
    default: operation.text.hasPrefix("later-") ? String(operation.text.dropFirst(6)) : operation.text
    }
  }

  private static func capital(_ message: JSON) -> JSON {
    func raised(_ item: JSON) -> JSON {
      ["id", "fa"].reduce(into: item) { item, name in item[name] = .text(item[name]?.text?.uppercased()) ?? item[name] }
    }
    var all = message
    for member in message.members ?? Members() {
      if let items = member.value.items { all[member.name] = .array(items.map(raised)) }
    }
    return all
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
    if list.hasSuffix("_request") || list == "search_criteria", list != "txnstatus_request" {
      usual["timestamp"] = .string(stamp.wire.description)
    }
    if list == "disbursements" { usual["payer_fa"] = .string(FinancialAddress.payer(session)) }
    var whole = filled(item, from: usual)
    // A page knows no time of the clock: `in 2 days`.
    if let days = whole["scheduled_timestamp"]?.text?.split(separator: " "), days.count == 3, days[0] == "in", let count = Int64(days[1]) {
      whole["scheduled_timestamp"] = .string(stamp.wire.adding(seconds: count * 86_400).description)
    }
    if let id = whole["id"]?.text, isBare(id) { whole["id"] = .string(FinancialAddress.person(Identifier(.uin, id), session)) }
    for name in ["fa", "payee_fa", "attribute_value"] where name != "attribute_value" || list == "search_criteria" {
      if let account = whole[name]?.text, isBare(account) {
        whole[name] = .string(FinancialAddress.text(Identifier(.account, account), session))
      }
    }
    return whole
  }
  private static func isBare(_ text: String) -> Bool { !text.isEmpty && !text.contains { ":@".contains($0) } }
}
