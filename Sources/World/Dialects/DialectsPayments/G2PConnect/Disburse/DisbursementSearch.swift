import Documents
import Facts

/// `disburse/search`: lines by the address from which or to which they are paid, told at once or by callback.
///
/// A line that is found is told under its own reference; a question that cannot be answered is refused under that of the question.
enum DisbursementSearch {
  static let path = "/disburse/search"
  static let pathAtOnce = "/disburse/sync/search"
  static let callbackPath = "/disburse/on-search"
  static let later: OperationName = "later-disburse-search"
  static let atOnce: OperationName = "disburse-search"
  static let callback: OperationName = "disburse-on-search"

  static let answering = Serve.Script(
    read: { (wire, session, stamp) throws(Misread) in try questions(wire, ["search"], stamp) },
    answer: { readings, replies, session, stamp in
      if let fault = replies.first(where: { $0.taken == .failed }) { return ConnectText.fault(fault.reason) }
      return ConnectText.response(
        "on-search", content(readings, replies, stamp), outcome(readings), session, stamp)
    },
    refuse: { misread, _, session, stamp in ConnectRefusal.atOnce("on-search", misread, session, stamp) })

  static let answeringLater = ServeLater.Script(
    read: { (wire, session, stamp) throws(Misread) in try questions(wire, ["search"], stamp) },
    acknowledge: { readings, _, stamp in ConnectAck.response(.accepted, correlation: readings.first?.id("correlation"), stamp) },
    callBack: { readings, replies, session, stamp in
      guard !replies.contains(where: { $0.taken == .failed }) else { return [] }
      let message = content(readings, replies, stamp)
      return [
        Preparation.Errand(
          ConnectText.callback(callbackPath, "on-search", message, outcome(readings), session, stamp), as: callback)
      ]
    },
    again: { request, session, stamp in ConnectDoor.again(request, session, stamp) },
    refuse: { misread, _, _, stamp in ConnectRefusal.acknowledged(misread, stamp) })

  static let catching = ConnectStatusQuestion.catching("search")

  private static func outcome(_ readings: [Reading]) -> ConnectText.Outcome {
    ConnectText.Outcome(total: readings.count, ended: readings.count, receiver: readings.first?.id("sender"))
  }

  /// One for each criterion.
  private static func questions(_ wire: WireRequest, _ actions: [String] = [], _ stamp: Stamp? = nil) throws(Misread) -> [Reading] {
    let request = try ConnectRequest(wire, actions)
    guard !request.transaction.isEmpty else { throw ConnectText.missing("transaction_id", "a text") }
    guard let items = request.message["search_criteria"]?.items, !items.isEmpty else {
      throw ConnectText.missing("search_criteria", "a list")
    }
    var ids = [("message", request.id), ("transaction", request.transaction)]
    ids += [request.sender.map { ("sender", $0) }, stamp.map { ("correlation", $0.id("correlation")) }].compactMap(\.self)
    var readings: [Reading] = []
    for item in items {
      guard let reference = item["reference_id"]?.text else { throw ConnectText.missing("reference_id", "a text") }
      var row = Facts()
      let address = item["attribute_value"]?.text.flatMap(FinancialAddress.account).map { [$0] }
      switch item["attribute_type"]?.text {
      case "payer_fa": row[.payer] = address
      case "payee_fa": row[.payee] = address
      default: break
      }
      var message = Message(.report, from: .mis, to: .payments)
      message.lines = Rows([row])
      readings.append(
        Reading(message, .request, ids: ids + [("reference", reference)], reply: flaw(item, address != nil).map { .refused($0) }))
    }
    return readings
  }

  private static func flaw(_ item: JSON, _ hasAddress: Bool) -> String? {
    if item["request_type"]?.text != "disburse" { return "rjct.request_type.invalid" }
    switch item["attribute_type"]?.text {
    case "payer_fa": return hasAddress ? nil : "rjct.srch_payer_fa.invalid"
    case "payee_fa": return hasAddress ? nil : "rjct.srch_payee_fa.invalid"
    default: return "rjct.attribute_type.invalid"
    }
  }

  private static func content(_ readings: [Reading], _ replies: [Reply], _ stamp: Stamp) -> JSON {
    var items: [JSON] = []
    for (asked, reply) in zip(readings, replies) {
      if reply.taken == .accepted {
        items += reply.rows.compactMap { row in
          var item = try? DisbursementReport.item(row, stamp)
          // The codes of a search are about the question, and have none for why a line was not paid.
          item?["status_reason_code"] = nil
          return item
        }
      } else {
        items.append([
          "reference_id": .string(asked.id("reference") ?? ""), "timestamp": .string(stamp.wire.description), "status": "rjct",
          "status_reason_code": .string(reply.reason ?? ""),
        ])
      }
    }
    return ["transaction_id": .string(readings.first?.id("transaction") ?? ""), "disbursements_status": .array(items)]
  }

  /// What was asked, and how it was taken.
  static func view(_ wire: WireRequest, _ response: WireResponse?) -> Reading {
    var asked =
      (try? questions(wire).first) ?? Reading(Message(.report, from: .mis, to: .payments), .request, oddities: ["connect.misread"])
    asked.reply = response.map { answer in
      if let refusal = ConnectRefusal.read(answer) { return refusal }
      let items = (try? JSON(parsing: answer.body))?["message"]?["disbursements_status"]?.items ?? []
      // Of one question: what is refused is told as the only item.
      let refusals = items.filter { $0["status"]?.text == "rjct" && $0["reference_id"]?.text == asked.id("reference") }
      return refusals.first.map { .refused($0["status_reason_code"]?.text ?? "no-reason") } ?? .accepted
    }
    return asked
  }
}
