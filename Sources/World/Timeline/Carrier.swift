package import Facts

/// Takes a request to its address and brings the response. Transport in life, memory in tests.
package protocol Carrier: Sendable {
  /// `patience` is in milliseconds of wire time; nil where the answer is owed by our own process and cannot be late.
  /// Ends early with any failure when its task is cancelled.
  func carry(_ request: WireRequest, to base: String, traceparent: String?, patience: Int?) async throws(SendFailure) -> Carried
}

/// A response, how long it took, and which exchange it ended.
package struct Carried: Hashable, Sendable {
  package let response: WireResponse
  package let microseconds: Microseconds
  /// The exchange's path, `2.1.3`. Set by the timeline; a carrier leaves it empty.
  package internal(set) var exchangeID: String

  /// From the start of the transfer.
  package struct Microseconds: Hashable, Sendable {
    package let connect: Int
    package let first: Int
    package let total: Int
    package init(connect: Int = 0, first: Int = 0, total: Int = 0) {
      self.connect = connect
      self.first = first
      self.total = total
    }
  }

  package init(_ response: WireResponse, microseconds: Microseconds = Microseconds()) {
    self.response = response
    self.microseconds = microseconds
    exchangeID = ""
  }
}

/// The other end of a send.
package struct Peer: Hashable, Sendable {
  /// Base address, without a slash at its end.
  package let base: String
  /// Ours, in this world: it gets the turn with the request.
  package let simulated: Bool
  /// How long the sender waits: in world time at a simulated peer (nil: as long as it takes), in wire time at a real one (nil: 30 s).
  package let patience: WorldDuration?

  package init(base: String, simulated: Bool, patience: WorldDuration? = nil) {
    self.base = base
    self.simulated = simulated
    self.patience = patience
  }
}
