/// What a step waits for.
package struct Expectation: Sendable {
  package enum Mode: Hashable, Sendable {
    /// One message, which no other step can have.
    case one
    /// Every message that fits while it is armed: lists and reports grow.
    case many
    /// Sees, and takes nothing: absences, controls.
    case watch
  }
  package let id: String
  package let key: TransferKey
  package let mode: Mode
  /// Only arrivals with a higher ordinal.
  package let after: Int
  /// Best first: the first tier that accepts decides. Ids of the step's `about`, ids of the conversation, facts.
  package let tiers: [@Sendable (Arrival) -> Bool]
  package init(id: String, key: TransferKey, mode: Mode, after: Int = -1, tiers: [@Sendable (Arrival) -> Bool]) {
    self.id = id
    self.key = key
    self.mode = mode
    self.after = after
    self.tiers = tiers
  }
  func tier(of arrival: Arrival) -> Int? {
    guard arrival.key == key, arrival.ordinal > after, mode == .watch || !arrival.repeated else { return nil }
    return tiers.firstIndex { $0(arrival) }
  }
}
