/// What a person put beside a check after the run: a file, a statement, or both.
package struct Attached: Hashable, Sendable {
  package var step: String
  package var check: String
  /// The name of the file; nil where there is only a statement.
  package var file: String?
  package var bytes: [UInt8]
  package var says: String?
  package var by: String
  /// When, on the wall clock.
  package var wire: String
  package init(step: String, check: String, file: String?, bytes: [UInt8], says: String?, by: String, wire: String) {
    self.step = step
    self.check = check
    self.file = file
    self.bytes = bytes
    self.says = says
    self.by = by
    self.wire = wire
  }
}

/// What a person said of what was put beside a check, or of a check that the run left to a person.
package struct Reviewed: Hashable, Sendable {
  package var step: String
  package var check: String
  package var isAccepted: Bool
  package var by: String
  package var why: String?
  package var wire: String
  package init(step: String, check: String, isAccepted: Bool, by: String, why: String?, wire: String) {
    self.step = step
    self.check = check
    self.isAccepted = isAccepted
    self.by = by
    self.why = why
    self.wire = wire
  }
}
