import Documents
import Facts

/// One disbursement of a request or answer, in facts and on the wire.
enum BridgeLine {
  static func json(_ facts: Facts, envelope: String, receipt: String? = nil, _ session: Session) -> JSON {
    var json: JSON = [:]
    if let receipt { json["disbursement_id"] = .string(receipt) }
    json["mis_reference_number"] = .text(facts[.reference])
    json["disbursement_envelope_id"] = .string(envelope)
    json["beneficiary_id"] = .text(facts[.payee].flatMap(written))
    json["beneficiary_name"] = .text(facts[.payeeName])
    json["disbursement_amount"] = facts[.amount].map { BridgeAmount.json($0, session) } ?? .null
    json["narrative"] = .text(facts[.narrative])
    return json
  }

  static func read(_ json: JSON) -> (facts: Facts, envelope: String?, flaws: [BridgeCode]) {
    var facts = Facts()
    var flaws: [BridgeCode] = []
    func text(_ name: String, _ flaw: BridgeCode, isNeeded: Bool = false) -> String? {
      switch json[name] {
      case .string(let text)? where !text.isEmpty || !isNeeded: return text.isEmpty ? nil : text
      case .null?, nil: if isNeeded { flaws.append(flaw) }
      default: flaws.append(flaw)
      }
      return nil
    }
    facts[.reference] = text("mis_reference_number", .payload, isNeeded: true)
    let envelope = text("disbursement_envelope_id", .envelopeID, isNeeded: true)
    facts[.payee] = text("beneficiary_id", .payee, isNeeded: true).map { [identifier($0)] }
    facts[.payeeName] = text("beneficiary_name", .payeeName)
    if let amount = BridgeAmount.read(json["disbursement_amount"]), !amount.isZero {
      facts[.amount] = amount
    } else {
      flaws.append(.amount)
    }
    facts[.narrative] = text("narrative", .narrative)
    return (facts, envelope, flaws)
  }

  /// The bare number of the foundational register; any other identifier says its scheme.
  static func written(_ ids: [Identifier]) -> String? { ids[.uin] ?? ids.first.map(\.description) }
  static func identifier(_ text: String) -> Identifier {
    let parts = text.split(separator: ":", maxSplits: 1)
    let known: [IdentifierScheme] = [.vid, .phone, .functional, .account, .brn, "ORG"]
    guard parts.count == 2, let scheme = known.first(where: { $0.text == parts[0] }) else {
      return Identifier(.uin, text)
    }
    return Identifier(scheme, String(parts[1]))
  }
}

/// All disbursements of a request.
struct BridgeLines {
  var lines: [Facts] = []
  /// For each line, what is wrong with it.
  var flaws: [[BridgeCode]] = []
  var envelopes: [String] = []
  /// The first code about the request as a whole.
  var code: BridgeCode? {
    if lines.isEmpty || flaws.contains(where: { $0.contains { $0.isOfLine } }) { return .payload }
    if let first = flaws.lazy.compactMap(\.first).first { return first }
    return envelopes.count > 1 ? .severalEnvelopes : nil
  }

  /// nil where the message is no list.
  init?(_ message: JSON) {
    guard let items = message.items else { return nil }
    for item in items {
      let read = BridgeLine.read(item)
      lines.append(read.facts)
      flaws.append(read.flaws)
      if let envelope = read.envelope, !envelopes.contains(envelope) { envelopes.append(envelope) }
    }
  }
}

/// The ids that an answer gives to lines: by the payer's reference where it comes back, else by their place.
struct BridgeReceipts {
  private var byReference: [String: String] = [:]
  private var byPlace: [String?] = []

  init(_ items: [JSON]) {
    for item in items {
      let receipt = item["disbursement_id"]?.text
      byPlace.append(receipt)
      if let reference = item["mis_reference_number"]?.text, let receipt { byReference[reference] = byReference[reference] ?? receipt }
    }
  }
  init(_ rows: Rows) {
    for row in rows {
      if let reference = row[.reference], let receipt = row[.receipt] { byReference[reference] = byReference[reference] ?? receipt }
    }
  }
  /// `place`: where it stands, if there are as many answers as lines.
  func of(_ line: Facts, at place: Int, among count: Int) -> String? {
    line[.reference].flatMap { byReference[$0] } ?? (byPlace.count == count ? byPlace[place] : nil)
  }
}
