/// What a system says of a message, in facts.
package struct Reply: Hashable, Sendable {
  package enum Taken: String, Hashable, Sendable {
    case accepted
    case refused
    case refusedAsDuplicate = "refused-as-duplicate"
    case rowRefused = "row-refused"
    case fileRefused = "file-refused"
    /// The peer could not be reached, or answered as a server fault; `reason` says which.
    case failed
  }
  package var taken: Taken
  /// A domain reason (`unknown-person`, `future-date`, `untrusted`, `breaks-schema`), never a code of a wire.
  package var reason: String?
  package var facts: Facts
  /// The records or lines that were asked for.
  package var rows: Rows
  package init(_ taken: Taken, reason: String? = nil, facts: Facts = Facts(), rows: Rows = Rows()) {
    self.taken = taken
    self.reason = reason
    self.facts = facts
    self.rows = rows
  }
  package static var accepted: Reply { Reply(.accepted) }
  package static func refused(_ reason: String) -> Reply { Reply(.refused, reason: reason) }
}
