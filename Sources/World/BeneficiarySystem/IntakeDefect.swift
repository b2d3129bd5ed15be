/// Wrong behaviours where a programme finds its beneficiaries and lets them go. Each breaks the requirement that it names.
package enum IntakeDefect: String, CaseIterable, Sendable {
  case countsOneOfAHousehold = "counts-one-of-a-household"
  case ignoresEdits = "ignores-edits"
  case waitsForNoAttachment = "waits-for-no-attachment"
  case forgetsAttachments = "forgets-attachments"
  case wantsAPlace = "wants-a-place"
  case believesDeviceClock = "believes-device-clock"
  case rejectsWithoutReason = "rejects-without-reason"
  case scoreRevives = "score-revives"
  case keepsThePayPoint = "keeps-the-pay-point"
  case movesEverybody = "moves-everybody"
  case endsTheDisabled = "ends-the-disabled"
  case ignoresAppeals = "ignores-appeals"
  case forgetsWaivers = "forgets-waivers"

  package var says: String {
    switch self {
    case .countsOneOfAHousehold: "breaks UC-IN01-ROSTER: pays one of a household, however many are on its form"
    case .ignoresEdits: "breaks UC-IN01-UPDATED: goes by the form as it was before it was corrected"
    case .waitsForNoAttachment: "breaks UC-IN01-WAITS: enrols though an attachment that is required has not come"
    case .forgetsAttachments: "breaks UC-IN01-COMPLETED: never goes on with a form whose attachment came later"
    case .wantsAPlace: "breaks UC-IN01-NO-PLACE: refuses forms on which no place was recorded"
    case .believesDeviceClock: "breaks UC-IN01-CLOCK: takes the day of a wrong device clock for today"
    case .rejectsWithoutReason: "breaks UC-IN01-REASON: lists what it rejects and not why"
    case .scoreRevives: "breaks UC-SR03-DEAD: pays somebody again who has died, because a household is still poor"
    case .keepsThePayPoint: "breaks UC-SR03-MOVED: goes on paying a household where it no longer lives"
    case .movesEverybody: "breaks UC-SR03-STAYED: pays everybody where one household has moved to"
    case .endsTheDisabled: "breaks UC-SR04-EXTENDED: ends an allowance that a disability keeps open"
    case .ignoresAppeals: "breaks UC-SR04-ARREARS: leaves an exit as it is that was found to be wrong"
    case .forgetsWaivers: "breaks UC-SR06-WAIVER: pays without checks, and does not say which were left out"
    }
  }
}
