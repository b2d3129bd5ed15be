/// Wrong behaviours of a beneficiary system that have been seen, or would hurt. Each breaks the requirement that it names.
package enum BeneficiaryDefect: String, CaseIterable, Sendable {
  case ackWithoutEffect = "ack-without-effect"
  case refusesValidEvents = "refuses-valid-events"
  case refusesRepeats = "refuses-repeats"
  case duplicateAppliedTwice = "duplicate-applied-twice"
  case faultsOnRepeats = "faults-on-repeats"
  case skipsConfirmation = "skips-confirmation"
  case skipsVerification = "skips-verification"
  case paysTheChild = "pays-the-child"
  case wrongAmount = "wrong-amount"
  case paysAgainEachCycle = "pays-again-each-cycle"
  case paysNotified = "pays-notified"
  case ignoresFilingWindow = "ignores-filing-window"
  case ignoresCancellation = "ignores-cancellation"
  case guessesMother = "guesses-mother"
  case totalsUnbalanced = "totals-unbalanced"
  case countWrong = "count-wrong"
  case referenceReused = "reference-reused"
  case paysTheDeceased = "pays-the-deceased"
  case endsNever = "ends-never"
  case refusesReports = "refuses-reports"
  case appliesBadRow = "applies-bad-row"
  case serverFaultOnBadInput = "server-fault-on-bad-input"
  case losesReturns = "loses-returns"
  case staleOverwrites = "stale-overwrites"
  case closesEarly = "closes-early"
  case neverCloses = "never-closes"
  case paidTotalWrong = "paid-total-wrong"
  case doublePays = "double-pays"
  case reissuesOtherAmount = "reissues-other-amount"
  case reissuesWithoutLink = "reissues-without-link"

  package var says: String {
    switch self {
    case .ackWithoutEffect: "breaks UC-CR01-ONE-LINE: acknowledges events and does nothing with them"
    case .refusesValidEvents: "breaks EVT-TAKEN: refuses events in which nothing is wrong"
    case .refusesRepeats: "breaks EVT-DUP-REPLY: answers a repeated event as a conflict"
    case .duplicateAppliedTwice: "breaks UC-CR01-ONE-LINE: opens a case for each copy of an event"
    case .faultsOnRepeats: "breaks EVT-DUP-REPLY: answers a repeated event with a server fault"
    case .skipsConfirmation: "breaks UC-CR01-CONFIRM: never looks the record up at its source"
    case .skipsVerification: "breaks UC-CR01-VERIFY: never verifies the payee"
    case .paysTheChild: "breaks UC-CR01-PAYEE: pays a newborn's grant to the newborn"
    case .wrongAmount: "breaks UC-CR01-AMOUNT: pays a cent less, as arithmetic in binary fractions does"
    case .paysAgainEachCycle: "breaks UC-CR01-ONCE: pays a grant that is due once in each cycle"
    case .paysNotified: "breaks UC-CR01-UNREGISTERED: pays for a birth that is only notified"
    case .ignoresFilingWindow: "breaks UC-CR01-LATE: pays however late the birth is registered"
    case .ignoresCancellation: "breaks UC-CR01-CANCELLED: pays for a registration that was cancelled"
    case .guessesMother: "breaks UC-CR01-NO-GUESS: makes a payee out of a mother whom nobody knows"
    case .totalsUnbalanced: "breaks PAY-TOTAL: declares another total than the sum of the lines"
    case .countWrong: "breaks PAY-COUNT: declares one line fewer than it sends"
    case .referenceReused: "breaks PAY-REFERENCE: gives two lines one reference"
    case .paysTheDeceased: "breaks UC-CR06-NO-LINE: keeps paying after a registered death"
    case .endsNever: "breaks UC-CR06-ENDED: suspends after a death and never ends the enrolment"
    case .refusesReports: "breaks UC-PY05-STATE: refuses reports in which nothing is wrong"
    case .appliesBadRow: "breaks REP-REFUSE-ROW: takes impossible rows for true"
    case .serverFaultOnBadInput: "breaks REP-NO-5XX: answers an impossible row with a server fault"
    case .losesReturns: "breaks UC-PY05-STATE: a line that came back stays settled"
    case .staleOverwrites: "breaks UC-PY05-STATE: an older report overwrites a newer one"
    case .closesEarly: "breaks UC-PY05-OPEN-WHILE-PENDING: closes a cycle as soon as its list is taken"
    case .neverCloses: "breaks UC-PY05-CLOSES: never closes a cycle"
    case .paidTotalWrong: "breaks UC-PY05-TO-THE-CENT: counts money that came back as paid"
    case .doublePays: "breaks UC-PY05-NO-DOUBLE-PAY: pays the whole list again where a part of it failed"
    case .reissuesOtherAmount: "breaks UC-PY05-AMOUNT: pays again with another amount"
    case .reissuesWithoutLink: "breaks UC-PY05-LINK: does not say which line it pays again"
    }
  }
}

/// Right behaviours unlike the reference's own.
package enum BeneficiaryTwist: String, CaseIterable, Sendable {
  case suspendsBeforeEnds = "suspends-before-ends"
  case twoListsForOne = "two-lists-for-one"
  case asksTwice = "asks-twice"
  case namesDuplicates = "names-duplicates"
  case sendsEmptyLists = "sends-empty-lists"
  case refusesWholeFiles = "refuses-whole-files"

  package var says: String {
    switch self {
    case .suspendsBeforeEnds: "suspends after a death, hears the family, and ends the enrolment later, within the law's time"
    case .twoListsForOne: "splits a cycle's lines over two lists"
    case .asksTwice: "looks a record up twice before it decides"
    case .namesDuplicates: "refuses a repeated event as a duplicate"
    case .sendsEmptyLists: "sends a list without lines for a cycle in which nothing is due"
    case .refusesWholeFiles: "refuses a whole report for one impossible row"
    }
  }
}
