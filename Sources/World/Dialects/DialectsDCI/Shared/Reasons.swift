/// What a register or this wire refuses for, in words on which whoever asked can act. A peer of ours reads the word that stands first.
enum Reasons {
  private static let sentences: [(word: String, says: String)] = [
    ("unknown-query-type", "write query_type as idtype-value, expression or predicate"),
    ("no-graphql", "graphql is not understood here; ask by idtype-value, expression or predicate"),
    ("no-query", "the query asks nothing that can be understood; write it in the shape of its query_type"),
    ("unknown-id-type", "this register knows nobody by such a type of identifier; UIN, BRN or DRN are known"),
    ("unknown-attribute", "this register cannot be searched by that attribute"),
    (
      "unknown-operator",
      "that operator does not fit the attribute; write eq or in for words, and gt, lt, eq, ge or le for days and numbers"
    ),
    ("wrong-value", "the value does not fit the attribute; write a date or date-time for a day, a number for a number"),
    ("too-many-conditions", "ask by fewer alternatives"), ("too-many", "more people fit than one answer holds; ask by pages"),
    ("unknown-sort", "write sort as a list of attribute_name and sort_order (asc or desc), by attributes that can be sorted"),
    ("wrong-page-size", "write pagination.page_size as a whole number from 1 to 1000"),
    ("wrong-page", "write pagination.page_number as a whole number from 1"),
    ("unknown-entity", "write response_entity as Group or Member"), ("other-registry", "reg_type names another register than this one"),
    ("wrong-timestamp", "write timestamp as a date-time of ISO 8601 with its zone"),
    ("reference-twice", "another item of this message has the same reference_id; give each its own"),
    ("unknown-event", "reg_event_type names no event of this register"),
    ("unknown-filter", "write filter in one of the shapes of a search, or as an empty list for everybody"),
    ("no-record-type", "notify_record_type is required"),
    ("unknown-frequency", "write frequency as a cron expression, with start_time before end_time"),
    ("incomplete-message", "the person, the programme and the state of the enrolment are required"),
    ("unknown-state", "that state of an enrolment is not known here"), ("unknown-code", "no subscription of yours has such a code"),
    ("already-ended", "this subscription has been ended before"),
  ]

  /// For `status_reason_message`.
  static func said(_ word: String?) -> String? {
    guard let word else { return nil }
    return sentences.first { $0.word == word }.map { "\(word): \($0.says)" } ?? word
  }
  /// The word of a text that one of ours has written.
  static func word(in text: String) -> String? {
    let first = text.prefix { $0 != ":" }
    guard first.utf8.count < 40, first.utf8.allSatisfy({ (97...122).contains($0) || $0 == 45 }) else { return nil }
    return first.count == text.count || sentences.contains { $0.word == first } ? String(first) : nil
  }

  /// The code of an item that reports or changes something.
  static func ofUpdate(_ reply: String?) -> String {
    switch reply {
    case "wrong-timestamp": "rjct.timestamp.invalid"
    default: "rjct.search_criteria.invalid"
    }
  }
}
