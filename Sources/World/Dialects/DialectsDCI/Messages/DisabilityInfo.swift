import Documents
import Facts

/// `POST /registry/sync/get-disability-support` and `-details`: what a person needs, and what is known of a disability. A search by number
/// whose answer shows a part of the record.
enum DisabilityInfo: String {
  case support = "get-disability-support"
  case details = "get-disability-details"

  init?(part: String) {
    guard let one = [Self.support, .details].first(where: { $0.rawValue.hasSuffix("-\(part)") }) else { return nil }
    self = one
  }

  var path: String { "/registry/sync/\(rawValue)" }
  private var parts: [String] {
    self == .support ? ["disability_support"] : ["disability_status", "disability_level", "disability_details"]
  }

  /// The question of the standing, at another address; its answer is that of a search.
  var asking: any Conversation {
    Ask(
      OperationName(rawValue), preparing: Post.preparation,
      write: { (message, session, stamp) throws(Unsayable) in
        guard Registry.of(session).role == .disabilityRegistry else { throw Unsayable(message.kind, facts: ["record.part"]) }
        return try Standing.disabled.write(message, to: path, session, stamp)
      }, read: { response, _, session in SearchAnswer.read(response, to: nil, session) })
  }

  var answering: Serve.Script {
    Serve.Script(
      read: { (request, session, stamp) throws(Misread) in
        let opened = try Post.open(request, scope: Search.scope, Search.action, .request(callback: nil), &session, stamp)
        return try Self.read(opened.envelope, opened.oddities)
      },
      answer: { readings, replies, session, stamp in
        if replies.contains(where: { $0.taken == .failed }) { return Acknowledgement.of(Reply(.failed), session, stamp) }
        var envelope = SearchAnswer.write(
          readings, replies, transaction: readings.first?.id("transaction") ?? "", correlation: stamp.id("correlation"),
          to: readings.first?.id("sender"), session, stamp)
        envelope.message["search_response"] = .array((envelope.message["search_response"]?.items ?? []).map(partly))
        return Post.answer(envelope, inKind: readings.first?.id("sealed") != nil, session, stamp)
      },
      refuse: { why, _, session, stamp in Refusal.atOnce(SearchAnswer.action, why, session, stamp) })
  }

  static func read(_ envelope: Envelope, _ oddities: [String]) throws(Misread) -> [Reading] {
    var message = Message(.personRecord, from: .mis, to: .disabilityRegistry)
    message.facts[.personID] = try Standing.about(envelope, "disabled_criteria").person
    // The request names none, and the answer must.
    let reference = envelope.text("message_id") ?? ""
    return [Reading(message, .request, ids: envelope.ids + [("reference", reference)] + Records.addresses(envelope), oddities: oddities)]
  }

  private func partly(_ item: JSON) -> JSON {
    guard let records = item["data"]?["reg_records"]?.items, var data = item["data"] else { return item }
    var item = item
    data["reg_records"] = .array(records.map { record in .object(of: parts.map { ($0, record[$0]) }) })
    item["data"] = data
    return item
  }
}
