package import Facts

/// One recorded request and its response, from one actor to another.
package struct Exchange: Hashable, Sendable {
  package struct Times: Hashable, Sendable {
    package var connect: Int
    package var first: Int
    package var total: Int
    package init(connect: Int = 0, first: Int = 0, total: Int = 0) {
      self.connect = connect
      self.first = first
      self.total = total
    }
  }
  /// What stood in encrypted bodies, where whoever recorded them could open them; nil: they are as they are, or cannot be opened.
  package struct Opened: Hashable, Sendable {
    package var request: [UInt8]?
    package var response: [UInt8]?
    package init(request: [UInt8]? = nil, response: [UInt8]? = nil) {
      self.request = request
      self.response = response
    }
  }
  /// The sender's place in program order (`5.1`), or the arrival's.
  package var id: String
  package var at: WorldInstant
  package var wire: WireInstant
  package var from: Role
  package var to: Role
  package var edge: EdgeName
  package var dialect: DialectName
  package var operation: OperationName
  /// The address in full, as the sender used it.
  package var url: String
  package var request: WireRequest
  package var response: WireResponse?
  package var failure: SendFailure?
  /// What the dialect reads in it, request first.
  package var readings: [Reading]
  /// Bodies hold fresh randomness; their bytes are volatile.
  package var sealed: Bool
  /// Sent by the harness itself (`send`): never evidence of what an actor does unasked.
  package var repeated: Bool
  /// Judged in the place of the bodies, which stay what was on the wire; an old log says only that there was something.
  package var opened: Opened?
  /// Microseconds; volatile.
  package var times: Times

  package init(
    id: String, at: WorldInstant, wire: WireInstant, from: Role, to: Role, edge: EdgeName, dialect: DialectName, operation: OperationName,
    url: String, request: WireRequest, response: WireResponse?, failure: SendFailure? = nil, readings: [Reading] = [], sealed: Bool = false,
    repeated: Bool = false, opened: Opened? = nil, times: Times = Times()
  ) {
    self.id = id
    self.at = at
    self.wire = wire
    self.from = from
    self.to = to
    self.edge = edge
    self.dialect = dialect
    self.operation = operation
    self.url = url
    self.request = request
    self.response = response
    self.failure = failure
    self.readings = readings
    self.sealed = sealed
    self.repeated = repeated
    self.opened = opened
    self.times = times
  }
}
