package import Facts

/// A message that came, in the order of recording.
package struct Arrival: Sendable {
  /// Its number in the instance: append only.
  package let ordinal: Int
  package let exchange: String
  package let reading: Reading
  package let at: WorldInstant
  package let wire: WireInstant
  /// Sent by the harness itself.
  package let repeated: Bool
  package init(ordinal: Int, exchange: String, reading: Reading, at: WorldInstant, wire: WireInstant, repeated: Bool) {
    self.ordinal = ordinal
    self.exchange = exchange
    self.reading = reading
    self.at = at
    self.wire = wire
    self.repeated = repeated
  }
  package var key: TransferKey { TransferKey(from: reading.message.from, to: reading.message.to, kind: reading.message.kind) }
}

/// Who tells whom what.
package struct TransferKey: Hashable, Sendable {
  package let from: Role
  package let to: Role
  package let kind: MessageKind
  package init(from: Role, to: Role, kind: MessageKind) {
    self.from = from
    self.to = to
    self.kind = kind
  }
}
