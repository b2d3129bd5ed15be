/// Wrong behaviours that can be switched on, each by its name.
enum CivilDefect: String, CaseIterable {
  case tellsNobody = "crvs-tells-nobody"
  case tellsOfAnother = "crvs-tells-of-another"
  case wrongNumber = "crvs-wrong-number"
  case noMother = "crvs-no-mother"
  case noSpouse = "crvs-no-spouse"
  case tellsTooEarly = "crvs-tells-too-early"
  case newEventEachTime = "crvs-new-event-each-time"
  case ignoresQuery = "crvs-ignores-query"
  case findsEverybody = "crvs-finds-everybody"
  case findsNobody = "crvs-finds-nobody"
  case showsUnregistered = "crvs-shows-unregistered"
  case repeatsRecords = "crvs-repeats-records"
  case otherPerson = "crvs-record-of-another"
  case endsAll = "crvs-ends-all-subscriptions"
  case endsWhatOverlaps = "crvs-ends-what-overlaps"
  case forgetsExpiry = "crvs-forgets-expiry"
  case dropsWhatFails = "crvs-drops-what-fails"
  case newestFirst = "crvs-newest-first"
  case tellsBacklogAgain = "crvs-tells-backlog-again"
  case endsForEver = "crvs-ends-for-ever"
  case registersEachReport = "crvs-registers-each-report"
  case refusesReports = "crvs-refuses-reports"
  case refusesRepeatedReports = "crvs-refuses-repeated-reports"
  case registersAsAnother = "crvs-registers-as-another-event"
  case oldName = "crvs-old-name"
  case tellsEverything = "crvs-tells-everything"
  case datesAhead = "crvs-dates-ahead"
  case tellsLate = "crvs-tells-late"
  case namesFormerMother = "crvs-names-the-former-mother"

  var says: String {
    switch self {
    case .tellsNobody: "registers and tells nobody"
    case .tellsOfAnother: "tells of another person: another mother of a birth, another person of a death or marriage"
    case .wrongNumber: "tells a registration number that differs in its last digit"
    case .noMother: "tells of a birth without saying whose child it is"
    case .noSpouse: "tells of a death without saying whom it leaves behind"
    case .tellsTooEarly: "tells of a birth that is only notified as if it were registered"
    case .newEventEachTime: "tells of one event twice, as two events"
    case .ignoresQuery: "answers every search with its first record"
    case .findsEverybody: "answers every search with all records"
    case .findsNobody: "finds nobody"
    case .showsUnregistered: "shows a birth that is not registered, or no longer, as a record"
    case .repeatsRecords: "begins each page with the last record of the page before"
    case .otherPerson: "answers a search by identifier with the record of another person"
    case .endsAll: "ends every subscription with the one that is ended"
    case .endsWhatOverlaps: "ends with a subscription every other one of the same subscriber to the same events"
    case .forgetsExpiry: "goes on telling when a subscription has expired"
    case .dropsWhatFails: "never tells again what did not get through"
    case .newestFirst: "tells what has waited in the wrong order, the newest first"
    case .tellsBacklogAgain: "tells what has waited once more, days after it was taken"
    case .endsForEver: "takes a new subscription after one has ended, and goes on being silent"
    case .registersEachReport: "makes two records of a birth that two people have reported"
    case .refusesReports: "refuses reports of births that nobody has registered"
    case .refusesRepeatedReports: "refuses a report that it has taken before as a conflict"
    case .registersAsAnother: "registers a birth that was reported as another event"
    case .oldName: "tells of a correction what the record said before"
    case .tellsLate: "tells of an event ten minutes after it was registered"
    case .datesAhead: "dates events a year after they happened"
    case .namesFormerMother: "tells of an adoption who the mother was before"
    case .tellsEverything: "tells of every event, whoever asked for what and whoever has ended it"
    }
  }
}

/// Right behaviours unlike the usual one.
enum CivilTwist: String, CaseIterable {
  case tellsTwice = "crvs-tells-twice"
  case aLittleLater = "crvs-tells-a-little-later"
  case youngestFirst = "crvs-youngest-first"
  case saysLittle = "crvs-says-little"
  case numberOnly = "crvs-number-only"

  var says: String {
    switch self {
    case .tellsTwice: "tells of an event a second time, as the same event"
    case .aLittleLater: "tells of an event ten seconds after it was registered"
    case .youngestFirst: "shows the youngest first where no order was asked for"
    case .saysLittle: "tells no father, no names and no sex"
    case .numberOnly: "knows people of a record by their identity number alone"
    }
  }
}
