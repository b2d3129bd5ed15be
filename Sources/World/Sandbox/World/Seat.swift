package import Facts
package import Timeline

/// Who fills a role in a world.
package enum Seat: Sendable {
  /// One of ours: a register behind the dialects of its edges.
  case simulated(any Register)
  /// A vendor's system, at its base address.
  case real(address: String)
  /// A server that knows nothing, judged like a vendor's: impostors, and replays.
  case standIn(any StandIn)

  /// Whether failures of this seat are its own, and not ours.
  package var isOurs: Bool {
    if case .simulated = self { return true }
    return false
  }
  package var register: (any Register)? {
    if case .simulated(let register) = self { return register }
    return nil
  }
}

/// A server without a register: it answers requests by a trick, in any role and dialect.
package protocol StandIn: Sendable {
  /// nil: it never answers, the connection is dropped.
  func answer(_ request: WireRequest) -> WireResponse?
}
