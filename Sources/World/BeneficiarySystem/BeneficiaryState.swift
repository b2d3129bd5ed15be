import Facts
import Records

/// All that the system holds. A value: the class around it keeps the lock.
struct BeneficiaryState: Sendable {
  var known: [Party] = []
  var told: [VitalEvent] = []
  var cases: [BirthCase] = []
  var enrolments: [Enrolment] = []
  var deaths: [VitalEvent] = []
  var lists: [PaymentList] = []
  /// Reports that came before the payment system had acknowledged the list.
  var early: [Message] = []
  /// `edge kind`, as it was asked to listen.
  var listening: [String] = []
  var corrected: [Party] = []
  /// Corrections of records of which nobody here has heard yet.
  var corrections: [VitalEvent] = []
  /// Who does not want to be enrolled.
  var refusing: [Party] = []
  struct Subscription: Sendable {
    let wanted: [String]
    /// nil: of everybody.
    let about: [Identifier]?
    let codes: String
  }
  var subscriptions: [Subscription] = []
  /// When it hears of no event, as was arranged.
  var outages: [Arranged] = []
  /// When it takes no form.
  var formOutages: [Arranged] = []
  var tasks: [DeskTask] = []
  /// Children whose births were reported to the civil registry, by the id of the event there.
  var reported: [Reported] = []
  struct Reported: Sendable {
    let event: String
    let child: Party
    let caregiver: Party
    let programme: ProgrammeCode
    let on: Day
  }
  var offers: [Offer] = []
  /// Who says that a child whose payee has died is theirs to care for.
  var claims: [(child: Party, by: Party)] = []
  /// Children that were counted for somebody's benefit, and for whose.
  var counted: [(child: [Identifier], parent: Party, programme: ProgrammeCode)] = []
  var debts: [Overpayment] = []
  var applications: [Application] = []
  var occasions: [Occasion] = []
  var notices: [Notice] = []
  /// Forms that were taken, by the name of each submission.
  var forms: [String] = []
  /// Of these, those whose attachments have not come.
  var waiting: [String] = []
  /// Until when the word of another register on somebody is known.
  var heard: [(of: [Identifier], until: Day)] = []

  func party(_ ids: [Identifier]) -> Party? { known.first { $0.isNamed(by: ids) } }

  /// Puts a person on file, or completes what is there.
  mutating func know(_ party: Party) {
    if let i = known.firstIndex(where: { $0.isNamed(by: party.ids) }) { known[i] = party } else { known.append(party) }
  }

  func enrolment(of ids: [Identifier], in programme: ProgrammeCode) -> Enrolment? {
    enrolments.last { $0.programme == programme && $0.beneficiary.isNamed(by: ids) }
  }

  /// Somebody for whom something is paid, on file or not.
  func beneficiary(_ ids: [Identifier]) -> Party? { enrolments.last { $0.beneficiary.isNamed(by: ids) }?.beneficiary }

  /// Changes the last benefit of these people in the programme whose state is meant, and gives it; nil where there is none.
  mutating func change(
    lastOf ids: [Identifier], in programme: ProgrammeCode, where isMeant: (Enrolment.State) -> Bool, _ change: (inout Enrolment) -> Void
  ) -> Enrolment? {
    let found = enrolments.lastIndex { $0.programme == programme && isMeant($0.state) && $0.beneficiary.isNamed(by: ids) }
    guard let found else { return nil }
    change(&enrolments[found])
    return enrolments[found]
  }

  func isDead(_ ids: [Identifier]) -> Bool { deaths.contains { $0.subject.isNamed(by: ids) } }

  /// By our own name of the list, the payment system's, or the name of the cycle.
  func lists(_ name: String, programme: String?) -> [PaymentList] {
    let exact = lists.filter { $0.isCalled(name) }
    return exact.isEmpty ? lists.filter { $0.cycle == name && (programme == nil || $0.programme.text == programme) } : exact
  }

  func lists(ofCycleOf list: PaymentList) -> [PaymentList] {
    lists.filter { $0.programme == list.programme && $0.cycle == list.cycle }
  }
}
