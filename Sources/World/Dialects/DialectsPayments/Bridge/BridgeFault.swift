import Documents
import Facts

/// The deliberate faults that a list can be written in.
enum BridgeFault: String, CaseIterable {
  case notJSON = "not-json"
  case noMessageID = "no-message-id"
  case noProgramme = "no-programme"
  case unknownFrequency = "unknown-frequency"
  case countAsWord = "count-as-word"
  case totalWithComma = "total-with-comma"
  case badScheduleDate = "bad-schedule-date"
  case unknownCurrency = "unknown-currency"
  case linesAsObject = "lines-as-object"
  case amountWithComma = "amount-with-comma"
  case amountTooFine = "amount-too-fine"
  case negativeAmount = "negative-amount"
  case noPayee = "no-payee"
  case unknownEnvelope = "unknown-envelope"

  var card: FaultCard { FaultCard(FaultName(rawValue), self == .unknownEnvelope ? .content : .schema, on: [.list], says) }

  private var says: String {
    switch self {
    case .notJSON: "the envelope is no JSON"
    case .noMessageID: "the envelope's header has no message_id"
    case .noProgramme: "the envelope names no programme"
    case .unknownFrequency: "the envelope's frequency is no word of the contract"
    case .countAsWord: "number_of_disbursements is a word"
    case .totalWithComma: "the declared total is a text with a comma"
    case .badScheduleDate: "disbursement_schedule_date is no day"
    case .unknownCurrency: "the currency is no code of three letters"
    case .linesAsObject: "the disbursements are an object, not a list"
    case .amountWithComma: "the first amount is a text with a comma"
    case .amountTooFine: "the first amount has three decimals"
    case .negativeAmount: "the first amount is negative"
    case .noPayee: "the first disbursement names no payee"
    case .unknownEnvelope: "the disbursements name an envelope that nobody has"
    }
  }

  static func of(_ message: Message) throws(Unsayable) -> BridgeFault? {
    guard let name = message.fault else { return nil }
    guard let fault = BridgeFault(rawValue: name.text) else { throw Unsayable(message.kind, facts: ["fault \(name)"]) }
    return fault
  }

  /// A body that is not even JSON.
  func body(_ operation: OperationName) -> [UInt8]? {
    self == .notJSON && operation == G2PBridge.createEnvelope ? Array("envelope;10;1200,00".utf8) : nil
  }

  func spoil(_ json: inout JSON, _ operation: OperationName) {
    switch operation {
    case G2PBridge.createEnvelope: spoilEnvelope(&json)
    case G2PBridge.createLines: spoilLines(&json)
    default: break
    }
  }

  private func spoilEnvelope(_ json: inout JSON) {
    switch self {
    case .noMessageID: json["header"]?["message_id"] = nil
    case .noProgramme: json["message"]?["benefit_program_mnemonic"] = nil
    case .unknownFrequency: json["message"]?["disbursement_frequency"] = "Now and then"
    case .countAsWord: json["message"]?["number_of_disbursements"] = "many"
    case .totalWithComma: json["message"]?["total_disbursement_amount"] = "1200,00"
    case .badScheduleDate: json["message"]?["disbursement_schedule_date"] = "31/02/2026"
    case .unknownCurrency: json["message"]?["disbursement_currency_code"] = "Dollars"
    default: break
    }
  }

  private func spoilLines(_ json: inout JSON) {
    guard var items = json["message"]?.items, !items.isEmpty else { return }
    switch self {
    case .linesAsObject:
      json["message"] = items[0]
      return
    case .amountWithComma: items[0]["disbursement_amount"] = "20,00"
    case .amountTooFine: items[0]["disbursement_amount"] = .number("20.005")
    case .negativeAmount: items[0]["disbursement_amount"] = .number("-20.00")
    case .noPayee: items[0]["beneficiary_id"] = nil
    case .unknownEnvelope: for i in items.indices { items[i]["disbursement_envelope_id"] = "no-such-envelope" }
    default: return
    }
    json["message"] = .array(items)
  }
}
