import Documents
import Facts

/// What is recognised in the messages of other implementations of the bridge.
enum BridgeOddities {
  private static let bridge = "OpenG2P G2P Bridge"

  static let cards: [OddityCard] = [
    OddityCard(
      "bridge.misread", at: "/message", "", rule: "G2P Bridge 1.0.0", asks: "a message of its schema",
      remedy: "correct the place and send it again"),
    OddityCard(
      "bridge.other-action", at: "/header/action", "the action is not that of this operation", rule: "G2P Bridge 1.0.0, header.action",
      asks: "the name of the operation", remedy: "write the last part of the path"),
    OddityCard(
      "bridge.count-as-text", at: "/header/total_count", "the number is written as a text", rule: "G2P Bridge 1.0.0, header.total_count",
      asks: "an integer", remedy: "leave out the quotes"),
    OddityCard(
      "bridge.other-version", at: "/header/version", "another version is declared", rule: "G2P Bridge 1.0.0, header.version",
      asks: "`1.0.0`",
      remedy: "write 1.0.0"),
    OddityCard(
      "bridge.amount-as-text", at: "/message/0/disbursement_amount", "the amount is written as a text",
      rule: "G2P Bridge 1.0.0, disbursement_amount",
      asks: "a number", remedy: "leave out the quotes"),
    OddityCard(
      "bridge.amount-of-binary-fraction", at: "/message/0/disbursement_amount", "the amount has digits that no money has",
      metIn: "\(bridge) and GovStack, where amounts are binary floating point", rule: "ISO 4217",
      asks: "no more decimals than the currency has",
      remedy: "reckon in decimals and write the digits, as 20.10"),
    OddityCard(
      "bridge.code-misspelt", at: "/header/status_reason_message", "the code is spelt `DISBUESEMENTS`", metIn: bridge,
      rule: "G2P Bridge 1.0.0, error codes", asks: "this very spelling, though its readers expect `DISBURSEMENTS`",
      remedy: "take both spellings, and ask for an erratum", isOfAnswer: true),
    OddityCard(
      "bridge.code-unknown", at: "/header/status_reason_message", "this code is none of the contract's",
      rule: "G2P Bridge 1.0.0, error codes",
      asks: "a closed list", remedy: "use the nearest of them", isOfAnswer: true),
    OddityCard(
      "bridge.all-refused-for-one", at: "/message", "the whole request is refused although only some lines are wrong", metIn: bridge,
      rule: "PY-01, the payment side's declared mode", asks: "one of two, all or each line by itself",
      remedy: "declare the mode, and send refused lists again without the bad lines", isOfAnswer: true),
    OddityCard(
      "bridge.unknown-disbursement", at: "/message/0/disbursement_id", "the status names a disbursement that was never sent",
      rule: "G2P Bridge 1.0.0, get_disbursement_status", asks: "an answer for each id that was asked for",
      remedy: "answer with the ids of the question",
      isOfAnswer: true),
  ]

  /// How an amount is written.
  static func of(amount json: JSON?, at place: String) -> [String] {
    if json?.text != nil { return ["bridge.amount-as-text \(place)"] }
    guard let text = json?.numberText, let amount = json?.decimal else { return [] }
    return amount.rescaled(to: 2) == nil || text.contains("e") || text.contains("E")
      ? ["bridge.amount-of-binary-fraction \(place) `\(text.prefix(40))`"] : []
  }

  /// How a request of so many lines was refused.
  static func ofAnswer(_ response: WireResponse, lines: Int) -> [String] {
    guard let json = try? JSON(parsing: response.body, bounds: .large), json["header"]?["status"]?.text == "rjct" else { return [] }
    let header = json["header"]
    let rows = (json["message"]?.items ?? []).map { $0["response_error_codes"]?.items ?? [] }
    var said = rows.flatMap { $0.compactMap(\.text) }
    for name in ["status_reason_message", "status_reason_code"] {
      if let text = header?[name]?.text, !text.isEmpty { said.insert(text, at: 0) }
    }
    var odd: [String] = []
    if said.contains(BridgeCode.countExceeds.rawValue) { odd.append("bridge.code-misspelt") }
    if let unknown = said.first(where: { BridgeCode(rawValue: $0) == nil && !$0.hasPrefix("rjct.") && !$0.contains(" ") }) {
      odd.append("bridge.code-unknown /header/status_reason_message `\(unknown.prefix(60))`")
    }
    let bad = rows.count { !$0.isEmpty }
    if lines > 1, bad > 0, bad < lines { odd.append("bridge.all-refused-for-one /message \(bad) of \(lines)") }
    return odd
  }
}
