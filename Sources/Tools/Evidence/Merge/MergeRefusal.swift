/// Why logs are no parts of one plan; every reason, so that all can be mended at once.
package struct MergeRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package let reasons: [String]
  package init(_ reasons: [String]) { self.reasons = reasons }
  package var description: String { reasons.joined(separator: "\n") }
}
