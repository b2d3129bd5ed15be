import Facts

/// A vital event on record.
struct VitalEvent: Hashable, Sendable {
  /// The fact `event.kind`.
  enum Kind: String, Hashable, Sendable {
    case liveBirth = "live-birth"
    case notifiedBirth = "notified-birth"
    case cancelledBirth = "cancelled-birth"
    case stillbirth = "fetal-death"
    case cancelledDeath = "cancelled-death"
    case death, marriage, divorce, correction, adoption, merger
  }
  var kind: Kind
  /// One for all that happens to what was registered.
  private(set) var id: String
  /// The day on which it happened.
  var date: Day
  /// The day on which it was registered; nil while it is not.
  var registered: Day?
  /// Of what happens to an earlier registration: an id of its own, beside that of the registration.
  private(set) var step: String?

  init(kind: Kind, id: String, date: Day, registered: Day?) {
    self.kind = kind
    self.id = id
    self.date = date
    self.registered = registered
  }

  /// As something that happens to what was registered before.
  func happening(to earlier: VitalEvent?) -> VitalEvent {
    guard let earlier else { return self }
    var event = self
    (event.id, event.step) = (earlier.id, id)
    return event
  }

  var message: MessageKind {
    switch kind {
    case .liveBirth: .birthRegistered
    case .notifiedBirth: .birthNotified
    case .cancelledBirth: .birthCancelled
    case .death: .deathRegistered
    case .cancelledDeath: .deathCancelled
    case .marriage: .marriageRegistered
    case .divorce: .divorceRegistered
    case .stillbirth: .stillbirthRegistered
    case .adoption: .adoptionRegistered
    case .correction, .merger: .recordCorrected
    }
  }
}
