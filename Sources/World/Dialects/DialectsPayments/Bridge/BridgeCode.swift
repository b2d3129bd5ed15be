/// The codes of the contract, spelt as it spells them, and what they mean in our words.
enum BridgeCode: String, CaseIterable {
  case programme = "INVALID_PROGRAM_MNEMONIC"
  case frequency = "INVALID_DISBURSEMENT_FREQUENCY"
  case cycle = "INVALID_CYCLE_CODE_MNEMONIC"
  case beneficiaries = "INVALID_NO_OF_BENEFICIARIES"
  case count = "INVALID_NO_OF_DISBURSEMENTS"
  case total = "INVALID_TOTAL_DISBURSEMENT_AMOUNT"
  case currency = "INVALID_DISBURSEMENT_CURRENCY_CODE"
  case day = "INVALID_DISBURSEMENT_SCHEDULE_DATE"
  case unknownEnvelope = "DISBURSEMENT_ENVELOPE_NOT_FOUND"
  case cancelledEnvelope = "DISBURSEMENT_ENVELOPE_ALREADY_CANCELED"
  case envelopeID = "INVALID_DISBURSEMENT_ENVELOPE_ID"
  case amount = "INVALID_DISBURSEMENT_AMOUNT"
  case payee = "INVALID_BENEFICIARY_ID"
  case payeeName = "INVALID_BENEFICIARY_NAME"
  case narrative = "INVALID_NARRATIVE"
  case lineID = "INVALID_DISBURSEMENT_ID"
  case payload = "INVALID_DISBURSEMENT_PAYLOAD"
  /// The contract's own spelling.
  case countExceeds = "NO_OF_DISBUESEMENTS_EXCEEDS_DECLARED"
  case totalExceeds = "TOTAL_DISBURSEMENT_AMOUNT_EXCEEDS_DECLARED"
  case severalEnvelopes = "MULTIPLE_ENVELOPES_FOUND"
  case dayReached = "DISBURSEMENT_ENVELOPE_SCHEDULE_DATE_REACHED"
  case cancelledLine = "DISBURSEMENT_ALREADY_CANCELED"
  case duplicate = "DUPLICATE_DISBURSEMENT"
  case reversal = "INVALID_REVERSAL"
  case account = "INVALID_ACCOUNT_NUMBER"
  case notSupported = "rjct.action.not_supported"

  var isOfProtocol: Bool { rawValue.hasPrefix("rjct.") }
  /// Said of one line of a request; the request as a whole is then an invalid payload.
  var isOfLine: Bool { [.amount, .payee, .payeeName, .narrative, .payload, .duplicate, .lineID].contains(self) }

  private static let words: [(reason: String, code: BridgeCode)] = [
    ("unknown-list", .unknownEnvelope), ("list-cancelled", .cancelledEnvelope), ("count-mismatch", .count), ("total-mismatch", .total),
    ("count-exceeds-declared", .countExceeds), ("total-exceeds-declared", .totalExceeds), ("duplicate-reference", .duplicate),
    ("malformed-amount", .amount), ("missing-reference", .payload), ("already-paid", .dayReached), ("unknown-currency", .currency),
    ("unknown-payee", .payee), ("invalid-account", .account), ("account-closed", .account), ("unknown-line", .lineID),
    ("several-lists", .severalEnvelopes), ("not-supported", .notSupported),
  ]

  /// The code for a register's word.
  static func of(_ reason: String?) -> BridgeCode { words.first { $0.reason == reason }?.code ?? .payload }

  /// The code for the reason for which one line is not paid.
  static func ofLine(_ reason: String) -> BridgeCode { words.first { $0.reason == reason }?.code ?? .account }

  /// Our word for a code, whichever spelling; a word of its own for one that we do not know.
  static func reason(_ code: String) -> String {
    let spelt = code == "NO_OF_DISBURSEMENTS_EXCEEDS_DECLARED" ? countExceeds.rawValue : code
    if let known = BridgeCode(rawValue: spelt) {
      return known == .payload ? "breaks-schema" : words.first { $0.code == known }?.reason ?? "breaks-schema"
    }
    return String(code.lowercased().map { $0 == "_" || $0 == "." ? "-" : $0 })
  }
}
