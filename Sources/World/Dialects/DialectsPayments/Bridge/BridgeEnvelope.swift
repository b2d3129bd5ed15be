import Documents
import Facts

/// The payload of an envelope, in facts and on the wire.
enum BridgeEnvelope {
  static let frequencies = ["Daily", "Weekly", "Fortnightly", "Monthly", "BiMonthly", "Quarterly", "SemiAnnually", "Annually", "OnDemand"]

  static func json(_ facts: Facts, beneficiaries: Int, frequency: String, id: String? = nil, _ session: Session) -> JSON {
    var json: JSON = [:]
    if let id { json["disbursement_envelope_id"] = .string(id) }
    json["benefit_program_mnemonic"] = .text(facts[.programme])
    json["disbursement_frequency"] = .string(frequency)
    json["cycle_code_mnemonic"] = .text(facts[.cycle])
    json["number_of_beneficiaries"] = JSON(beneficiaries)
    json["number_of_disbursements"] = facts[.declaredCount].map { JSON($0) } ?? .null
    json["total_disbursement_amount"] = facts[.declaredTotal].map { BridgeAmount.json($0, session) } ?? .null
    json["disbursement_currency_code"] = .text(facts[.currency])
    json["disbursement_schedule_date"] = .text(facts[.scheduleDate]?.description)
    return json
  }

  /// What can be read, and what cannot be right.
  static func read(_ json: JSON) -> (facts: Facts, flaws: [BridgeCode]) {
    var facts = Facts()
    var flaws: [BridgeCode] = []
    func text(_ name: String, _ flaw: BridgeCode) -> String? {
      if let text = json[name]?.text, !text.isEmpty { return text }
      flaws.append(flaw)
      return nil
    }
    facts[.programme] = text("benefit_program_mnemonic", .programme)
    if !(json["disbursement_frequency"]?.text.map(frequencies.contains) ?? false) { flaws.append(.frequency) }
    facts[.cycle] = text("cycle_code_mnemonic", .cycle)
    if !(json["number_of_beneficiaries"]?.decimal?.int.map { $0 >= 0 } ?? false) { flaws.append(.beneficiaries) }
    if let count = json["number_of_disbursements"]?.decimal?.int, count >= 0 { facts[.declaredCount] = count } else { flaws.append(.count) }
    if let total = BridgeAmount.read(json["total_disbursement_amount"]) {
      facts[.declaredTotal] = total
    } else {
      flaws.append(.total)
    }
    if let currency = text("disbursement_currency_code", .currency) {
      facts[.currency] = currency
      if currency.utf8.count != 3 || !currency.utf8.allSatisfy({ (65...90).contains($0) }) { flaws.append(.currency) }
    }
    if let day = text("disbursement_schedule_date", .day) {
      facts[.scheduleDate] = Day(day)
      if facts[.scheduleDate] == nil { flaws.append(.day) }
    }
    return (facts, flaws)
  }
}

/// Amounts: the digits that were written, never a binary fraction.
enum BridgeAmount {
  static func json(_ amount: ExactDecimal, _ session: Session) -> JSON {
    let written = session.shows("drops-cents") ? amount.text.split(separator: ".").first.map(String.init) ?? "0" : amount.text
    return session.shows("amounts-as-text") ? .string(written) : .number(written)
  }
  /// A number, or a text that holds one; not negative, no finer than cents.
  static func read(_ json: JSON?) -> ExactDecimal? {
    guard let amount = json?.decimal, !amount.isNegative, amount.rescaled(to: 2) != nil else { return nil }
    return amount
  }
}
