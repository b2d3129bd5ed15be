package import Facts

/// Whether a registered birth opens a newborn grant, from what was found out. Guesses nothing.
package struct Eligibility: Sendable {
  /// What the identity system said of the mother.
  package enum Identity: Hashable, Sendable {
    case confirmed
    case denied
    /// The identity system does not hold her and could not: she has no identifier that it issues. The programme's own record stands.
    case notHeld
    /// The programme does not ask.
    case notAsked
    case unreachable
  }
  package enum Decision: Hashable, Sendable {
    case enrol
    /// A case that waits for a person: nothing is paid.
    case incomplete(String)
    case refused(String)
  }
  package struct Evidence: Hashable, Sendable {
    package var born: Day
    package var registered: Day
    package var motherIsKnown = true
    package var recordIsConfirmed = true
    package var recordContradicts = false
    package var identity = Identity.confirmed
    package var alreadyEnrolled = false
    package var cancelled = false
    package init(born: Day, registered: Day) {
      self.born = born
      self.registered = registered
    }
  }
  package let filingWindow: Span
  package init(filingWindow: Span) { self.filingWindow = filingWindow }

  package func isLate(born: Day, registered: Day) -> Bool { registered > filingWindow.after(born) }

  package func decide(_ e: Evidence) -> Decision {
    if e.cancelled { return .refused("registration-cancelled") }
    if isLate(born: e.born, registered: e.registered) { return .refused("beyond-filing-window") }
    if e.alreadyEnrolled { return .refused("already-enrolled") }
    if !e.motherIsKnown { return .incomplete("mother-unknown") }
    if !e.recordIsConfirmed { return .incomplete("record-not-confirmed") }
    if e.recordContradicts { return .incomplete("record-contradicts") }
    switch e.identity {
    case .confirmed, .notHeld, .notAsked: return .enrol
    case .denied: return .incomplete("mother-not-verified")
    case .unreachable: return .incomplete("identity-system-unreachable")
    }
  }
}
