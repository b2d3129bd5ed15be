import Documents
import Facts

/// The status of lines: what the payment side's statements say of them, in facts and on the wire. No amounts travel:
/// a line that is found in a statement is settled, and one that is reversed has come back whole.
enum BridgeReport {
  static func json(_ row: Facts, _ envelope: BridgeBook.Envelope?) -> JSON {
    let id = row[.receipt] ?? envelope?.lines.first { $0.reference == row[.reference] }?.receipt ?? row[.reference] ?? ""
    let day = row[.lineDate].map { JSON.string("\($0)T00:00:00Z") } ?? .null
    var records: JSON = .null
    switch row[.state] {
    case "settled", "partly-settled", "returned":
      let isReturned = row[.state] == "returned"
      let entry: JSON = [
        "bank_disbursement_batch_id": .string("batch-\(envelope?.id ?? id)"), "disbursement_id": .string(id),
        "disbursement_envelope_id": .text(envelope?.id), "remittance_reference_number": .string(id),
        "remittance_value_date": isReturned ? .null : day, "reversal_found": .bool(isReturned),
        "reversal_value_date": isReturned ? day : .null,
        "reversal_reason": isReturned ? .text(row[.reason]) : .null,
      ]
      records = ["disbursement_recon_payloads": [entry], "disbursement_error_recon_payloads": []]
    case "rejected":
      let code = row[.reason].map { BridgeCode(rawValue: $0) ?? BridgeCode.ofLine($0) }
      let entry: JSON = ["disbursement_id": .string(id), "value_date": day, "error_reason": .text(code?.rawValue)]
      records = ["disbursement_recon_payloads": [], "disbursement_error_recon_payloads": [entry]]
    default: break
    }
    return ["disbursement_id": .string(id), "disbursement_recon_records": records]
  }

  /// One report for each envelope whose lines the answer holds, in the order of the answer.
  static func read(_ message: JSON, _ book: BridgeBook) -> [(thread: String?, message: Message, oddities: [String])] {
    var reports: [(thread: String?, message: Message, oddities: [String])] = []
    for item in message.items ?? [] {
      let id = item["disbursement_id"]?.text ?? ""
      let envelope = book.holding(id)
      if !reports.contains(where: { $0.thread == envelope?.id }) {
        var facts = Facts()
        facts[.listReference] = envelope?.id
        facts[.programme] = envelope?.facts[.programme]
        facts[.cycle] = envelope?.facts[.cycle]
        reports.append((envelope?.id, Message(.report, from: .payments, to: .mis, facts: facts), []))
      }
      let i = reports.firstIndex { $0.thread == envelope?.id } ?? 0
      if envelope == nil { reports[i].oddities.append("bridge.unknown-disbursement") }
      reports[i].message.lines.append(row(item, id, envelope?.line(id)))
    }
    return reports
  }

  private static func row(_ item: JSON, _ id: String, _ line: BridgeBook.Line?) -> Facts {
    let records = item["disbursement_recon_records"]
    let entries = records?["disbursement_recon_payloads"]?.items ?? []
    let errors = records?["disbursement_error_recon_payloads"]?.items ?? []
    var row = Facts()
    row[.reference] = line?.reference
    row[.payee] = line?.payee
    row[.receipt] = id
    if let back = entries.first(where: { $0["reversal_found"]?.bool == true }) {
      row[.state] = "returned"
      row[.reason] = back["reversal_reason"]?.text
      row[.returnedAmount] = line?.amount
      row[.lineDate] = day(back, "reversal_value_date", "reversal_entry_date")
    } else if let entry = entries.first {
      row[.state] = "settled"
      row[.lineDate] = day(entry, "remittance_value_date", "remittance_entry_date")
    } else if let error = errors.first {
      row[.state] = "rejected"
      row[.reason] = error["error_reason"]?.text.map(BridgeCode.reason)
      row[.lineDate] = day(error, "value_date", "entry_date")
    } else {
      row[.state] = "open"
    }
    return row
  }

  private static func day(_ json: JSON, _ names: String...) -> Day? {
    names.firstNonNil { json[$0]?.text.flatMap { WireInstant($0)?.day ?? Day($0.prefix(10)) } }
  }
}
