import Documents
import Facts

/// Where the text is open, or read in more than one way: what a mapper's or a payment system's answer makes of it.
enum ConnectOddities {
  /// `own`: the action that the answer has by callback.
  static func ofAnswer(_ response: WireResponse?, own: String) -> [String] {
    guard let response, response.status < 300, let json = try? JSON(parsing: response.body), let header = json["header"] else { return [] }
    var odd: [String] = []
    if header["action"]?.text == "on-search", own != "on-search" { odd.append("connect.registry-action") }
    if header["total_count"] == nil || header["completed_count"] == nil { odd.append("connect.counts-left-out") }
    if let sender = header["sender_id"]?.text, sender == header["receiver_id"]?.text { odd.append("connect.parties-not-swapped") }
    let items = json["message"]?["resolve_response"]?.items ?? []
    if items.contains(where: { $0["status_reason_code"]?.text == "rjct.id.invalid" }) { odd.append("connect.unknown-id-rejected") }
    let isShort = items.contains { $0["locale"]?.text?.utf8.count == 2 }
    return isShort ? odd + ["connect.locale"] : odd
  }

  static let cards: [OddityCard] = [
    OddityCard(
      "connect.misread", at: "", "it cannot be read", rule: "G2P Connect 1.0.0", asks: "header and message, each an object",
      remedy: "send both"),
    OddityCard(
      "connect.registry-action", at: "/header/action", "it answers under the action of a registry", rule: "G2P Connect 1.0.0, mapper/sync",
      asks: "on-search, where the same answer by callback has its own", remedy: "either may stand", isOfAnswer: true),
    OddityCard(
      "connect.counts-left-out", at: "/header", "it does not count its requests", rule: "G2P Connect 1.0.0, MsgCallbackHeader",
      asks: "neither count", remedy: "nothing: both may be left out", isOfAnswer: true),
    OddityCard(
      "connect.parties-not-swapped", at: "/header/receiver_id", "it is for whoever sends it", rule: "G2P Connect 1.0.0, MsgCallbackHeader",
      asks: "the system that receives it", remedy: "name the sender of the question", isOfAnswer: true),
    OddityCard(
      "connect.unknown-id-rejected", at: "/message/resolve_response", "it rejects a question for an id that nobody linked",
      rule: "G2P Connect 1.0.0, ResolveStatusReasonCode", asks: "succ.id.not_found, or rjct.id.invalid", remedy: "either may stand",
      isOfAnswer: true),
    OddityCard(
      "connect.locale", at: "/message/resolve_response", "a language has two letters", rule: "G2P Connect 1.0.0, LanguageCode",
      asks: "three letters of ISO 639-3, and shows two in its example", remedy: "write three", isOfAnswer: true),
  ]
}
