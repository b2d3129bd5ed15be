import Facts

/// The codes of the standard for what makes a whole message unfit, by the place where it breaks.
enum ReasonCode {
  private static let codes: [(place: String, ofHeader: String?, ofAcknowledgement: String?)] = [
    ("/header/version", "rjct.version.invalid", "err.version.not_supported"),
    ("/header/message_id", "rjct.message_id.duplicate", nil),
    ("/header/message_ts", "rjct.message_ts.invalid", nil),
    ("/header/action", "rjct.action.invalid", nil),
    ("/header/total_count", "rjct.total_count.invalid", nil),
    ("/header/sender_id", nil, "err.sender_id.invalid"),
    (Addresses.place, nil, "err.sender_uri.invalid"),
    ("/header/receiver_id", nil, "err.receiver_id.invalid"),
  ]

  /// `status_reason_code` of an answer's header; nil where its list has no word for it.
  static func ofHeader(_ why: Misread) -> String? {
    guard why.place != "/header/message_id" || why.kind == .unknown else { return nil }
    return codes.first { $0.place == why.place }?.ofHeader
  }
  /// `error.code` of an acknowledgement.
  static func ofAcknowledgement(_ why: Misread) -> String { codes.first { $0.place == why.place }?.ofAcknowledgement ?? "err.request.bad" }
}

extension Misread {
  /// For whoever has to mend it: where, and what.
  var said: String { String((place.isEmpty ? why : "\(place): \(why)").prefix(900)) }
}
