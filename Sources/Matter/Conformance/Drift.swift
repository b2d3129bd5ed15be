/// One difference between an expectation file and a run.
package struct Drift: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// It was seen, and no entry expects it.
    case unlisted
    /// An entry expects it, and the checks came to something else.
    case notSeen = "not-seen"
    /// An entry names a scenario or requirement that is not in the run.
    case unused
    /// The entry's last day has passed; it allows nothing any more.
    case expired
  }

  package var kind: Kind
  /// The entry; for `unlisted` what one would say.
  package var entry: ExpectedResult
  /// What came instead; nil where nothing did.
  package var saw: String?

  package init(_ kind: Kind, _ entry: ExpectedResult, saw: String? = nil) {
    self.kind = kind
    self.entry = entry
    self.saw = saw
  }
}

extension Drift: CustomStringConvertible {
  /// `expectations.yaml:12: CR-06 UC-CR06-NO-LINE fail.assertion did not happen: pass`
  package var description: String {
    let at = entry.place.map { "\($0): " } ?? ""
    return switch kind {
    case .unlisted: "\(entry) is not in the file"
    case .notSeen: "\(at)\(entry) did not happen: \(saw ?? "nothing was judged")"
    case .unused: "\(at)\(entry) is not in this run"
    case .expired: "\(at)\(entry) expired on \(entry.expires)"
    }
  }
}
