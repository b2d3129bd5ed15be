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
  let id: String
  /// The day on which it happened.
  var date: Day
  /// The day on which it was registered; nil while it is not.
  var registered: Day?

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
