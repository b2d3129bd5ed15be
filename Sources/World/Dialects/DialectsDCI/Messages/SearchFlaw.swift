import Documents
import Facts

/// What makes one item of a batch no question: it is refused by itself, not with its batch.
enum SearchFlaw {
  /// The word for the first thing that breaks the schema of an item, or asks what this register has no words for.
  static func first(in item: JSON, _ criteria: JSON, hasQuery: Bool, _ registry: Registry) -> String? {
    guard hasMoment(item["timestamp"]) else { return "wrong-timestamp" }
    guard let type = criteria["query_type"]?.text, Query.types.contains(type) else { return "unknown-query-type" }
    if type == "graphql" { return "no-graphql" }
    guard hasQuery else { return "no-query" }
    if let word = criteria["reg_type"]?.text, Registry.all.contains(where: { $0.registryType == word && $0 !== registry }) {
      return "other-registry"
    }
    if let entity = criteria["response_entity"], !["Group", "Member"].contains(entity.text) { return "unknown-entity" }
    return sort(criteria["sort"]) ?? page(criteria["pagination"])
  }

  /// A date-time of ISO 8601 with its zone.
  static func hasMoment(_ json: JSON?) -> Bool { json?.text.flatMap { WireInstant($0) } != nil }

  private static func sort(_ sort: JSON?) -> String? {
    guard let sort else { return nil }
    guard let terms = sort.items else { return "malformed-sort" }
    let isFit = terms.allSatisfy { term in
      term["attribute_name"]?.text?.isEmpty == false && (term["sort_order"] == nil || ["asc", "desc"].contains(term["sort_order"]?.text))
    }
    return isFit ? nil : "malformed-sort"
  }

  private static func page(_ pagination: JSON?) -> String? {
    guard let pagination else { return nil }
    func isWhole(_ json: JSON?) -> Bool { json?.numberText != nil && json?.decimal?.int != nil }
    let isFit = isWhole(pagination["page_size"]) && (pagination["page_number"] == nil || isWhole(pagination["page_number"]))
    return isFit ? nil : "malformed-page"
  }
}
