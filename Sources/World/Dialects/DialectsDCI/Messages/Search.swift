import Documents
import Facts

/// The question: `POST /registry/search` and `/registry/sync/search`.
enum Search {
  static let action = "search"
  static let path = "/registry/search"
  static let syncPath = "/registry/sync/search"
  static let scope = "registry/search"

  static func write(_ message: Message, sync: Bool, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    guard message.facts[.personID]?.isEmpty == false || !message.lines.isEmpty else { throw Unsayable(message.kind, facts: ["person.id"]) }
    try Faults.check(message, session)
    let registry = Registry.of(session)
    var criteria: [(String, JSON?)] = [
      ("version", "1.0.0"), ("reg_type", .string(registry.registryType)), ("reg_record_type", .string(registry.recordType)),
    ]
    criteria += Query.write(message, session)
    criteria.append(("response_entity", message.facts[.entity].map { $0 == "group" ? "Group" : "Member" }))
    criteria.append(("sort", sort(message.facts[.sort], registry)))
    criteria.append(("pagination", pagination(message.facts)))
    let item: JSON = [
      "reference_id": .string(stamp.id("reference")), "timestamp": .string(Stamps.text(stamp.wire, session)),
      "search_criteria": .object(of: criteria), "locale": "eng",
    ]
    let callback = sync ? nil : Paths.callback(SearchAnswer.path, session)
    let header = Header.write(action, .request(callback: callback), total: 1, session, stamp)
    let body: JSON = ["transaction_id": .string(stamp.id("transaction")), "search_request": .array([item])]
    let target = Paths.target(sync ? syncPath : path, session)
    return Post.request(Envelope(header: header, message: body), to: target, fault: message.fault, session, stamp)
  }

  private static func sort(_ text: String?, _ registry: Registry) -> JSON? {
    guard let text else { return nil }
    var terms: [(name: String, order: String)] = []
    for word in text.split(separator: " ").map(String.init) {
      if ["asc", "desc"].contains(word), !terms.isEmpty { terms[terms.count - 1].order = word } else { terms.append((word, "asc")) }
    }
    guard !terms.isEmpty else { return nil }
    return .array(terms.map { ["attribute_name": .string(registry.attribute($0.name)), "sort_order": .string($0.order)] })
  }
  private static func pagination(_ facts: Facts) -> JSON? {
    guard let size = facts[.pageSize] else { return nil }
    return ["page_size": JSON(size), "page_number": JSON(facts[.page] ?? 1)]
  }

  // MARK: reading

  /// Each item of the batch. One that asks nothing that can be understood is refused by itself, not with the batch.
  static func read(_ envelope: Envelope, _ oddities: [String], _ session: Session) throws(Misread) -> [Reading] {
    let registry = Registry.of(session)
    guard let items = envelope.message["search_request"]?.items, !items.isEmpty else {
      throw Misread(.schema, at: "/message/search_request", "a list of at least one request is required")
    }
    try envelope.checkTransaction()
    var all: [Reading] = []
    var references: [String] = []
    for (place, item) in items.enumerated() {
      guard let reference = item["reference_id"]?.spoken else {
        throw Misread(.schema, at: "/message/search_request/\(place)/reference_id", "it is required")
      }
      guard let criteria = item["search_criteria"], criteria.members != nil else {
        throw Misread(.schema, at: "/message/search_request/\(place)/search_criteria", "it is required")
      }
      var odd = oddities + Oddities.words(criteria, item["locale"], at: "/message/search_request/\(place)", below: "search_criteria")
      var message = Message(.personRecord, from: .mis, to: registry.role)
      let query = Query.read(criteria, registry, &odd)
      if let query {
        message.facts[.personID] = query.id.isEmpty ? nil : query.id
        message.lines = query.conditions
      }
      message.facts[.entity] = criteria["response_entity"]?.text?.lowercased()
      let terms = (criteria["sort"]?.items ?? []).compactMap { sort in
        sort["attribute_name"]?.text.map { "\(registry.fact($0)) \(sort["sort_order"]?.text ?? "asc")" }
      }
      message.facts[.sort] = terms.isEmpty ? nil : terms.joined(separator: " ")
      if let size = criteria["pagination"]?["page_size"]?.decimal?.int {
        message.facts[.page] = criteria["pagination"]?["page_number"]?.decimal?.int ?? 1
        message.facts[.pageSize] = size
      }
      var reading = Reading(message, .request, ids: envelope.ids + [("reference", reference)], oddities: odd)
      if let flaw = SearchFlaw.first(in: item, criteria, hasQuery: query != nil, registry) { reading.reply = .refused(flaw) }
      if references.contains(reference) { reading.reply = .refused("reference-twice") }
      references.append(reference)
      all.append(reading)
    }
    return all
  }
}
