package import Documents
package import Facts

/// A list that was sent, or is being sent.
package struct PaymentList: Hashable, Sendable {
  package enum Standing: Hashable, Sendable { case sending, acknowledged, refused(String) }
  /// Our own name for it.
  package let name: String
  package let programme: ProgrammeCode
  package let cycle: String
  package let day: Day
  /// The list whose failed lines this one pays again.
  package let follows: String?
  package var standing = Standing.sending
  /// The payment system's name for it, from its acknowledgement.
  package var reference: String?
  package var lines: [PaymentLine]

  package init(_ name: String, _ programme: ProgrammeCode, cycle: String, day: Day, follows: String? = nil, lines: [PaymentLine]) {
    self.name = name
    self.programme = programme
    self.cycle = cycle
    self.day = day
    self.follows = follows
    self.lines = lines
  }
  package var total: ExactDecimal { ExactDecimal.sum(lines.map(\.amount)) }
  package func isCalled(_ name: String) -> Bool { self.name == name || reference == name }
}
