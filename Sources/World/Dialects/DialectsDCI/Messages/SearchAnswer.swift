import Documents
import Facts
import Signatures

/// The answer: in the response of a sync search, or in a callback to `/registry/on-search`.
enum SearchAnswer {
  static let action = "on-search"
  static let path = "/registry/on-search"

  // MARK: writing

  static func write(
    _ readings: [Reading], _ replies: [Reply], transaction: String, correlation: String, to asker: String?, _ session: Session,
    _ stamp: Stamp
  ) -> Envelope {
    let items = zip(readings, replies).map { item($0, $1, session, stamp) }
    let refused = replies.allSatisfy { $0.taken != .accepted && !isAbsence($0) }
    let form = HeaderForm.answer(status: refused ? "rjct" : "succ", completed: items.count)
    let header = Header.write(
      session.shows("wrong-action") ? Search.action : action, form, total: items.count, receiver: asker, session, stamp)
    let body: JSON = [
      "transaction_id": .string(transaction), "correlation_id": .string(correlation), "search_response": .array(items),
    ]
    return Envelope(header: header, message: body)
  }

  private static func item(_ reading: Reading, _ reply: Reply, _ session: Session, _ stamp: Stamp) -> JSON {
    let start: [(String, JSON?)] = [
      ("reference_id", .text(reading.id("reference"))), ("timestamp", .string(Stamps.text(stamp.wire, session))),
    ]
    guard reply.taken == .accepted || isAbsence(reply) else {
      return .object(
        of: start + [
          ("status", "rjct"), ("status_reason_code", .string(code(reply.reason))),
          ("status_reason_message", .text(Reasons.said(reply.reason))),
        ])
    }
    let registry = Registry.of(session)
    let isOfGroups = reading.message.facts[.entity] == "group"
    let records = isAbsence(reply) ? [] : reply.rows.map(registry.form.write)
    let data: JSON = [
      "version": "1.0.0", "reg_type": .string(registry.registryType),
      "reg_record_type": .string((isOfGroups ? registry.groupType : nil) ?? registry.recordType),
      "reg_records": .array(records),
    ]
    let pagination: JSON = [
      "page_size": JSON(reply.facts[.pageSize] ?? max(1, records.count)), "page_number": JSON(reply.facts[.page] ?? 1),
      "total_count": JSON(reply.facts[.found] ?? records.count),
    ]
    return .object(of: start + [("status", "succ"), ("data", data), ("pagination", pagination), ("locale", "eng")])
  }

  /// DCI has no code for "not found": it is a success without records.
  private static func isAbsence(_ reply: Reply) -> Bool {
    reply.taken == .refused && ["not-found", "unknown-person"].contains(reply.reason)
  }
  private static func code(_ reason: String?) -> String {
    switch reason ?? "" {
    case let r where r.contains("sort"): "rjct.sort.invalid"
    case let r where r.contains("page"): "rjct.pagination.invalid"
    case "reference-twice": "rjct.reference_id.duplicate"
    case "wrong-timestamp": "rjct.timestamp.invalid"
    case "too-many": "rjct.search.too_many_records_found"
    default: "rjct.search_criteria.invalid"
    }
  }

  // MARK: reading

  /// The answer to a question. One that names another transaction answers somebody else.
  static func read(_ envelope: Envelope, to question: Reading, _ session: Session) -> (reply: Reply, oddities: [String]) {
    if isStray(envelope, question.id("transaction")) { return (stray, ["search.another-transaction"]) }
    return read(envelope, reference: question.id("reference"), session)
  }

  private static let stray = Reply(.failed, reason: "answer-of-another-transaction")
  private static func isStray(_ envelope: Envelope, _ transaction: String?) -> Bool {
    envelope.message["transaction_id"]?.spoken.map { $0 != transaction } ?? false
  }

  /// The first answer of a message, or that for the reference.
  static func read(_ envelope: Envelope, reference: String? = nil, _ session: Session) -> (reply: Reply, oddities: [String]) {
    guard let items = envelope.message["search_response"]?.items else {
      let why = envelope.text("status") == "rjct" ? "refused" : "no-answer"
      return (Reply(envelope.text("status") == "rjct" ? .refused : .failed, reason: envelope.text("status_reason_code") ?? why), [])
    }
    guard let item = items.first(where: { reference == nil || $0["reference_id"]?.spoken == reference }) else {
      // Some leave out what they did not find.
      return (Reply(.accepted, facts: count(0, of: nil)), ["search.no-item-for-reference"])
    }
    switch item["status"]?.text {
    case "rjct":
      let reply = Acknowledgement.refusal(item["status_reason_code"]?.text ?? "unsaid", item["status_reason_message"]?.text)
      return (reply, [])
    case "rcvd", "pdng": return (Reply(.failed, reason: "pending"), [])
    default: break
    }
    var odd: [String] = []
    let records = item["data"]?["reg_records"]
    if let records, records.items == nil { odd.append("search.records-not-a-list") }
    let rows = (records?.items ?? records.map { [$0] } ?? []).map { Registry.of(session).form.read($0, &odd) }
    let place = items.firstIndex(of: item) ?? 0
    if let records { odd += Spellings.odd(in: records, at: "/message/search_response/\(place)/data/reg_records") }
    return (Reply(.accepted, facts: count(rows.count, of: item["pagination"]), rows: Rows(rows)), odd)
  }

  private static func count(_ rows: Int, of pagination: JSON?) -> Facts {
    var facts = Facts()
    // Who names no total has not said that there is no more: its pages end where one is not full.
    let total = pagination?["total_count"]?.decimal?.int ?? (rows == 0 ? 0 : nil)
    facts[.recordFound] = rows > 0 && total != 0
    facts[.found] = total
    facts[.page] = pagination?["page_number"]?.decimal?.int
    facts[.pageSize] = pagination?["page_size"]?.decimal?.int
    return facts
  }

  /// The response of a sync search to the request that was sent.
  static func read(_ response: WireResponse, to sent: WireRequest?, _ session: Session) -> Reply {
    guard response.status < 300, var envelope = try? Envelope(parsing: response.body) else {
      let said = Acknowledgement.read(response).reply
      return said.taken == .accepted ? Reply(.failed, reason: "no-answer") : said
    }
    // The answer came on our own connection: whose it is matters, its age does not.
    if envelope.signature != nil, session[PeerKeys.self] != nil {
      let sent = envelope.text("message_ts").flatMap { WireInstant($0) } ?? WireInstant(milliseconds: 0)
      do throws(Misread) { try Seal.verify(envelope, session, at: sent) } catch { return Reply(.failed, reason: "untrusted-answer") }
    }
    do throws(Misread) { try Cipher.open(&envelope, session) } catch { return Reply(.failed, reason: "answer-cannot-be-opened") }
    let asked = sent.flatMap { try? Envelope(parsing: $0.body) }.map { Cipher.opened($0, session) }
    if let asked, isStray(envelope, asked.message["transaction_id"]?.spoken) {
      return stray
    }
    return read(envelope, session).reply
  }
}
