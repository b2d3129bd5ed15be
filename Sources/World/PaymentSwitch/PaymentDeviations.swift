/// Wrong behaviours of a payment system. Each breaks the requirement that it names.
package enum PaymentDefect: String, CaseIterable, Sendable {
  case omitsALine = "omits-a-line"
  case forgetsOpenLines = "forgets-open-lines"
  case reportsAnUnaskedLine = "reports-an-unasked-line"
  case totalsDoNotBalance = "totals-do-not-balance"
  case paysMoreThanAsked = "pays-more-than-asked"
  case hidesReasons = "hides-reasons"
  case losesReturns = "loses-returns"
  case rewritesOnReturn = "rewrites-on-return"
  case datesAhead = "dates-ahead"
  case paysUnlinked = "pays-unlinked"
  case refusesAllForOne = "refuses-all-for-one"
  case acceptsWrongTotals = "accepts-wrong-totals"
  case paysRepeatedLists = "pays-repeated-lists"
  case paysBeforeDue = "pays-before-due"
  case findsOtherLines = "finds-other-lines"

  package var says: String {
    switch self {
    case .omitsALine: "breaks REP-COMPLETE: the last line is missing from each report"
    case .forgetsOpenLines: "breaks REP-BALANCE: lines that have not ended are missing, so that the parts do not add up to the list"
    case .reportsAnUnaskedLine: "breaks REP-BALANCE: each report holds a line that nobody asked for"
    case .totalsDoNotBalance: "breaks REP-BALANCE: reports another total than was asked for"
    case .paysMoreThanAsked: "breaks REP-BALANCE: the first line settles for more than was asked"
    case .hidesReasons: "breaks REP-REASON: a refused line has no reason"
    case .losesReturns: "breaks REP-RETURN: a payment that came back stays settled"
    case .rewritesOnReturn: "breaks REP-RETURN: a payment that came back is reported as never made"
    case .datesAhead: "breaks REP-DATE: what became of a line is dated ten days later than it was"
    case .paysUnlinked: "breaks UC-PY07-UNLINKED: pays somebody for whom the mapper has no account"
    case .refusesAllForOne: "breaks UC-PY07-OTHERS: refuses every line of a list in which the mapper has no account for one"
    case .acceptsWrongTotals: "breaks PY-01: takes a list whose lines do not add up to what it declares"
    case .paysRepeatedLists: "breaks PY-01: pays a list again that is sent again"
    case .paysBeforeDue: "breaks G2P-DIS-SCHEDULED: pays a line at once whose time has not come"
    case .findsOtherLines: "breaks G2P-DIS-SEARCH: shows whoever asks for one payee's lines those of the others too"
    }
  }
}

/// Right behaviours unlike the reference's own.
package enum PaymentTwist: String, CaseIterable, Sendable {
  case reportsTwice = "reports-twice"
  case reportsInTwoParts = "reports-in-two-parts"
  case namesDuplicates = "names-duplicates"

  package var says: String {
    switch self {
    case .reportsTwice: "tells each report twice, as it may when it is not sure that it was heard"
    case .reportsInTwoParts: "tells each report in two parts"
    case .namesDuplicates: "refuses a repeated list as a duplicate"
    }
  }
}
