/// Wrong behaviours that only a rare story shows. Each breaks the requirement that it names.
package enum RareDefect: String, CaseIterable, Sendable {
  case widensEmptySearch = "widens-empty-search"
  case keepsWhoRefused = "keeps-who-refused"
  case missesWhatComesBetween = "misses-what-comes-between"
  case takesTheDayAfter = "takes-the-day-after"
  case takesSilenceForYes = "takes-silence-for-yes"
  case takesLateAnswers = "takes-late-answers"
  case knowsNoLeapDay = "knows-no-leap-day"
  case paysBesideAnother = "pays-beside-another-benefit"
  case looksAtNoConflict = "looks-at-no-conflict"
  case keepsDeclaredWhenFewer = "keeps-declared-when-fewer"
  case missesNobody = "misses-nobody"
  case countsForEachParent = "counts-for-each-parent"
  case looksForExactNames = "looks-for-exact-names"
  case keepsRefusalsToItself = "keeps-refusals-to-itself"
  case forgetsReports = "forgets-reports"
  case lastClaimantWins = "last-claimant-wins"
  case believesLastRegister = "believes-the-last-register"
  case looksAtNoContradiction = "looks-at-no-contradiction"

  package var says: String {
    switch self {
    case .widensEmptySearch: "breaks UC-CR02-NOBODY: where nobody was found, takes whoever there is"
    case .keepsWhoRefused: "breaks UC-CR02-NO-TRACE: keeps a file of somebody who does not consent"
    case .missesWhatComesBetween: "breaks UC-CR02-INSERTED: loses whoever is entered while it reads page by page"
    case .takesTheDayAfter: "breaks UC-CR02-DAY-AFTER: takes the day after the window for a day of it"
    case .takesSilenceForYes: "breaks UC-CR02-EXPIRES: enrols whoever has not answered its offer in time"
    case .takesLateAnswers: "breaks UC-CR02-LATE-ANSWER: enrols whoever answers when the offer is over"
    case .knowsNoLeapDay: "breaks UC-CR05-LEAP-DAY: refuses whoever was born on a 29 February"
    case .paysBesideAnother: "breaks UC-CR05-ELSEWHERE: pays a pension beside a benefit that excludes it"
    case .looksAtNoConflict: "breaks UC-CR05-CONFLICT: refuses for another benefit, and has nobody look at it"
    case .keepsDeclaredWhenFewer: "breaks UC-CR10-UNKNOWN: pays as declared where the registry knows fewer children"
    case .missesNobody: "breaks UC-CR10-MISSING: has nobody look where the registry knows fewer children than were declared"
    case .countsForEachParent: "breaks UC-CR10-TWICE: pays for one child to each of its parents"
    case .looksForExactNames: "breaks UC-CR12-ALIKE: takes a name that is spelled otherwise for another child"
    case .keepsRefusalsToItself: "breaks UC-CR12-REASON: tells nobody why the registry refused a report"
    case .forgetsReports: "breaks UC-CR12-LONG: forgets after a month what it has reported"
    case .lastClaimantWins: "breaks UC-CR07-CLAIMANTS: of two who claim a child, pays the last"
    case .believesLastRegister: "breaks UC-SR03-PRIORITY: goes by whichever register spoke last"
    case .looksAtNoContradiction: "breaks UC-SR03-CONTRADICTION: has nobody look where two registers contradict each other"
    }
  }
}
